package import MAKERCore
package import RaceTheory

/// The likelihood of the four curves of undecided steps, as far as curves tell it.
///
/// A = first-to-ahead-by-k and B = first-to-k judge the same draws of the same steps, but only how many
/// steps each has left open after each vote and each draw is known, not which.  The joint law of the
/// four margins is out of reach, so what is maximised is a composite likelihood: a product of exact
/// conditional laws of single counts, given the counts of the round before.
///
/// - Voting, B: of the steps open after a vote, those open after the next are binomial; over all votes
///   this is the multinomial of the votes at which B decides.
/// - Voting, A − B: steps that B has decided and A has not.  Given both counts of the vote before and
///   what B decides, they are a sum of two binomials: of those that stay, and of those that B decides
///   now but not unanimously.  With the part before this is the law of A, contested votes included; no
///   step is counted twice.
/// - Sampling, B: as by vote.  It tells the flags.
/// - Sampling, A − B: given how many steps were contested, that is open after k votes, a sum of two
///   binomials: of those that stay, and of the other contested steps that come.  Since their number is
///   given, the errors are not counted again; what is left is how contested steps are flagged.
///
/// What is not exact: the two panels are multiplied as if they were independent, though both see the
/// same steps; the few contested steps among those that B leaves open by draw are in both; and given
/// the round before, older rounds are taken to tell nothing more, which holds for B and nearly for
/// A − B.  A likelihood ratio is therefore judged by drawing runs from the law, not by a table.
package struct CompositeLikelihood: Sendable {
  /// The counts whose laws are multiplied.
  package let terms: [CountTerm]

  /// Sum of the logarithms of the terms.
  package var logLikelihood: Double { terms.reduce(0) { $0 + $1.logProbability } }

  /// Sum of the deviances of the terms; about their number where the law is right and counts are large.
  package var deviance: Double { terms.reduce(0) { $0 + $1.deviance } }

  /// Holds counts against what is expected of them.
  ///
  /// - Parameters:
  ///   - counts: Undecided steps of a run.
  ///   - expected: Their expected values, to the last round of the counts at least.
  package init(of counts: UndecidedCounts, expected: ExpectedUndecided) {
    let contested = counts[.voting, .firstTo][counts.margin]
    let expectedContested = expected.voting.firstTo[counts.margin]
    terms = UndecidedCounts.Panel.allCases.flatMap { panel -> [CountTerm] in
      let open = counts[panel, .firstTo]
      let excess = counts.excess(panel)
      let law = expected[panel]
      let expectedExcess = law.excess
      var terms: [CountTerm] = []
      for round in counts.margin..<open.count {
        let before = round - 1
        if open[before] > 0 {
          terms.append(
            CountTerm(
              "\(panel.rawValue) B \(round)", observed: open[round],
              (open[before], Self.ratio(law.firstTo[round], law.firstTo[before]))))
        }
        let entrants = law.entrants(round)
        let staying = Self.ratio(expectedExcess[round] - entrants, expectedExcess[before])
        let others: Int
        let coming: Double
        switch panel {
        case .voting:
          others = open[before] - open[round]
          coming = Self.ratio(entrants, law.firstTo[before] - law.firstTo[round])
        case .sampling:
          others = contested - excess[before]
          coming = Self.ratio(entrants, expectedContested - expectedExcess[before])
        }
        // Before round k + 1 the rules cannot differ.
        if round > counts.margin, excess[before] + others > 0 {
          terms.append(
            CountTerm(
              "\(panel.rawValue) A-B \(round)", observed: excess[round],
              (excess[before], staying), (others, coming)))
        }
      }
      return terms
    }
  }

  /// The deviance of counts under a population, outliers and all.
  ///
  /// - Parameters:
  ///   - counts: Undecided steps of a run, published or simulated.
  ///   - population: The steps.
  /// - Returns: The sum over the terms; at least 0, larger for counts that are less likely.
  /// - Throws: `TheoryError`.
  package static func deviance(
    of counts: UndecidedCounts, under population: StepPopulation
  ) throws(TheoryError) -> Double {
    let expected = try ExpectedUndecided(
      population, steps: counts.steps, margin: counts.margin, rounds: counts.lastRound)
    return CompositeLikelihood(of: counts, expected: expected).deviance
  }

  private static func ratio(_ part: Double, _ whole: Double) -> Double {
    whole > 0 ? min(1, max(0, part / whole)) : 0
  }
}
