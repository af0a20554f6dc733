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
  /// Steps undecided at the second vote after the margin under first-to-ahead-by-k, against too many,
  /// and the steps that the two rules differ on after the first two draws at which they can.
  func undecidedTests(_ claim: ClaimDefinition) -> [ClaimCell] {
    undecidedRuns.filter { $0.model.name == claim.model }.flatMap { runs in
      let k = runs.published.margin
      // Beyond the last round that is published nothing is known.
      let rounds = [k + 1, k + 2].filter { $0 <= runs.published.lastRound }
      let tests =
        rounds.dropFirst().map {
          UndecidedTest.tooManyUndecided(runs.published, vote: $0, under: runs.expected)
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

  /// Whether the share of wrong races changes with the size of the task, for each setting else alike.
  func noTrend(_ claim: ClaimDefinition, _ results: [PointResult]) -> [ClaimCell] {
    var groups: [[PointResult]] = []
    for result in results {
      let place = groups.firstIndex { group in
        var first = group[0].point
        first.steps = result.point.steps
        first.disks = result.point.disks
        return first == result.point
      }
      if let place { groups[place].append(result) } else { groups.append([result]) }
    }
    let rate = claim.rate(over: groups.count)
    return groups.map { group in
      let wrong = group.map(\.tally.racesWrong)
      let races = group.map(\.tally.races)
      let scores = group.map { $0.point.disks ?? $0.point.steps }
      let all = Double(wrong.reduce(0, +)) / Double(races.reduce(0, +))
      var cell = ClaimCell(
        setting: group[0].point.model.map { "model=\($0.name)" }
          ?? "p=\(group[0].point.stepSuccess)",
        quantity: "trend of wrong races with size", estimate: all, n: races.reduce(0, +),
        stopRule: group[0].planned.stop.description, verdict: .undecided)
      guard let test = TrendTest(successes: wrong, trials: races, scores: scores) else {
        cell.isJudged = false
        cell.note = "no race is wrong, or all are, or one size only"
        return cell
      }
      cell.z = test.z
      cell.verdict = test.pValue < rate ? .contradicted : .supported
      cell.note = "p-value \(shortened(test.pValue)) at rate \(shortened(rate))"
      return cell
    }
  }
}
