import Foundation

/// The part of a URL that names a server.
enum ServerOrigin {
  /// Scheme, host and port, without user, path and query.
  static func origin(of url: String) -> String {
    guard let scheme = url.range(of: "://") else { return url }
    let rest = url[scheme.upperBound...].prefix { !"/?#".contains($0) }
    let host = rest.lastIndex(of: "@").map { rest[rest.index(after: $0)...] } ?? rest
    return (url[..<scheme.upperBound] + host).lowercased()
  }

  /// Whether a URL is one of HTTP.
  static func isHTTP(_ url: String) -> Bool {
    let start = url.prefix(8).lowercased()
    return start.hasPrefix("http://") || start.hasPrefix("https://")
  }

  /// Whether a server is on this machine, by its name.
  static func isLoopback(_ origin: String) -> Bool {
    guard let scheme = origin.range(of: "://") else { return false }
    let host = origin[scheme.upperBound...]
    if host == "[::1]" || host.hasPrefix("[::1]:") { return true }
    let name = host.prefix { $0 != ":" }
    if name == "localhost" || name.hasSuffix(".localhost") { return true }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }
}
