package import MAKERCore

/// `/chat/completions` of OpenAI, LM Studio, llama.cpp and all that speak like them.
package struct OpenAIChat: WireFormat {
  /// Under which name the limit of tokens is sent.
  package enum LimitName: Sendable {
    /// What OpenAI and reasoning models want; hidden reasoning counts.
    case completionTokens
    /// What every compatible server knows.
    case tokens
  }

  private let limitName: LimitName

  /// Chooses the name of the limit.
  package init(limitName: LimitName) { self.limitName = limitName }

  /// Path below the base URL.
  package var path: String { "/chat/completions" }

  private struct Body: Encodable {
    let model: String
    let messages: [ChatTurn]
    let maxTokens: Int?
    let maxCompletionTokens: Int?
    let effort: String?
    let sampling: Sampling

    enum CodingKeys: String, CodingKey {
      case model, messages
      case maxTokens = "max_tokens"
      case maxCompletionTokens = "max_completion_tokens"
      case effort = "reasoning_effort"
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(model, forKey: .model)
      try container.encode(messages, forKey: .messages)
      try container.encodeIfPresent(maxTokens, forKey: .maxTokens)
      try container.encodeIfPresent(maxCompletionTokens, forKey: .maxCompletionTokens)
      try container.encodeIfPresent(effort, forKey: .effort)
      try sampling.encode(to: encoder)
    }
  }

  /// Names and values of the headers.
  package func headers(key: APIKey?) -> [(name: String, value: String)] {
    RequestHeaders.bearer(key)
  }

  /// The body of a request.
  package func body(of request: DrawRequest, to model: ModelSettings, seed: Int?) -> [UInt8] {
    let limit = model.tokenLimit(for: request)
    return BodyJSON.bytes(
      Body(
        model: model.name, messages: ChatTurn.turns(of: request.prompt),
        maxTokens: limitName == .tokens ? limit : nil,
        maxCompletionTokens: limitName == .completionTokens ? limit : nil, effort: model.effort,
        sampling: Sampling(request, model, seed: seed)))
  }

  /// Reads the body of a successful response.
  ///
  /// - Throws: `ChannelFailure` where the body is no answer of this format.
  package func answer(in body: [UInt8]) throws(ChannelFailure) -> Answer {
    try OpenAIAnswer.answer(in: body, called: "chat completion")
  }
}

/// Headers that several formats share.
enum RequestHeaders {
  /// What a body of JSON needs.
  static let json = [
    (name: "content-type", value: "application/json"), (name: "accept", value: "application/json"),
  ]

  /// The same, and the key in the way of OpenAI.
  static func bearer(_ key: APIKey?) -> [(name: String, value: String)] {
    json + (key.map { [(name: "authorization", value: $0.header("Bearer "))] } ?? [])
  }
}
