/// A mean and its standard error from integer sums, without cancellation.
///
/// `n Σx² - (Σx)²` is formed in 128-bit integers, so a tiny variance about a huge mean is exact.
package struct MeanEstimate: Equatable, Sendable {
  /// Values summed; count, at least 1.
  package let count: Int
  /// Arithmetic mean; unit of the values.
  package let mean: Double
  /// Unbiased sample variance; unit of the values squared, at least 0; nothing for one value.
  package let variance: Double?

  /// Makes the estimate from sums that add across workers.
  ///
  /// - Parameters:
  ///   - sum: Sum of the values; unit of the values.
  ///   - sumOfSquares: Sum of their squares; unit squared, with `count * sumOfSquares >= sum²`, as
  ///     holds for any values; no 64-bit integers overflow.
  ///   - count: How many values; count, at least 1.
  /// - Source: `s² = (n Σx² - (Σx)²) / (n (n - 1))`.
  package init(sum: Int, sumOfSquares: Int, count: Int) {
    precondition(count >= 1, "a mean needs at least one value, got \(count)")
    let n = Int128(count)
    let spread = n * Int128(sumOfSquares) - Int128(sum) * Int128(sum)
    precondition(
      spread >= 0, "no \(count) values have sum \(sum) and sum of squares \(sumOfSquares)")
    self.count = count
    mean = Double(sum) / Double(count)
    variance = count == 1 ? nil : Double(spread) / Double(n * (n - 1))
  }

  /// Standard error of the mean; unit of the values, at least 0; nothing for one value.
  package var standardError: Double? {
    variance.map { ($0 / Double(count)).squareRoot() }
  }

  /// Returns the normal interval for the expected value.
  ///
  /// Right for many values (the central limit theorem); a single value tells nothing about its
  /// spread and gives the whole line.
  ///
  /// - Parameter level: Confidence level; unit 1, range (0, 1).
  /// - Returns: `mean ± z · standardError`; unit of the values.
  package func interval(level: Double) -> Interval {
    guard let standardError else {
      return Interval(low: -.infinity, high: .infinity, level: level)
    }
    let half = SpecialFunctions.normalHalfWidth(level: level) * standardError
    return Interval(low: mean - half, high: mean + half, level: level)
  }
}
