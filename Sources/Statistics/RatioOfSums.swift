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
    let half =
      SpecialFunctions.studentHalfWidth(level: level, freedom: Double(count - 1)) * standardError
    return Interval(low: ratio - half, high: ratio + half, level: level)
  }
}
