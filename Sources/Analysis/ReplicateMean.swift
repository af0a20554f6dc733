package import Statistics

/// The mean of a quantity over independent replicates, with Student's interval.
package struct ReplicateMean: Equatable, Sendable {
  /// Mean; unit of the values.
  package let mean: Double
  /// Interval of the expected value; unit of the values, a point where all values are equal.
  package let interval: Interval
  /// Replicates; count, at least 2.
  package let count: Int

  /// Estimates the expected value.
  ///
  /// - Parameters:
  ///   - values: A value a replicate, in their order; at least 2, finite.
  ///   - level: Confidence level; unit 1, range (0, 1).
  /// - Source: Student (1908); the quantile by the inverse of the incomplete beta function.
  package init(_ values: [Double], level: Double = 0.95) {
    precondition(values.count >= 2, "an interval needs at least two replicates")
    let n = Double(values.count)
    let mean = values.reduce(0, +) / n
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let isConstant = values.allSatisfy { $0 == values[0] }
    let error = isConstant ? 0 : (squares / (n - 1) / n).squareRoot()
    let half = Self.quantile(level: level, freedom: n - 1) * error
    self.mean = isConstant ? values[0] : mean
    interval = Interval(low: self.mean - half, high: self.mean + half, level: level)
    count = values.count
  }

  /// Distance from 0 within which Student's variate lies with that probability.
  ///
  /// - Parameters:
  ///   - level: Probability; unit 1, range (0, 1).
  ///   - freedom: Degrees of freedom; at least 1.
  /// - Returns: The distance; standard errors.
  package static func quantile(level: Double, freedom: Double) -> Double {
    let x = SpecialFunctions.betaLowerInverse(a: freedom / 2, b: 0.5, probability: 1 - level)
    return (freedom * (1 - x) / x).squareRoot()
  }
}
