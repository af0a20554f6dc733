package import MAKERCore

/// `/completions`: a text to go on with, for base models and prompts of examples.
package struct OpenAICompletions: WireFormat {
  /// Makes the format.
  package init() {}

  /// Path below the base URL.
  package var path: String { "/completions" }

  private struct Body: Encodable {
    let model: String
    let prompt: String
    let maxTokens: Int
    let sampling: Sampling

    enum CodingKeys: String, CodingKey {
      case model, prompt
      case maxTokens = "max_tokens"
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(model, forKey: .model)
      try container.encode(prompt, forKey: .prompt)
      try container.encode(maxTokens, forKey: .maxTokens)
      try sampling.encode(to: encoder)
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
        model: model.name, prompt: Self.text(of: request.prompt),
        maxTokens: model.tokenLimit(for: request),
        sampling: Sampling(request, model, seed: seed)))
  }

  /// The text that the model goes on with: instructions and step as they are, with a blank line between
  /// them unless the instructions are empty or end a line themselves.
  package static func text(of prompt: Prompt) -> String {
    let needsBreak = !prompt.instructions.isEmpty && !prompt.instructions.hasSuffix("\n")
    return prompt.instructions + (needsBreak ? "\n\n" : "") + prompt.step
  }

  /// Reads the body of a successful response.
  ///
  /// - Throws: `ChannelFailure` where the body is no answer of this format.
  package func answer(in body: [UInt8]) throws(ChannelFailure) -> Answer {
    try OpenAIAnswer.answer(in: body, called: "completion")
  }
}
