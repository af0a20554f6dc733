import ExperimentDesign
import RaceTheory
import Statistics

extension ClaimJudge {
  /// Whether the published run could be one of a model's, by the deviance of all its counts at once.
  ///
  /// The false-alarm rate is that of the claim, where the model was not fitted to the run.  A fitted model
  /// comes nearer to the run than a true one would, so that a misfit is found less often than stated, not
  /// more.
  func undecidedMatchesPublished(_ claim: ClaimDefinition) -> [ClaimCell] {
    undecidedRuns.filter { $0.model.name == claim.model }.map { runs in
      let outside = runs.rounds.filter { !$0.band.contains($0.published) }
      let names = outside.map { "\($0.panel.rawValue) \($0.rule.name) round \($0.round)" }
      return ClaimCell(
        setting: "model=\(runs.model.name)", quantity: "deviance", estimate: runs.deviance,
        n: runs.runs.count, stopRule: "trials=\(runs.runs.count)",
        verdict: runs.pValue < claim.falseAlarm ? .contradicted : .supported,
        note: "p-value \(shortened(runs.pValue)) among \(runs.runs.count) runs; outside the band: "
          + (names.isEmpty ? "none" : names.joined(separator: ", ")))
    }
  }

  /// Whether single counts of the published run are what a model expects, by exact binomial tests.
  ///
  /// Two-sided: steps undecided at the second vote after the margin under first-to-ahead-by-k, and the
  /// steps that the two rules differ on after the first two draws at which they can.
  func undecidedTests(_ claim: ClaimDefinition) -> [ClaimCell] {
    undecidedRuns.filter { $0.model.name == claim.model }.flatMap { runs in
      let k = runs.published.margin
      // Beyond the last round that is published nothing is known.
      let rounds = [k + 1, k + 2].filter { $0 <= runs.published.lastRound }
      let tests =
        rounds.dropFirst().map {
          UndecidedTest.undecided(runs.published, vote: $0, under: runs.expected)
        }
        + rounds.map {
          UndecidedTest.rulesDiffer(runs.published, draw: $0, under: runs.expected)
        }
      let rate = claim.rate(over: tests.count)
      return tests.map { test in
        ClaimCell(
          setting: "model=\(runs.model.name)", quantity: test.name,
          estimate: Double(test.observed), exact: test.expected,
          z: test.deviation > 0 ? (Double(test.observed) - test.expected) / test.deviation : nil,
          n: runs.published.steps, stopRule: "one published run",
          verdict: test.pValue < rate ? .contradicted : .supported,
          note: "p-value \(shortened(test.pValue)) at rate \(shortened(rate))")
      }
    }
  }
}
