import ExperimentDesign
import MAKERCore
import RaceTheory
import Statistics

extension ClaimJudge {
  /// Whether failures, wrong steps, undecided steps, valid draws and votes equal their exact values.
  ///
  /// Shares by the exact test of their stop rule, mean votes by z under the exact variance; each at
  /// the Bonferroni rate over all comparisons.  What no exact test fits is shown and left out.
  func matchesExact(_ claim: ClaimDefinition, _ results: [PointResult]) -> [ClaimCell] {
    let comparisons = results.flatMap(exactComparisons)
    let rate = claim.rate(over: comparisons.count { $0.pValue != nil })
    return comparisons.map { comparison in
      var cell = comparison.cell
      cell.interval = comparison.interval(1 - rate)
      guard let pValue = comparison.pValue else {
        cell.isJudged = false
        return cell
      }
      cell.verdict = pValue < rate ? .contradicted : .supported
      cell.z = deviate(pValue, of: cell)
      cell.note = "p-value \(shortened(pValue)) at rate \(shortened(rate))"
      return cell
    }
  }

  private struct Comparison {
    /// What is compared, its interval and verdict still open.
    let cell: ClaimCell
    /// Two-sided; unit 1, nil where no test fits.
    let pValue: Double?
    /// Interval of the estimate at a level.
    let interval: (Double) -> Interval?
  }

  private func exactComparisons(_ result: PointResult) -> [Comparison] {
    guard let exact = result.exact else {
      let failure = result.failureRate
      let cell = ClaimCell(
        setting: result.point.setting, quantity: result.failureName, estimate: failure.value,
        n: result.tally.trials, stopRule: result.planned.stop.description, verdict: .undecided,
        note: "no exact result is known")
      return [Comparison(cell: cell, pValue: nil) { result.failureRate(level: $0).interval }]
    }
    if let tilted = result.tiltedErrors { return [tiltedComparison(result, exact, tilted)] }
    var comparisons =
      result.planned.stop.looksAtOutcomes
      ? [failureComparison(result, exact)] : shareComparisons(result, exact)
    // Flags do not depend on the votes of a race, nor on what ends the sampling.
    if result.point.issue != .needed {
      comparisons.append(drawsComparison(result))
    } else if result.point.voteRate < 1, result.point.hasAlikeSteps {
      comparisons.append(flagsComparison(result))
    }
    if result.point.cap == nil || result.point.unit == .race {
      comparisons.append(votesComparison(result, exact))
    }
    return comparisons
  }

  /// Wrong races that are weighed; nothing else of a tilted race is the model's.
  private func tiltedComparison(
    _ result: PointResult, _ exact: ExactRace, _ tilted: TiltedErrors
  ) -> Comparison {
    let wrong = result.stepWrong
    let cell = ClaimCell(
      setting: result.point.setting, quantity: "wrong races, weighed", estimate: wrong.value,
      exact: wrong.exact, z: wrong.z, n: result.tally.races,
      stopRule: result.planned.stop.description, verdict: .undecided)
    return Comparison(cell: cell, pValue: tilted.pValue(exact: exact.wrong)) {
      tilted.estimate(level: $0, exact: exact.wrong).interval
    }
  }

  /// Failed trials where the stop rule counts them: by the test that its interval inverts.
  private func failureComparison(_ result: PointResult, _ exact: ExactRace) -> Comparison {
    let outcome = exact.task(subtasks: result.point.unit == .task ? result.point.subtasks : 1)
    let failure = result.failureRate
    let pValue = result.failurePValue(probability: outcome.failure, complement: outcome.correct)
    let cell = ClaimCell(
      setting: result.point.setting, quantity: result.failureName, estimate: failure.value,
      exact: failure.exact, z: failure.z, n: result.tally.trials,
      stopRule: result.planned.stop.description, verdict: .undecided,
      note: pValue == nil ? "this stop rule has no exact test" : "")
    return Comparison(cell: cell, pValue: pValue) { result.failureRate(level: $0).interval }
  }

  /// Valid draws, the last of each race being one: the votes were wanted, the draws came as they did.
  private func flagsComparison(_ result: PointResult) -> Comparison {
    let tally = result.tally
    let rate = result.point.voteRate
    let cell = ClaimCell(
      setting: result.point.setting, quantity: "valid draws", estimate: result.validRate,
      exact: rate, n: tally.draws, stopRule: result.planned.stop.description, verdict: .undecided)
    let pValue = BinomialTest.inversePValue(
      successes: tally.votes, trials: tally.draws, probability: rate, complement: 1 - rate)
    return Comparison(cell: cell, pValue: pValue) {
      BinomialInterval.fixedErrors(errors: tally.votes, trials: tally.draws, level: $0)
    }
  }

