import MAKERCore

/// A response of `/chat/completions` and of `/completions`.
struct OpenAIAnswer: Decodable {
  struct Choice: Decodable {
    let message: Message?
    let text: ReplyText?
    let finishReason: Lenient<String>?

    enum CodingKeys: String, CodingKey {
      case message, text
      case finishReason = "finish_reason"
    }
  }

  struct Message: Decodable {
    let content: MessageContent?
    let refusal: Lenient<String>?
  }

  struct Tokens: Decodable {
    struct Details: Decodable {
      let cached: TokenCount?

      enum CodingKeys: String, CodingKey { case cached = "cached_tokens" }
    }

    let input: TokenCount?
    let output: TokenCount?
    let details: Lenient<Details>?

    enum CodingKeys: String, CodingKey {
      case input = "prompt_tokens"
      case output = "completion_tokens"
      case details = "prompt_tokens_details"
    }
  }

  let choices: [Choice]
  let id: Lenient<String>?
  let model: Lenient<String>?
  let usage: Lenient<Tokens>?

  /// Reads the first choice.
  ///
  /// - Throws: `ChannelFailure`.
  static func answer(in body: [UInt8], called name: String) throws(ChannelFailure) -> Answer {
    let response = try BodyJSON.read(OpenAIAnswer.self, body, called: name)
    guard let choice = response.choices.first, choice.message != nil || choice.text != nil else {
      throw ChannelFailure(.transient, "a \(name) came without a choice")
    }
    let text = choice.message?.content?.bytes ?? choice.text?.bytes ?? []
    let word = choice.finishReason?.value
    let tokens = response.usage?.value
    let refusal = choice.message?.refusal?.value.flatMap { $0.isEmpty ? nil : $0 }
    return try Answer(
      text: text, finish: FinishWord.finish(word),
      finishReason: word.map(ServerText.name), model: response.model?.value.map(ServerText.name),
      responseID: response.id?.value.map(ServerText.name), inputTokens: tokens?.input?.value,
      cachedInputTokens: tokens?.details?.value?.cached?.value,
      outputTokens: tokens?.output?.value
    ).unlessRefused(refusal)
  }
}
