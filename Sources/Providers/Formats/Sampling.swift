import MAKERCore

/// How a reply is drawn, under the names that all but Anthropic use.
struct Sampling: Encodable {
  private let temperature: Double?
  private let topP: Double?
  private let topK: Int?
  private let minP: Double?
  private let seed: Int?
  private let stop: [String]?

  enum CodingKeys: String, CodingKey {
    case temperature, seed, stop
    case topP = "top_p"
    case topK = "top_k"
    case minP = "min_p"
  }

  /// Takes what a draw and a model say; what neither says is not sent.
  init(_ request: DrawRequest, _ model: ModelSettings, seed: Int?) {
    temperature = model.takesTemperature ? request.temperature : nil
    (topP, topK, minP) = (model.topP, model.topK, model.minP)
    self.seed = seed
    stop = model.stop.isEmpty ? nil : model.stop
  }
}

/// A turn of a conversation.
struct ChatTurn: Encodable {
  let role: String
  let content: String

  /// Instructions, where there are any, and the step.
  static func turns(of prompt: Prompt) -> [ChatTurn] {
    let step = ChatTurn(role: "user", content: prompt.step)
    if prompt.instructions.isEmpty { return [step] }
    return [ChatTurn(role: "system", content: prompt.instructions), step]
  }
}
