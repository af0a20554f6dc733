import ExperimentDesign
import Statistics

extension ClaimJudge {
  /// Whether races won by a wrong candidate are as rare as their stopping rule promises.
  ///
  /// Judged are the points for whose channel the rule states its promise, or all where the claim says
  /// everywhere.  A point is contradicted where its wrong races are too many for an error of δ, by the
  /// one-sided exact binomial test at the Bonferroni rate, or where the exact error is above δ.  It is
  /// left out where its races could not tell an error of 2δ from one of δ nine times out of ten.
  func keepsGuarantee(_ claim: ClaimDefinition, _ results: [PointResult]) -> [ClaimCell] {
    let chosen = results.filter { result in
      guard let kind = result.point.stopping?.kind else { return false }
      return claim.stopping?.contains(kind) ?? true
    }
    let isCovered = chosen.map { claim.everywhere == true || $0.point.isPromised == true }
    let rate = claim.rate(over: isCovered.count { $0 })
    return zip(chosen, isCovered).map { result, isCovered in
      guaranteeCell(result, isCovered: isCovered, rate: rate)
    }
  }

  private func guaranteeCell(_ result: PointResult, isCovered: Bool, rate: Double) -> ClaimCell {
    let tally = result.tally
    let delta = result.point.stopping?.delta ?? 1
    let share = Double(tally.racesWrong) / Double(tally.races)
    var cell = ClaimCell(
      setting: result.point.setting, quantity: "wrong races",
      estimate: share,
      interval: BinomialInterval.fixedTrials(
        successes: tally.racesWrong, trials: tally.races, level: 1 - rate),
      exact: delta, n: tally.races, stopRule: result.planned.stop.description,
      verdict: .undecided, isJudged: isCovered)
    guard result.point.unit == .race, !result.planned.stop.looksAtOutcomes else {
      cell.isJudged = false
      cell.note = "the number of races depends on how they end"
      return cell
    }
    guard isCovered else {
      cell.note = "no promise is made here"
      return cell
    }
    let pValue = BinomialTest.upperTail(
      successes: tally.racesWrong, trials: tally.races, probability: delta, complement: 1 - delta)
    // The closed form meets its bound but for rounding.
    let isAbove = result.exact.map { $0.wrong > delta * (1 + 1e-9) } ?? false
    cell.z = deviate(min(1, 2 * pValue), of: cell)
    cell.note = "p-value \(shortened(pValue)) at rate \(shortened(rate))"
    if let exact = result.exact { cell.note += "; exactly \(shortened(exact.wrong))" }
    if pValue < rate || isAbove {
      cell.verdict = .contradicted
      if pValue >= rate { cell.note += ", above delta" }
    } else if Self.tells(races: tally.races, delta, from: 2 * delta, rate: rate) {
      cell.verdict = .supported
    } else {
      cell.isJudged = false
      cell.note += "; too few races to tell twice as much"
    }
    return cell
  }

  /// Whether the test finds the greater error nine times out of ten.
  private static func tells(races: Int, _ delta: Double, from other: Double, rate: Double) -> Bool {
    func tail(_ successes: Int, _ probability: Double) -> Double {
      BinomialTest.upperTail(
        successes: successes, trials: races, probability: probability,
        complement: 1 - probability)
    }
    // The fewest wrong races that are too many for δ.
    var (low, high) = (0, races)
    guard tail(high, delta) < rate else { return false }
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if tail(middle, delta) < rate { high = middle } else { low = middle }
    }
    return tail(high, min(1, other)) >= 0.9
  }
}
