/// Vote shares of the candidates of a race, the right one first.
package struct CandidateShares: Equatable, Sendable {
  /// Probability that a valid vote goes to each candidate; unit 1, sum 1.
  ///
  /// - Shape: `values[candidate]`, the right candidate first, 2 to 16 candidates.
  package let values: [Double]

  /// Checks the shares.
  ///
  /// - Throws: `TheoryError.badShares` when they are too few or too many, not numbers, negative, or
  ///   do not sum to 1 within 1e-9.
  package init(_ values: [Double]) throws(TheoryError) {
    guard (2...16).contains(values.count) else {
      throw .badShares(reason: "name \(values.count) candidates, allowed are 2 to 16")
    }
    for value in values where !(value >= 0 && value <= 1) {
      throw .badShares(reason: "hold \(value), allowed is 0 to 1")
    }
    let sum = values.reduce(0, +)
    guard abs(sum - 1) <= 1e-9 else {
      throw .badShares(reason: "sum to \(sum), they must sum to 1")
    }
    self.values = values
  }
}
