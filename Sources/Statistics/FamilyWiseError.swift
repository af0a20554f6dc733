/// Corrections that hold the chance of any false alarm in a family of comparisons.
package enum FamilyWiseError {
  /// Returns the false-alarm rate that each comparison may have.
  ///
  /// - Parameters:
  ///   - comparisons: Size of the family `n`; count, at least 1.
  ///   - rate: False-alarm rate of the whole family; unit 1, range (0, 1).
  /// - Returns: `rate / comparisons`; unit 1, range (0, 1).
  /// - Source: Bonferroni's inequality; Dunn 1961, JASA 56.
  package static func bonferroniRate(comparisons: Int, rate: Double) -> Double {
    precondition(comparisons >= 1, "a family has at least one comparison, got \(comparisons)")
    precondition(rate > 0 && rate < 1, "a false-alarm rate is in (0, 1), got \(rate)")
    return rate / Double(comparisons)
  }

  /// Returns the confidence level for each interval of a family that shall all cover.
  ///
  /// - Parameters:
  ///   - comparisons: Size of the family `n`; count, at least 1.
  ///   - rate: Chance that any interval of the family misses; unit 1, range (0, 1).
  /// - Returns: `1 - rate / comparisons`; unit 1, range (0, 1).
  /// - Source: Dunn 1961, JASA 56.
  package static func bonferroniLevel(comparisons: Int, rate: Double) -> Double {
    1 - bonferroniRate(comparisons: comparisons, rate: rate)
  }

  /// Tells which hypotheses of a family are rejected, by Holm's step-down procedure.
  ///
  /// Rejects the smallest p-values as long as the i-th smallest (from 0) is at most
  /// `rate / (n - i)`, and stops at the first that is not.
  ///
  /// - Parameters:
  ///   - pValues: One a hypothesis; unit 1, range [0, 1], not NaN.
  ///   - rate: False-alarm rate of the whole family; unit 1, range (0, 1).
  /// - Returns: Whether each hypothesis is rejected.
  /// - Shape: `result[hypothesis]`, in the order of `pValues`.
  /// - Complexity: O(n log n).
  /// - Source: Holm 1979, Scandinavian Journal of Statistics 6.
  package static func holmRejections(pValues: [Double], rate: Double) -> [Bool] {
    precondition(rate > 0 && rate < 1, "a false-alarm rate is in (0, 1), got \(rate)")
    precondition(
      pValues.allSatisfy { $0 >= 0 && $0 <= 1 }, "p-values are in [0, 1], got \(pValues)")
    var rejected = Array(repeating: false, count: pValues.count)
    var remaining = pValues.count
    for index in pValues.indices.sorted(by: { pValues[$0] < pValues[$1] }) {
      guard pValues[index] <= rate / Double(remaining) else { break }
      rejected[index] = true
      remaining -= 1
    }
    return rejected
  }
}
