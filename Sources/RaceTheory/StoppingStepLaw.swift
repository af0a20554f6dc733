package import MAKERCore
package import StoppingRules

/// The exact law of a step of a population under a stopping rule.
package struct StoppingStepLaw: Sendable {
  /// Classes of steps: share, flag rate and the law of their races.
  private let parts: [(share: Double, flagRate: Double, law: StoppingLaw)]

  /// Solves the races of all classes; nil where none is known: with more than one right or wrong
  /// candidate, with outliers or a drift, and for rules that depend on the order of the votes.
  ///
  /// - Parameters:
  ///   - population: The steps.
  ///   - rule: The rule.
  package init?(_ population: StepPopulation, rule: any StoppingRule) {
    guard population.candidates == 2, population.outliers.isEmpty, !population.drifts,
      let rule = rule as? any ChainRule
    else { return nil }
    parts = population.classes.map {
      ($0.share, $0.flagRate, Self.law(rule, $0.error))
    }
  }

  private static func law(
    _ rule: some ChainRule, _ error: StepPopulation.ErrorLaw
  ) -> StoppingLaw {
    StoppingLaw(rule, error: error)
  }

  /// Probability that a wrong candidate wins; unit 1.
  package var wrong: Double { mean(\.wrong) }

  /// Probability that nobody wins; unit 1.
  package var undecided: Double { mean(\.undecided) }

  /// Expected votes; votes.
  package var meanVotes: Double { mean(\.meanVotes) }

  /// Variance of the votes, within the classes and between them; votes².
  package var varianceVotes: Double {
    let all = meanVotes
    return mean {
      let distance = $0.meanVotes - all
      return $0.varianceVotes + distance * distance
    }
  }

  /// Expected draws; draws.
  package var meanDraws: Double {
    parts.reduce(0) { $0 + $1.share * $1.law.meanVotes / (1 - $1.flagRate) }
  }

  /// Probability that the step is open after each vote.
  ///
  /// - Parameter votes: Last vote; count, at least 0.
  /// - Returns: `survival[n]`, n from 0 to the last vote; unit 1.
  package func survivalByVote(upTo votes: Int) -> [Double] {
    parts.reduce(into: [Double](repeating: 0, count: votes + 1)) { sums, part in
      let survival = part.law.survival
      for n in sums.indices {
        sums[n] += part.share * (n < survival.count ? survival[n] : part.law.open)
      }
    }
  }

  private func mean(_ value: (StoppingLaw) -> Double) -> Double {
    parts.reduce(0) { $0 + $1.share * value($1.law) }
  }
}
