/// Models that are known to sample at a temperature of their own and refuse requests with another.
///
/// A list of names is never complete: `temperature=none` and `temperature=draw` go before it.
enum FixedTemperature {
  /// Whether a model refuses temperatures.
  ///
  /// - Parameters:
  ///   - name: Name of the model.
  ///   - provider: Who runs it.
  ///   - effort: How long it thinks; models of OpenAI that do not think take a temperature.
  /// - Returns: Whether requests leave the temperature out.
  static func isKnown(of name: String, at provider: Provider, effort: String?) -> Bool {
    switch provider {
    case .openai: isReasoning(name) && effort != "none"
    case .anthropic: anthropic.contains { name.hasPrefix($0) }
    case .ollama, .lmstudio: false
    }
  }

  private static let anthropic = ["claude-opus-4-7", "claude-opus-4-8", "claude-fable"]

  /// Whether a model of OpenAI thinks before it answers: `o3-mini`, `gpt-5.1`, but not `gpt-5-chat`.
  static func isReasoning(_ name: String) -> Bool {
    let name = name.split(separator: "/").last ?? ""
    if name.hasPrefix("gpt-5") { return !name.contains("chat") }
    guard name.first == "o", let digit = name.dropFirst().first else { return false }
    return digit.isASCII && digit.isNumber
  }
}
