package import MAKERCore

/// How a provider is asked and how it answers: bytes in, bytes out, nothing sent.
package protocol WireFormat: Sendable {
  /// Path below the base URL, as `/chat/completions`.
  var path: String { get }

  /// Names and values of the headers, the content type included.
  ///
  /// - Parameter key: The key; nil where none is set.
  /// - Returns: Names in lowercase, and values.
  func headers(key: APIKey?) -> [(name: String, value: String)]

  /// The body of a request.
  ///
  /// - Parameters:
  ///   - request: The draw.
  ///   - model: The model, and how it is asked.
  ///   - seed: Seed of the draw; nil where none is sent.
  /// - Returns: JSON; equal draws give equal bytes.
  func body(of request: DrawRequest, to model: ModelSettings, seed: Int?) -> [UInt8]

  /// Reads the body of a successful response.
  ///
  /// - Parameter body: The bytes as they came.
  /// - Returns: The answer.
  /// - Throws: `ChannelFailure`: transient where it is no answer at all, refused where it says so.
  func answer(in body: [UInt8]) throws(ChannelFailure) -> Answer

  /// The message of an error response, as the provider words it; nil where it has none.
  func errorMessage(in body: [UInt8]) -> String?
}

/// What a provider answered, as its wire format reads it.
package struct Answer: Hashable, Sendable {
  /// The text of the reply; bytes, may be empty.
  package var text: [UInt8]
  /// Why it ends.
  package var finish: Reply.Finish
  /// Why it ends, in the provider's word; nil where it says nothing.
  package var finishReason: String?
  /// The model that answered; nil where it is not named.
  package var model: String?
  /// The provider's id of the response; nil where there is none.
  package var responseID: String?
  /// Tokens of the prompt; nil when unknown.
  package var inputTokens: Int?
  /// Of these, tokens that came from the provider's cache; nil when unknown.
  package var cachedInputTokens: Int?
  /// Tokens of the reply, hidden reasoning included; nil when unknown.
  package var outputTokens: Int?

  /// Makes an answer; see the properties.
  package init(
    text: [UInt8], finish: Reply.Finish = .stop, finishReason: String? = nil, model: String? = nil,
    responseID: String? = nil, inputTokens: Int? = nil, cachedInputTokens: Int? = nil,
    outputTokens: Int? = nil
  ) {
    self.text = text
    self.finish = finish
    self.finishReason = finishReason
    self.model = model
    self.responseID = responseID
    self.inputTokens = inputTokens
    self.cachedInputTokens = cachedInputTokens
    self.outputTokens = outputTokens
  }
}
