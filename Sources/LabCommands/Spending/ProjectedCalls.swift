import MAKERCore
import RaceTheory

/// How many calls a run will make, before it has made any.
package struct ProjectedCalls: Equatable, Sendable {
  /// Calls that it cannot do without; count.
  package var least: Int
  /// Calls that are expected; count, nil where nothing is assumed.
  package var expected: Double?
  /// What the expectation assumes, as `p = 0.99, v = 1`; nil where there is none.
  package var assumption: String?
  /// Calls where every step meets its cap of votes and no reply is flagged; count, nil without a cap.
  package var atCap: Int?
  /// Calls that it cannot pass; count, nil where nothing bounds them.
  package var most: Int?

  /// Makes a count; see the properties.
  package init(
    least: Int, expected: Double? = nil, assumption: String? = nil, atCap: Int? = nil,
    most: Int? = nil
  ) {
    self.least = least
    self.expected = expected
    self.assumption = assumption
    self.atCap = atCap
    self.most = most
  }

  /// A run that makes so many calls whatever the replies are.
  package static func exactly(_ count: Int) -> ProjectedCalls {
    ProjectedCalls(least: count, most: count)
  }

  /// A run that votes on steps with one wrong alternative to each.
  ///
  /// Expected votes are exact for the p assumed, the cap included; each takes 1/v draws.
  ///
  /// - Parameters:
  ///   - steps: Steps; count, at least 1.
  ///   - margin: Margin k; votes, at least 1.
  ///   - cap: Most votes of a step; votes, nil for none.
  ///   - drawLimit: Most draws of a race; count, nil for none.
  ///   - races: Races of a step at most, one on each channel of a ladder; count, at least 1.
  ///   - success: Assumed step success p; unit 1, range (0, 1].
  ///   - validRate: Assumed valid rate v; unit 1, range (0, 1].
  /// - Returns: The calls, without an expectation where the race is too long to be computed.
  /// - Throws: `MarginError` for a p or a margin outside its range.
  package static func votes(
    steps: Int, margin: Int, cap: Int?, drawLimit: Int?, races: Int = 1, success: Double,
    validRate: Double = 1
  ) throws -> ProjectedCalls {
    let race = try TwoCandidateRace(stepSuccess: Probability(success), margin: margin)
    let votes = cap == nil ? race.meanVotes : try? RaceLaw(of: race, cap: cap).meanVotes
    return ProjectedCalls(
      least: product(steps, margin), expected: votes.map { Double(steps) * $0 / validRate },
      assumption:
        "p = \(NumberFormat.shortest(success)), v = \(NumberFormat.shortest(validRate))",
      atCap: cap.map { product(product(steps, races), $0) },
      most: drawLimit.map { product(product(steps, races), $0) })
  }

  private static func product(_ left: Int, _ right: Int) -> Int {
    let (product, isTooLarge) = left.multipliedReportingOverflow(by: right)
    return isTooLarge ? .max : product
  }
}
