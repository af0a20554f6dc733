/// Tokens of one call: what goes in and what comes out, each by its law.
package struct WorkTokens: Hashable, Sendable {
  /// Tokens of the prompt; count.
  package let input: Spread
  /// Tokens of the reply; count.
  package let output: Spread

  /// Makes tokens; see the properties.
  package init(input: Spread, output: Spread) {
    self.input = input
    self.output = output
  }

  /// Expected cost of a call, which is linear in its tokens.
  ///
  /// - Parameter prices: What the tokens cost.
  /// - Returns: The cost; dollars.
  package func meanCost(at prices: ModelPrices) -> Double {
    (input.mean * Double(prices.input) + output.mean * Double(prices.output)) * 1e-12
  }
}
