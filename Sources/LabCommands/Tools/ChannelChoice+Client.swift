import MCPServer
import NoisyChannels
import Providers
import Storage

extension ChannelChoice {
  /// Reads a text that a client gave: a simulated model, or models of providers where the operator's
  /// environment says that these are.
  ///
  /// No path is read, and no key goes to an address that a client names.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - name: Name of the argument, for errors.
  ///   - environment: Environment variables, which hold keys and hosts.
  /// - Throws: `ToolError` for recordings, profile files and addresses; else as for any text.
  init(ofClient text: String, name: String, environment: [String: String]) throws {
    let isSimulated = text == "simulated" || text.hasPrefix("simulated:")
    guard isSimulated || ProviderSpec.isMeant(by: text) || Mixture.isMeant(by: text) else {
      let shown = text.count > 60 ? text.prefix(60) + "…" : text
      throw ToolError(
        "\(name) '\(shown.onOneLine)' must be simulated:key=value,... as simulated:p=0.9, a model of a "
          + "provider as openai:gpt-4.1-mini or ollama:llama3, or a mixture of such; tools read no recordings "
          + "and no files")
    }
    try self.init(text, source: "--\(name)", environment: environment)
    if endpoints.contains(where: { $0.spec.baseURL != nil }) {
      throw ToolError(
        "\(name): base-url is the operator's to choose: it stands in the environment of the server, as "
          + "OPENAI_BASE_URL")
    }
  }
}

extension Collection where Element == ChannelChoice {
  /// Returns what a provider's failure says, for a client: it names no address that the operator chose.
  ///
  /// - Parameter text: Any text.
  /// - Returns: The text without addresses of these channels that are not the usual ones.
  func hidingAddresses(in text: String) -> String {
    flatMap(\.endpoints).filter { $0.baseURL != $0.spec.provider.usualBaseURL }
      .reduce(text) { $0.replacing($1.baseURL.origin, with: "the provider's address") }
  }
}
