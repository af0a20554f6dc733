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
    case .anthropic:
      name.hasPrefix("claude-") && !anthropicSampling.contains { name.hasPrefix($0) }
    case .ollama, .lmstudio: false
    }
  }

  /// Beginnings of the names of Anthropic's models that take a temperature; those after Opus 4.6, Sonnet
  /// 4.6 and Haiku 4.5 do not.
  private static let anthropicSampling = [
    "claude-opus-4-0", "claude-opus-4-1", "claude-opus-4-2", "claude-opus-4-5", "claude-opus-4-6",
    "claude-sonnet-4", "claude-haiku-4", "claude-3", "claude-2",
  ]

  /// Whether a model of OpenAI thinks before it answers: `o3-mini`, `gpt-5.1`, but not `gpt-5-chat`.
  static func isReasoning(_ name: String) -> Bool {
    let name = name.split(separator: "/").last ?? ""
    if name.hasPrefix("gpt-") {
      let generation = Int(name.dropFirst(4).prefix { $0.isASCII && $0.isNumber }) ?? 0
      return generation >= 5 && !name.contains("chat")
    }
    guard name.first == "o", let digit = name.dropFirst().first else { return false }
    return digit.isASCII && digit.isNumber
  }
}
