/// The ratio of two expected values, each estimated by the mean of many independent values.
///
/// Where the denominator's own interval holds 0, any ratio goes with the data, and the interval is the
/// whole line.
///
/// - Source: Fieller 1954, "Some problems in interval estimation", Journal of the Royal Statistical
///   Society B 16.
package struct RatioOfMeans: Equatable, Sendable {
  /// Mean of what is divided; any unit.
  package let numerator: Double
  /// Its standard error; that unit, at least 0.
  package let numeratorError: Double
  /// Mean of what it is divided by; any unit.
  package let denominator: Double
  /// Its standard error; that unit, at least 0.
  package let denominatorError: Double

  /// Makes the ratio of two means of independent samples; see the properties.
  package init(
    numerator: Double, numeratorError: Double, denominator: Double, denominatorError: Double
  ) {
    precondition(numeratorError >= 0 && denominatorError >= 0, "a standard error is at least 0")
    self.numerator = numerator
    self.numeratorError = numeratorError
    self.denominator = denominator
    self.denominatorError = denominatorError
  }

  /// The ratio of the means; unit of the numerator over that of the denominator.
  package var ratio: Double { numerator / denominator }

  /// Returns the interval for the ratio of the expected values.
  ///
  /// - Parameter level: Confidence level; unit 1, range (0, 1).
  /// - Returns: The ratios θ for which the mean of x − θy is within its normal interval about 0.
  package func interval(level: Double) -> Interval {
    let z = SpecialFunctions.normalHalfWidth(level: level)
    let own = z * denominatorError / denominator
    let unknown = 1 - own * own
    guard denominator != 0, unknown > 0 else {
      return Interval(low: -.infinity, high: .infinity, level: level)
    }
    let other = z * numeratorError / denominator
    // θ²(1 − g) − 2θr + r² − h² = 0, in the ratio r.
    let half = (other * other * unknown + own * own * ratio * ratio).squareRoot()
    return Interval(low: (ratio - half) / unknown, high: (ratio + half) / unknown, level: level)
  }
}
