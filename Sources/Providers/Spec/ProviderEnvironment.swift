/// Keys and hosts, as the usual environment variables say them; an empty variable is none.
package struct ProviderEnvironment: Sendable {
  private let variables: [String: String]

  /// Takes the variables that providers know; nothing is checked until it is needed.
  ///
  /// - Parameter variables: The environment.
  package init(_ variables: [String: String]) {
    let known = Set(Provider.allCases.flatMap { [$0.keyVariable, $0.hostVariable] })
    self.variables = variables.filter { known.contains($0.key) && !$0.value.isEmpty }
  }

  /// Where a provider is.
  ///
  /// - Parameter provider: The provider.
  /// - Returns: What the environment says, else the usual place.
  /// - Throws: `ProviderSpecError.badURL`.
  package func baseURL(of provider: Provider) throws(ProviderSpecError) -> BaseURL {
    let variable = provider.hostVariable
    guard let text = variables[variable] else { return provider.usualBaseURL }
    let url = try BaseURL(
      provider == .ollama ? Self.ollamaURL(text) : text, source: variable)
    return provider == .anthropic ? Self.withoutVersion(url) : url
  }

  /// The key of a provider; nil where none is set.
  ///
  /// - Parameter provider: The provider.
  /// - Returns: The key.
  /// - Throws: `ProviderSpecError.badKey`, which does not show it.
  package func key(of provider: Provider) throws(ProviderSpecError) -> APIKey? {
    guard let variable = provider.keyVariable, let text = variables[variable] else { return nil }
    guard text.utf8.count <= 4096, text.utf8.allSatisfy({ (33...126).contains($0) }) else {
      throw .badKey(variable: variable)
    }
    return APIKey(text)
  }

  /// Settles where and with which key a model is asked.
  ///
  /// A key goes only where its own environment says, or to this machine: whoever writes a `base-url` into
  /// a definition cannot have it sent to himself.  It never goes over a network in clear.
  ///
  /// - Parameter spec: The model, and how it is asked.
  /// - Returns: All that is needed to ask.
  /// - Throws: `ProviderSpecError`.
  package func endpoint(for spec: ProviderSpec) throws(ProviderSpecError) -> ProviderEndpoint {
    let provider = spec.provider
    let home = try baseURL(of: provider)
    let asked = spec.baseURL.map { provider == .anthropic ? Self.withoutVersion($0) : $0 } ?? home
    let isTrusted = asked.origin == home.origin || asked.isLoopback
    let key = isTrusted ? try self.key(of: provider) : nil
    if let variable = provider.keyVariable {
      if key == nil, asked.host == provider.usualBaseURL.host {
        if variables[variable] != nil {
          throw .withheldKey(
            variable: variable, hostVariable: provider.hostVariable, url: asked.description)
        }
        throw .missingKey(variable: variable, url: asked.description)
      }
      if key != nil, asked.scheme == "http", !asked.isLoopback {
        throw .keyInClear(variable: variable, url: asked.description)
      }
    }
    return try ProviderEndpoint(spec: spec, baseURL: asked, key: key)
  }

  /// The forms that Ollama itself reads: a host, a port or both without a scheme, and the address on
  /// which a server listens to all.
  private static func ollamaURL(_ text: String) -> String {
    let hasScheme = text.contains("://")
    var rest = hasScheme ? text : "http://" + text
    guard let mark = rest.firstRange(of: "://") else { return rest }
    let scheme = rest[..<mark.upperBound]
    let tail = rest[mark.upperBound...]
    let end = tail.firstIndex(of: "/") ?? tail.endIndex
    var host = String(tail[..<end])
    var port = ""
    if let colon = host.lastIndex(of: ":"), !host.hasSuffix("]") {
      port = String(host[colon...])
      host = String(host[..<colon])
    }
    if host.isEmpty || host == "0.0.0.0" { host = "127.0.0.1" }
    if host == "[::]" { host = "[::1]" }
    if port.isEmpty, !hasScheme { port = ":11434" }
    rest = scheme + host + port + tail[end...]
    return rest
  }

  /// Without the version at its end, which the path of a request brings along.
  private static func withoutVersion(_ url: BaseURL) -> BaseURL {
    guard url.path.hasSuffix("/v1") else { return url }
    return BaseURL(
      scheme: url.scheme, host: url.host, port: url.port, path: String(url.path.dropLast(3)))
  }
}
