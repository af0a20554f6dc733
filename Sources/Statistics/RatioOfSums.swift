/// The ratio of two sums over the same units, as of what was paid to what would have been paid.
///
/// Units are taken as independent and alike; what varies is a unit's pair of values.
package struct RatioOfSums: Equatable, Sendable {
  /// Units; count.
  package let count: Int
  /// Sum of the numerators over that of the denominators; nil where the latter is not above 0.
  package let ratio: Double?
  /// Standard error of the ratio; nil below two units.
  package let standardError: Double?

  /// Makes the estimate.
  ///
  /// - Parameters:
  ///   - numerators: A value for each unit; finite.
  ///   - denominators: A value for each unit; at least 0, finite.
  /// - Source: Linearisation (Cochran 1977, Sampling Techniques, section 2.11): residuals
  ///   `x - r y` vary as the ratio does.
  package init(_ numerators: [Double], over denominators: [Double]) {
    precondition(numerators.count == denominators.count, "a numerator for each denominator")
    precondition(denominators.allSatisfy { $0 >= 0 }, "denominators are at least 0")
    count = numerators.count
    let total = denominators.reduce(0, +)
    guard total > 0 else {
      (ratio, standardError) = (nil, nil)
      return
    }
    let ratio = numerators.reduce(0, +) / total
    self.ratio = ratio
    guard count >= 2 else {
      standardError = nil
      return
    }
    let squares = zip(numerators, denominators).reduce(0) { sum, pair in
      let residual = pair.0 - ratio * pair.1
      return sum + residual * residual
    }
    standardError = (Double(count) / Double(count - 1) * squares).squareRoot() / total
  }

  /// Returns Student's interval for the ratio.
  ///
  /// - Parameter level: Confidence level; unit 1, range (0, 1).
  /// - Returns: `ratio ± t · standardError` with t of `count - 1` degrees of freedom; the whole line below
  ///   two units.
  package func interval(level: Double) -> Interval {
    guard let ratio, let standardError else {
      return Interval(low: -.infinity, high: .infinity, level: level)
    }
    let half = Self.halfWidth(freedom: Double(count - 1), level: level) * standardError
    return Interval(low: ratio - half, high: ratio + half, level: level)
  }

  /// What a variate of Student's law stays below in size at a level.
  ///
  /// - Parameters:
  ///   - freedom: Degrees of freedom; above 0.
  ///   - level: Probability; unit 1, range (0, 1).
  /// - Returns: The bound; above 0.
  /// - Source: `P(|T| > t) = I_x(f/2, 1/2)` with `x = f / (f + t²)` (DLMF 8.17).
  static func halfWidth(freedom: Double, level: Double) -> Double {
    let x = SpecialFunctions.betaLowerInverse(a: freedom / 2, b: 0.5, probability: 1 - level)
    return (freedom * (1 - x) / x).squareRoot()
  }
}
