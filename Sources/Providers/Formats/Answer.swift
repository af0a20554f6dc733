package import MAKERCore

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
