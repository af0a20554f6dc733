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
}
