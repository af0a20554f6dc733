package import Economics

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A simulated model of a tier: how able it is, what it costs, how long a call takes.
package struct WorkModel: Equatable, Sendable {
  /// Ability on the scale of difficulties; logits.
  package let ability: Double
  /// Prices of its tokens.
  package let prices: ModelPrices
  /// Time of a call; milliseconds, at least 1.
  package let millisecondsPerCall: Int

  /// Makes a model; see the properties.
  package init(ability: Double, prices: ModelPrices, millisecondsPerCall: Int) {
    self.ability = ability
    self.prices = prices
    self.millisecondsPerCall = millisecondsPerCall
  }

  /// Step success p at a difficulty.
  ///
  /// - Parameter difficulty: Difficulty; logits.
  /// - Returns: `1/(1 + exp(difficulty − ability))`; unit 1, range (0, 1).
  /// - Source: Rasch (1960), the logistic model of items and persons.
  package func stepSuccess(at difficulty: Double) -> Double {
    1 / (1 + exp(difficulty - ability))
  }
}
