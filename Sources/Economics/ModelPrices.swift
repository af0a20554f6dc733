package import MAKERCore

/// What a model's tokens cost, exactly.
package struct ModelPrices: Hashable, Sendable {
  /// Price of a token of a prompt; 1e-12 of the book's unit, at least 0.
  package let input: Int
  /// Price of a token of a reply, hidden reasoning included; 1e-12 of the book's unit, at least 0.
  package let output: Int
  /// Price of a token of a prompt that the provider had in its cache; 1e-12 of the book's unit, at
  /// most `input`, nil where it costs as any other.
  package let cachedInput: Int?
  /// What requests that may wait cost less; millionths of the price, 0 to 1,000,000, nil where unsaid.
  package let batchDiscount: Int?

  /// Makes prices; see the properties.
  package init(input: Int, output: Int, cachedInput: Int? = nil, batchDiscount: Int? = nil) {
    precondition(input >= 0 && output >= 0, "prices are at least 0")
    precondition(
      (0...input).contains(cachedInput ?? 0), "cached input costs at most what input does")
    precondition((0...1_000_000).contains(batchDiscount ?? 0), "a discount is a share of the price")
    self.input = input
    self.output = output
    self.cachedInput = cachedInput
    self.batchDiscount = batchDiscount
  }

  /// Whether nothing is charged, as on one's own machine.
  package var areZero: Bool { input == 0 && output == 0 }

  /// What a call costs: exact, and the largest integer where it would be larger.
  ///
  /// A count of cached tokens that the prompt does not have contradicts itself: then all of the prompt
  /// costs the full price.
  ///
  /// - Parameters:
  ///   - inputTokens: Tokens of the prompt, cached ones included; count, at least 0.
  ///   - cachedTokens: Those of them that the provider had in its cache; count, nil when unknown.
  ///   - outputTokens: Tokens of the reply; count, at least 0.
  /// - Returns: The cost.
  package func cost(inputTokens: Int, cachedTokens: Int?, outputTokens: Int) -> Money {
    let cached = cachedTokens.flatMap { (0...max(0, inputTokens)).contains($0) ? $0 : nil } ?? 0
    let parts = [
      (inputTokens - cached, input), (cached, cachedInput ?? input), (outputTokens, output),
    ]
    var sum = 0
    for (tokens, price) in parts {
      let (product, isTooLarge) = max(0, tokens).multipliedReportingOverflow(by: price)
      let (next, isTooLargeASum) = sum.addingReportingOverflow(product)
      if isTooLarge || isTooLargeASum { return Money(picodollars: .max) }
      sum = next
    }
    return Money(picodollars: sum)
  }
}

extension Charge {
  /// Makes the charge of a call: its tokens, and their cost where the prices are known.
  ///
  /// - Parameters:
  ///   - inputTokens: Tokens of the prompt, cached ones included; count, at least 0.
  ///   - cachedTokens: Those of them that the provider had in its cache; count, nil when unknown.
  ///   - outputTokens: Tokens of the reply; count, at least 0.
  ///   - prices: What they cost; nil when unknown.
  package init(
    inputTokens: Int, cachedTokens: Int? = nil, outputTokens: Int, at prices: ModelPrices?
  ) {
    self.init(
      inputTokens: inputTokens, outputTokens: outputTokens,
      picodollars: prices?.cost(
        inputTokens: inputTokens, cachedTokens: cachedTokens, outputTokens: outputTokens
      ).picodollars)
  }
}
