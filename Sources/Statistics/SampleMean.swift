/// Mean of a sample and its standard error, from the values themselves.
package struct SampleMean: Equatable, Sendable {
  /// Values; count, at least 1.
  package let count: Int
  /// Arithmetic mean; unit of the values.
  package let mean: Double
  /// Standard error of the mean; unit of the values, at least 0, infinite for one value.
  package let standardError: Double

  /// Makes the estimate, in two passes over the values in their order.
  ///
  /// - Parameter values: The values; at least one, finite.
  package init(_ values: [Double]) {
    precondition(!values.isEmpty, "a mean needs at least one value")
    let n = Double(values.count)
    // About the first value, so that equal values have a spread of exactly 0.
    let origin = values[0]
    let shift = values.reduce(0) { $0 + ($1 - origin) } / n
    let squares = values.reduce(0) { $0 + ($1 - origin - shift) * ($1 - origin - shift) }
    count = values.count
    mean = origin + shift
    standardError = values.count == 1 ? .infinity : (squares / (n - 1) / n).squareRoot()
  }

  /// Returns the normal interval for the expected value.
  ///
  /// - Parameter level: Confidence level; unit 1, range (0, 1).
  /// - Returns: `mean ± z · standardError`; unit of the values.
  package func interval(level: Double) -> Interval {
    guard standardError.isFinite else {
      return Interval(low: -.infinity, high: .infinity, level: level)
    }
    let half = SpecialFunctions.normalHalfWidth(level: level) * standardError
    return Interval(low: mean - half, high: mean + half, level: level)
  }

  /// Returns Student's interval for the expected value, right for few values too.
  ///
  /// - Parameter level: Confidence level; unit 1, range (0, 1).
  /// - Returns: `mean ± t · standardError` with t of `count - 1` degrees of freedom; unit of the values,
  ///   the whole line for one value, a point where all are equal.
  /// - Source: Student (1908), Biometrika 6.
  package func studentInterval(level: Double = 0.95) -> Interval {
    guard standardError.isFinite else {
      return Interval(low: -.infinity, high: .infinity, level: level)
    }
    let t = SpecialFunctions.studentHalfWidth(level: level, freedom: Double(count - 1))
    return Interval(low: mean - t * standardError, high: mean + t * standardError, level: level)
  }

  /// How many standard errors the mean lies from an exact value.
  ///
  /// Where all values are the same and differ from the exact one by no more than rounding, it is 0.
  ///
  /// - Parameter exact: The exact value; unit of the values.
  /// - Returns: The score; standard errors.
  package func z(exact: Double) -> Double {
    if abs(mean - exact) <= 1e-9 * max(abs(mean), abs(exact)) { return 0 }
    return ZScore(estimate: mean, exact: exact, standardError: standardError).value
  }
}