  /// Draws of whole batches; the mean of many races is normal, that of few is held against Chebyshev's
  /// bound.
  private func drawsComparison(_ result: PointResult) -> Comparison {
    let draws = result.drawsPerStep
    var cell = ClaimCell(
      setting: result.point.setting, quantity: "draws per step", estimate: draws.value,
      exact: draws.exact, z: draws.z, n: result.tally.races,
      stopRule: result.planned.stop.description, verdict: .undecided)
    // Where outcomes end the sampling or a task, the number of races depends on them.
    let isBiased =
      result.planned.stop.looksAtOutcomes
      || (result.point.unit == .task && result.point.cap != nil)
    guard let z = draws.z.map(abs), let variance = result.batches?.issued.variance, !isBiased else {
      cell.note = "no exact result is known"
      return Comparison(cell: cell, pValue: nil) { _ in nil }
    }
    let isNormal = cell.n >= 10_000
    let error = (variance / Double(cell.n)).squareRoot()
    let pValue = isNormal ? 2 * SpecialFunctions.normalUpper(z) : min(1, 1 / (z * z))
    return Comparison(cell: cell, pValue: pValue) { level in
      let reach =
        isNormal
        ? SpecialFunctions.normalHalfWidth(level: level) : 1 / (1 - level).squareRoot()
      return Interval(
        low: draws.value - reach * error, high: draws.value + reach * error, level: level)
    }
  }

  /// Shares of a number of trials or races that no outcome decided.
  private func shareComparisons(_ result: PointResult, _ exact: ExactRace) -> [Comparison] {
    let tally = result.tally
    let point = result.point
    var comparisons: [Comparison] = []
    if point.unit == .task {
      let task = exact.task(subtasks: point.subtasks)
      comparisons.append(
        share(
          result, result.failureName, result.failures, of: tally.trials, task.failure,
          complement: task.correct))
    }
    if point.cap == nil {
      comparisons.append(
        share(result, "wrong steps", tally.racesWrong, of: tally.races, exact.wrong))
    } else if point.unit == .race {
      comparisons.append(
        share(result, "wrong races", tally.racesWrong, of: tally.races, exact.wrong))
      comparisons.append(
        share(result, "undecided races", tally.racesUndecided, of: tally.races, exact.undecided))
    }
    return comparisons
  }

  private func share(
    _ result: PointResult, _ quantity: String, _ count: Int, of n: Int, _ probability: Double,
    complement: Double? = nil
  ) -> Comparison {
    let cell = ClaimCell(
      setting: result.point.setting, quantity: quantity, estimate: Double(count) / Double(n),
      exact: probability, n: n,
      stopRule: result.planned.stop.description, verdict: .undecided)
    let pValue = BinomialTest.pValue(
      successes: count, trials: n, probability: probability,
      complement: complement ?? 1 - probability)
    return Comparison(cell: cell, pValue: pValue) {
      BinomialInterval.fixedTrials(successes: count, trials: n, level: $0)
    }
  }

  private func votesComparison(_ result: PointResult, _ exact: ExactRace) -> Comparison {
    let votes = result.votesPerStep
    let cell = ClaimCell(
      setting: result.point.setting, quantity: "votes per step", estimate: votes.value,
      exact: votes.exact, z: votes.z, n: result.tally.races,
      stopRule: result.planned.stop.description, verdict: .undecided)
    return Comparison(cell: cell, pValue: result.votesPValue(exact: exact)) {
      result.votesPerStep(level: $0).interval
    }
  }
}

extension PointResult {
  /// What a failed trial is called.
  fileprivate var failureName: String { point.unit == .task ? "task failure" : "failed races" }

  /// Two-sided p-value of the failed trials under the test that fits the stop rule.
  ///
  /// Where the wanted failure ended the sampling, `P(N <= n)` and `P(N >= n)` of its trial; at the
  /// limit those of the failures.  Nil after a rule on the half-width, which has no exact test.
  fileprivate func failurePValue(probability: Double, complement: Double) -> Double? {
    switch estimator {
    case .likelihoodRatio: return nil
    case .binomial:
      if case .relativeHalfWidth = planned.stop { return nil }
      return BinomialTest.pValue(
        successes: failures, trials: tally.trials, probability: probability,
        complement: complement)
    case .inverseBinomial:
      return BinomialTest.inversePValue(
        successes: failures, trials: tally.trials, probability: probability,
        complement: complement)
    case .inverseBinomialApproximate: return nil
    }
  }

  /// Whether the votes are enough for their sum to be normal as far as 5 sigma.
  ///
  /// Votes beyond the margin are rare when p is near 1: a thousand of them are to be expected.
  func hasNormalVotes(exact: ExactRace) -> Bool {
    tally.races >= 10_000
      && Double(tally.races) * (exact.meanVotes - Double(point.margin)) >= 1000
  }

  /// Two-sided p-value of the mean votes, or a bound above it where they are too few to be normal.
  ///
  /// - Source: Chebyshev's inequality on the mean; Markov's on the votes beyond the margin.
  fileprivate func votesPValue(exact: ExactRace) -> Double {
    let z = abs(votesPerStep.z ?? 0)
    if hasNormalVotes(exact: exact) { return 2 * SpecialFunctions.normalUpper(z) }
    let beyond = max(0, exact.meanVotes - Double(point.margin))
    let found = votesPerStep.value - Double(point.margin)
    return min(1, 1 / (z * z), found > beyond ? beyond / found : 1)
  }
}
