extension ProviderSpec {
  /// The spec in one form, whatever the order and the spelling of its keys: with the task and the seed
  /// it identifies a recording.
  ///
  /// It can be read as a spec again.  How often and how long the provider is asked is not part of it, and
  /// a key never is.
  ///
  /// - Parameter baseURL: Where the provider is, as the environment settled it.
  /// - Returns: As `openai:gpt-4.1-mini,top-p=0.9`; the base URL only where it is not the usual one.
  package func canonicalText(at baseURL: BaseURL) -> String {
    var keys: [(SpecKey, String)] = []
    if api != .chat { keys.append((.api, api.rawValue)) }
    if baseURL != provider.usualBaseURL { keys.append((.baseURL, baseURL.description)) }
    if let effort = model.effort { keys.append((.effort, effort)) }
    if let most = model.mostTokens { keys.append((.maxTokens, "\(most)")) }
    if let minP = model.minP { keys.append((.minP, Self.decimal(minP))) }
    if seedsDraws != provider.usuallySeedsDraws {
      keys.append((.seeds, seedsDraws ? "draw" : "none"))
    }
    if !model.stop.isEmpty { keys.append((.stop, StopTexts.write(model.stop))) }
    // Which models refuse a temperature is a list that grows: what was settled is said.
    if !model.takesTemperature {
      keys.append((.temperature, "none"))
    } else if FixedTemperature.isKnown(of: model.name, at: provider, effort: model.effort) {
      keys.append((.temperature, "draw"))
    }
    if let topK = model.topK { keys.append((.topK, "\(topK)")) }
    if let topP = model.topP { keys.append((.topP, Self.decimal(topP))) }
    return "\(provider.rawValue):\(model.name)" + keys.map { ",\($0.0.rawValue)=\($0.1)" }.joined()
  }

  /// Writes a number from 0 to 1 without an exponent, so that it is read again as the same.
  private static func decimal(_ number: Double) -> String {
    let text = "\(number)"
    guard let mark = text.firstIndex(of: "e"), let exponent = Int(text[text.index(after: mark)...])
    else { return text }
    let digits = text[..<mark].filter { $0 != "." }
    return "0." + String(repeating: "0", count: -exponent - 1) + digits
  }
}
