import ExperimentDesign
import MAKERCore
import Statistics

extension ClaimJudge {
  /// Whether failures, wrong steps, undecided steps and votes equal their exact values.
  ///
  /// Shares by the exact binomial test, mean votes by z under the exact variance; each at the
  /// Bonferroni rate over all comparisons.
  func matchesExact(_ claim: ClaimDefinition, _ results: [PointResult]) -> [ClaimCell] {
    let comparisons = results.flatMap(exactComparisons)
    let rate = FamilyWiseError.bonferroniRate(
      comparisons: max(1, comparisons.count), rate: claim.falseAlarm)
    return comparisons.map { comparison in
      var cell = comparison.cell
      cell.verdict = comparison.pValue < rate ? .contradicted : .supported
      cell.note = "p-value \(shortened(comparison.pValue)) at rate \(shortened(rate))"
      return cell
    }
  }

  private struct Comparison {
    let cell: ClaimCell
    let pValue: Double
  }

  private func exactComparisons(_ result: PointResult) -> [Comparison] {
    guard let exact = result.exact else { return [] }
    let tally = result.tally
    let point = result.point
    var comparisons: [Comparison] = []

    func share(
      _ quantity: String, _ count: Int, of n: Int, _ probability: Double, complement: Double? = nil
    ) {
      let estimate = Double(count) / Double(n)
      let error = (probability * (1 - probability) / Double(n)).squareRoot()
      let cell = ClaimCell(
        setting: point.setting, quantity: quantity, estimate: estimate,
        interval: BinomialInterval.fixedTrials(successes: count, trials: n, level: result.level),
        exact: probability, z: error > 0 ? (estimate - probability) / error : nil, n: n,
        stopRule: result.planned.stop.description, verdict: .undecided)
      let pValue = BinomialTest.pValue(
        successes: count, trials: n, probability: probability,
        complement: complement ?? 1 - probability)
      comparisons.append(Comparison(cell: cell, pValue: pValue))
    }

    // A rule that looks at outcomes makes the plain shares biased; votes stay comparable.
    if !result.planned.stop.looksAtOutcomes {
      if point.unit == .task {
        let task = exact.task(steps: point.steps)
        share(
          "task failure", result.failures, of: tally.trials, task.failure, complement: task.correct)
      }
      if point.cap == nil {
        share("wrong steps", tally.racesWrong, of: tally.races, exact.wrong)
      } else if point.unit == .race {
        share("wrong races", tally.racesWrong, of: tally.races, exact.wrong)
        share("undecided races", tally.racesUndecided, of: tally.races, exact.undecided)
      }
      if point.validRate < 1 {
        share("valid draws", tally.votes, of: tally.draws, point.validRate)
      }
    }
    if tally.races >= 10_000, exact.varianceVotes > 0, point.cap == nil || point.unit == .race {
      let votes = result.votesPerStep
      let cell = ClaimCell(
        setting: point.setting, quantity: "votes per step", estimate: votes.value,
        interval: votes.interval, exact: votes.exact, z: votes.z, n: tally.races,
        stopRule: result.planned.stop.description, verdict: .undecided)
      let pValue = votes.z.map { 2 * SpecialFunctions.normalUpper(abs($0)) } ?? 1
      comparisons.append(Comparison(cell: cell, pValue: pValue))
    }
    return comparisons
  }
}
