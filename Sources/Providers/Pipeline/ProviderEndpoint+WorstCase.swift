package import Economics
package import MAKERCore

extension ProviderEndpoint {
  /// Tokens that a provider may add to a prompt: roles, separators, instructions of its own; count.
  package static let overheadTokens = 128

  /// What one request for a draw may cost at worst.
  ///
  /// No tokenizer makes more tokens of a text than it has bytes, and a request says how long its reply
  /// may be.
  ///
  /// - Parameters:
  ///   - request: The draw.
  ///   - prices: What the model's tokens cost; nil where unknown.
  /// - Returns: Tokens, and money where the prices are known.
  package func worstCase(of request: DrawRequest, at prices: ModelPrices?) -> Charge {
    let bytes = request.prompt.instructions.utf8.count + request.prompt.step.utf8.count
    return Charge(
      inputTokens: bytes + Self.overheadTokens, outputTokens: spec.model.tokenLimit(for: request),
      at: prices)
  }
}
