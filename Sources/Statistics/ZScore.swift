/// How many standard errors an estimate lies from an exact value.
///
/// - Source: The standard normal law, by `SpecialFunctions`.
package struct ZScore: Equatable, Sendable {
  /// The distance, positive when the estimate is above; standard errors.
  package let value: Double

  /// Compares an estimate with an exact value.
  ///
  /// Without spread (a standard error of 0) the score is 0 for equal numbers and infinite otherwise.
  ///
  /// - Parameters:
  ///   - estimate: The estimate; any unit.
  ///   - exact: What it should be; the same unit.
  ///   - standardError: Standard error of the estimate; the same unit, at least 0.
  package init(estimate: Double, exact: Double, standardError: Double) {
    precondition(standardError >= 0, "a standard error is at least 0, got \(standardError)")
    value = estimate == exact ? 0 : (estimate - exact) / standardError
  }

  /// The normal deviate that has a two-sided p-value, whatever test gave it.
  ///
  /// Where counts are small it says what a difference over its standard error exaggerates.
  ///
  /// - Parameters:
  ///   - pValue: Two-sided p-value; unit 1, above 0, at most 1.
  ///   - isAbove: Whether the estimate is above the exact value.
  package init(pValue: Double, isAbove: Bool) {
    precondition(pValue > 0 && pValue <= 1, "a p-value is above 0, at most 1, got \(pValue)")
    let deviate = 0 - SpecialFunctions.normalLowerInverse(pValue / 2)
    value = pValue == 1 ? 0 : isAbove ? deviate : -deviate
  }

  /// Two-sided normal p-value; unit 1, range [0, 1].
  package var pValue: Double {
    2 * SpecialFunctions.normalUpper(abs(value))
  }
}
