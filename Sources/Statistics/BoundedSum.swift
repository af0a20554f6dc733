#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The mean of independent numbers between 0 and 1, without a limit theorem.
///
/// Of all such numbers with one mean, yes and no spread most: the tail of a sum is at most e times that
/// of a binomial count with the same mean.  So tests and intervals hold at any count and any law, as few
/// of the numbers as may differ from 0; where they spread little, the intervals are wide.
///
/// - Source: Bentkus 2004, "On Hoeffding's inequalities", Annals of Probability 32, Theorem 1.2.
package enum BoundedSum {
  /// Returns an interval for the mean.
  ///
  /// - Parameters:
  ///   - sum: Sum of the numbers; unit 1, range [0, count].
  ///   - count: How many they are; count, at least 1.
  ///   - level: Confidence level; unit 1, range (0, 1).
  /// - Returns: An interval that covers the mean with at least the level; unit 1, within [0, 1].
  package static func interval(sum: Double, count: Int, level: Double) -> Interval {
    let (below, above) = wholeSums(sum, count)
    let tail = (1 - level) / 2 / M_E
    let low =
      below == 0
      ? 0
      : SpecialFunctions.betaLowerInverse(
        a: Double(below), b: Double(count - below) + 1, probability: tail)
    let high =
      above == count
      ? 1
      : SpecialFunctions.betaUpperInverse(
        a: Double(above) + 1, b: Double(count - above), probability: tail)
    return Interval(low: low, high: high, level: level)
  }

  /// Returns a bound above the two-sided p-value of a mean: e times that of the binomial counts next to
  /// the sum, at most 1.
  ///
  /// - Parameters:
  ///   - sum: Sum of the numbers; unit 1, range [0, count].
  ///   - count: How many they are; count, at least 1.
  ///   - mean: The mean under the null; unit 1, range [0, 1].
  ///   - complement: `1 - mean`, as exactly as it is known; unit 1, range [0, 1].
  /// - Returns: The bound; unit 1, range [0, 1].
  package static func pValue(
    sum: Double, count: Int, mean: Double, complement: Double
  ) -> Double {
    let (below, above) = wholeSums(sum, count)
    let lower = BinomialTest.lowerTail(
      successes: above, trials: count, probability: mean, complement: complement)
    let upper = BinomialTest.upperTail(
      successes: below, trials: count, probability: mean, complement: complement)
    return min(1, 2 * M_E * min(lower, upper))
  }

  /// The whole numbers next to a sum, which rounding may have put a little outside its range.
  private static func wholeSums(_ sum: Double, _ count: Int) -> (below: Int, above: Int) {
    precondition(
      sum >= 0 && sum <= Double(count) * (1 + 1e-9),
      "a sum of \(count) numbers between 0 and 1 is no \(sum)")
    return (min(count, Int(sum.rounded(.down))), min(count, Int(sum.rounded(.up))))
  }
}
