import Statistics

/// Counts held against exact probabilities.
enum CountScore {
  /// How far a count lies from its law, by the exact binomial test.
  ///
  /// - Parameters:
  ///   - count: What was counted.
  ///   - trials: Independent trials; count, at least 1.
  ///   - probability: Exact probability; unit 1, a rounding outside [0, 1] is let pass.
  /// - Returns: The normal deviate of the same two-sided p-value; standard errors.
  static func z(_ count: Int, of trials: Int, probability: Double) -> Double {
    let chance = min(1, max(0, probability))
    let value = BinomialTest.pValue(
      successes: count, trials: trials, probability: chance, complement: 1 - chance)
    // Beyond what a double holds it is far enough to fail any check.
    return ZScore(
      pValue: max(1e-300, value), isAbove: Double(count) >= chance * Double(trials)
    ).value
  }
}
