/// Where a provider is: scheme, host, port and path, and nothing that could be a secret.
package struct BaseURL: Hashable, Sendable, CustomStringConvertible {
  /// `http` or `https`.
  package let scheme: String
  /// Name or address in lowercase; an IPv6 address stands in brackets.
  package let host: String
  /// Port; 1 to 65535, nil for the scheme's own.
  package let port: Int?
  /// Path without a slash at its end; may be empty.
  package let path: String

  /// Makes an address of its parts, which are known to be fit.
  init(scheme: String, host: String, port: Int? = nil, path: String = "") {
    self.scheme = scheme
    self.host = host
    self.port = port == (scheme == "https" ? 443 : 80) ? nil : port
    self.path = path
  }

  /// Reads an address.
  ///
  /// - Parameters:
  ///   - text: The address, as `https://api.openai.com/v1`.
  ///   - source: Where it stood, for errors.
  /// - Throws: `ProviderSpecError` that does not show what may be a secret.
  package init(_ text: String, source: String) throws(ProviderSpecError) {
    func refused(_ problem: String) -> ProviderSpecError {
      .badURL(source: source, problem: problem)
    }
    guard text.utf8.allSatisfy({ (33...126).contains($0) }) else {
      throw refused("holds a blank or another character that no address has")
    }
    if text.contains("@") {
      throw refused("holds a name or a password; a key has its own variable")
    }
    if text.contains("?") || text.contains("#") {
      throw refused("holds a query or a fragment; give scheme, host, port and path")
    }
    guard let mark = text.firstRange(of: "://") else {
      throw refused("'\(ServerText.line(text))' does not begin with http:// or https://")
    }
    let scheme = text[..<mark.lowerBound].lowercased()
    guard scheme == "http" || scheme == "https" else {
      throw refused("begins with \(ServerText.line(scheme))://; allowed are http:// and https://")
    }
    let rest = text[mark.upperBound...]
    let end = rest.firstIndex(of: "/") ?? rest.endIndex
    guard let (host, port) = Self.authority(rest[..<end]) else {
      throw refused(
        "'\(ServerText.line(text))' has no host that can be read, or a port outside 1 to 65535")
    }
    guard let path = Self.path(rest[end...]) else {
      throw refused("'\(ServerText.line(text))' has a path that no address has")
    }
    self.init(scheme: scheme, host: host, port: port, path: path)
  }

  /// The address, without a slash at its end.
  package var description: String { origin + path }

  /// Scheme, host and port.
  package var origin: String { "\(scheme)://\(host)" + (port.map { ":\($0)" } ?? "") }

  /// Whether the host is this machine.
  package var isLoopback: Bool { ServerOrigin.isLoopback(origin) }

  /// Reads host and port; nil where they can be none.
  private static func authority(_ text: Substring) -> (host: String, port: Int?)? {
    var host = text
    var port: Int?
    if let colon = text.lastIndex(of: ":"), !text.hasSuffix("]") {
      guard let number = UInt16(text[text.index(after: colon)...]), number > 0 else { return nil }
      (host, port) = (text[..<colon], Int(number))
    }
    if host.hasPrefix("["), host.hasSuffix("]") {
      let isAddress = host.dropFirst().dropLast().allSatisfy { $0.isHexDigit || ":.".contains($0) }
      return isAddress && host.count > 3 ? (host.lowercased(), port) : nil
    }
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    let isName = labels.allSatisfy { label in
      !label.isEmpty && label.allSatisfy { $0.isLetter || $0.isNumber || "-_".contains($0) }
    }
    return isName ? (host.lowercased(), port) : nil
  }

  /// Reads a path; nil where it holds what a path, or the spec of a channel, does not.
  private static func path(_ text: Substring) -> String? {
    let isPath = text.allSatisfy { $0.isLetter || $0.isNumber || "/-._~%:=+".contains($0) }
    guard isPath else { return nil }
    var path = text
    while path.hasSuffix("/") { path.removeLast() }
    return String(path)
  }
}
