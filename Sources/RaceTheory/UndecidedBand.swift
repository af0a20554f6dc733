package import MAKERCore

/// How often a race of two candidates is undecided at a cap, and for which models that is so.
package enum UndecidedBand {
  /// Probability that a race is undecided at the cap.
  ///
  /// - Parameters:
  ///   - stepSuccess: Step success p; unit 1, above 0.
  ///   - margin: Margin k; votes, at least 1.
  ///   - cap: Most votes; at least 1.
  /// - Returns: The probability; unit 1.
  /// - Throws: `MarginError`, `TheoryError.tooLong`.
  package static func undecided(
    stepSuccess: Probability, margin: Int, cap: Int
  ) throws -> Double {
    try RaceLaw(
      of: TwoCandidateRace(stepSuccess: stepSuccess, margin: margin), cap: cap
    ).undecided
  }

  /// The step successes above one half with which races are undecided that often.
  ///
  /// The surer the votes, the rarer an undecided race, so that they are one range.
  ///
  /// - Parameters:
  ///   - share: Undecided races wanted; unit 1.
  ///   - margin: Margin k; votes, at least 1.
  ///   - cap: Most votes; at least 1.
  /// - Returns: The range of p within 1e-10; unit 1, nil where at p = 1/2 races are undecided less often.
  /// - Throws: `MarginError`, `TheoryError.tooLong`.
  package static func stepSuccess(
    undecided share: ClosedRange<Double>, margin: Int, cap: Int
  ) throws -> ClosedRange<Double>? {
    func boundary(_ share: Double) throws -> Double? {
      guard try undecided(stepSuccess: Probability(0.5), margin: margin, cap: cap) >= share else {
        return nil
      }
      var (low, high) = (0.5, 1.0)
      while high - low > 1e-10 {
        let middle = (low + high) / 2
        let found = try undecided(stepSuccess: Probability(middle), margin: margin, cap: cap)
        if found >= share { low = middle } else { high = middle }
      }
      return high
    }
    guard let most = try boundary(share.lowerBound) else { return nil }
    return (try boundary(share.upperBound) ?? 0.5)...most
  }
}
