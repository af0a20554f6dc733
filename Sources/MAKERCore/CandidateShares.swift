/// Vote shares of the candidates of a race, the right one first.
public struct CandidateShares: Equatable, Sendable {
  /// Probability that a valid vote goes to each candidate; unit 1, sum 1.
  ///
  /// - Shape: `values[candidate]`, the right candidate first, 2 to 16 candidates.
  public let values: [Double]

  /// Checks the shares.
  ///
  /// - Parameter values: Shares of 2 to 16 candidates, the right one first; unit 1, sum 1.
  /// - Throws: `MarginError.badShares` when they are too few or too many, not numbers, negative, or
  ///   do not sum to 1 within 1e-9.
  public init(_ values: [Double]) throws(MarginError) {
    guard (2...16).contains(values.count) else {
      throw .badShares("name \(values.count) candidates; allowed are 2 to 16")
    }
    for value in values where !(value >= 0 && value <= 1) {
      throw .badShares("hold \(value); allowed is 0 to 1")
    }
    let sum = values.reduce(0, +)
    guard abs(sum - 1) <= 1e-9 else {
      throw .badShares("sum to \((sum * 1e12).rounded() / 1e12); they must sum to 1")
    }
    self.values = values
  }

  /// One wrong alternative, as the paper assumes.
  ///
  /// - Parameter stepSuccess: Share of the right candidate.
  public init(stepSuccess: Probability) {
    self.values = [stepSuccess.value, stepSuccess.complement]
  }

  /// Share of the right candidate; unit 1.
  public var stepSuccess: Double { values[0] }
}
