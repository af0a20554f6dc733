package import MAKERCore

/// `/api/chat` of Ollama.
package struct OllamaChat: WireFormat {
  /// Makes the format.
  package init() {}

  /// Path below the base URL.
  package var path: String { "/api/chat" }

  private struct Body: Encodable {
    struct Options: Encodable {
      let mostTokens: Int
      let sampling: Sampling

      enum CodingKeys: String, CodingKey { case mostTokens = "num_predict" }

      func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(mostTokens, forKey: .mostTokens)
        try sampling.encode(to: encoder)
      }
    }

    let model: String
    let messages: [ChatTurn]
    let options: Options
    let stream = false
    let think: Thinking?
  }

  /// Whether a model thinks, or how long.
  private enum Thinking: Encodable {
    case isOn(Bool)
    case effort(String)

    init(_ effort: String) {
      switch effort {
      case "none", "false": self = .isOn(false)
      case "true": self = .isOn(true)
      default: self = .effort(effort)
      }
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .isOn(let isOn): try container.encode(isOn)
      case .effort(let effort): try container.encode(effort)
      }
    }
  }

  /// Names and values of the headers.
  package func headers(key: APIKey?) -> [(name: String, value: String)] {
    RequestHeaders.bearer(key)
  }

  /// The body of a request.
  package func body(of request: DrawRequest, to model: ModelSettings, seed: Int?) -> [UInt8] {
    BodyJSON.bytes(
      Body(
        model: model.name, messages: ChatTurn.turns(of: request.prompt),
        options: Body.Options(
          mostTokens: model.tokenLimit(for: request),
          sampling: Sampling(request, model, seed: seed)),
        think: model.effort.map(Thinking.init)))
  }

  private struct Response: Decodable {
    struct Message: Decodable { let content: MessageContent? }

    let message: Message
    let done: Bool
    let doneReason: Lenient<String>?
    let model: Lenient<String>?
    let input: TokenCount?
    let output: TokenCount?

    enum CodingKeys: String, CodingKey {
      case message, done, model
      case doneReason = "done_reason"
      case input = "prompt_eval_count"
      case output = "eval_count"
    }
  }

  /// Reads the body of a successful response; Ollama gives it no id.
  ///
  /// - Throws: `ChannelFailure` where the body is no answer of this format.
  package func answer(in body: [UInt8]) throws(ChannelFailure) -> Answer {
    let response = try BodyJSON.read(Response.self, body, called: "chat response of Ollama")
    guard response.done else {
      throw ChannelFailure(.transient, "a chat response of Ollama came that is not done")
    }
    let word = response.doneReason?.value
    return try Answer(
      text: response.message.content?.bytes ?? [], finish: FinishWord.finish(word),
      finishReason: word.map(ServerText.name), model: response.model?.value.map(ServerText.name),
      inputTokens: response.input?.value, outputTokens: response.output?.value
    ).unlessRefused(nil)
  }
}
