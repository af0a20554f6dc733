package import MAKERCore

/// `/v1/messages` of Anthropic, and of llama.cpp.
package struct AnthropicMessages: WireFormat {
  /// The version of the protocol that is spoken here.
  static let version = "2023-06-01"

  /// Makes the format.
  package init() {}

  /// Path below the base URL.
  package var path: String { "/v1/messages" }

  private struct Body: Encodable {
    struct Output: Encodable { let effort: String }

    /// Newer models think unless they are told not to.
    struct Thinking: Encodable { let type = "disabled" }

    let model: String
    let system: String?
    let messages: [ChatTurn]
    let maxTokens: Int
    let temperature: Double?
    let topP: Double?
    let topK: Int?
    let stop: [String]?
    let output: Output?
    let thinking: Thinking?

    enum CodingKeys: String, CodingKey {
      case model, system, messages, temperature, thinking
      case maxTokens = "max_tokens"
      case topP = "top_p"
      case topK = "top_k"
      case stop = "stop_sequences"
      case output = "output_config"
    }
  }

  /// Names and values of the headers.
  package func headers(key: APIKey?) -> [(name: String, value: String)] {
    RequestHeaders.json + [(name: "anthropic-version", value: Self.version)]
      + (key.map { [(name: "x-api-key", value: $0.header())] } ?? [])
  }

  /// The body of a request; Anthropic knows no seed.
  ///
  /// A model thinks, in its own way, only where an effort says how much.
  package func body(of request: DrawRequest, to model: ModelSettings, seed: Int?) -> [UInt8] {
    let prompt = request.prompt
    let effort = model.effort == "none" ? nil : model.effort
    return BodyJSON.bytes(
      Body(
        model: model.name, system: prompt.instructions.isEmpty ? nil : prompt.instructions,
        messages: [ChatTurn(role: "user", content: prompt.step)],
        maxTokens: model.tokenLimit(for: request),
        temperature: model.takesTemperature ? request.temperature : nil, topP: model.topP,
        topK: model.topK, stop: model.stop.isEmpty ? nil : model.stop,
        output: effort.map { Body.Output(effort: $0) },
        thinking: effort == nil ? Body.Thinking() : nil))
  }

  private struct Response: Decodable {
    struct Tokens: Decodable {
      let input: TokenCount?
      let cacheRead: TokenCount?
      let cacheWritten: TokenCount?
      let output: TokenCount?

      enum CodingKeys: String, CodingKey {
        case input = "input_tokens"
        case cacheRead = "cache_read_input_tokens"
        case cacheWritten = "cache_creation_input_tokens"
        case output = "output_tokens"
      }

      /// The provider counts what went into its cache, or came from it, apart.
      var allInput: Int? {
        input?.value.map { $0 + (cacheRead?.value ?? 0) + (cacheWritten?.value ?? 0) }
      }
    }

    let content: MessageContent
    let stopReason: Lenient<String>?
    let id: Lenient<String>?
    let model: Lenient<String>?
    let usage: Lenient<Tokens>?

    enum CodingKeys: String, CodingKey {
      case content, id, model, usage
      case stopReason = "stop_reason"
    }
  }

  /// Reads the body of a successful response: its blocks of text, one after another.
  ///
  /// - Throws: `ChannelFailure` where the body is no answer of this format.
  package func answer(in body: [UInt8]) throws(ChannelFailure) -> Answer {
    let response = try BodyJSON.read(Response.self, body, called: "message")
    let word = response.stopReason?.value
    let tokens = response.usage?.value
    return try Answer(
      text: response.content.bytes, finish: FinishWord.finish(word),
      finishReason: word.map(ServerText.name), model: response.model?.value.map(ServerText.name),
      responseID: response.id?.value.map(ServerText.name), inputTokens: tokens?.allInput,
      cachedInputTokens: tokens?.cacheRead?.value, outputTokens: tokens?.output?.value
    ).unlessRefused(nil)
  }
}
