package import ExperimentDesign
import MAKERCore
package import RaceTheory
import Statistics

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What a run found at one design point, beside what theory says.
package struct PointResult: Sendable {
  /// The point and its stop rule.
  package let planned: PlannedPoint
  /// Seed of the run.
  package let seed: Int
  /// The counts; of no trials at fidelity exact.
  package let tally: Tally
  /// The counts trial by trial, where the experiment keeps them, else empty.
  package let trials: [Tally]
  /// The exact race; nil where none is known.
  package let exact: ExactRace?
  /// Exact times of a step; nil where none are known or replies take no time.
  package let exactTimes: ExactTimes?
  /// What batches of draws take; nil where draws are asked for otherwise or no exact result is known.
  package let batches: BatchIssue?
  /// What tilted races say; nil where races are those of the model.
  let tiltedErrors: TiltedErrors?
  /// Level of the intervals; unit 1.
  package let level: Double

  /// Level of the intervals in tables and figures; unit 1.
  package static let tableLevel = 0.95

  /// Puts a tally beside the oracle's race.
  ///
  /// - Parameters:
  ///   - planned: The point and its stop rule.
  ///   - seed: Seed of the run.
  ///   - tally: The counts; at least one trial, but none at fidelity exact.
  ///   - trials: The counts trial by trial, where they were kept.
  ///   - oracle: What the counts are held against.
  package init(
    planned: PlannedPoint, seed: Int, tally: Tally, trials: [Tally] = [], oracle: any Oracle
  ) {
    precondition(
      (tally.trials > 0) != (planned.point.fidelity == .exact),
      "a result has at least one trial, but theory none")
    self.trials = trials
    self.planned = planned
    self.seed = seed
    self.tally = tally
    self.tiltedErrors = TiltedErrors(tally, of: planned.point)
    self.exact = oracle.race(of: planned.point)
    self.exactTimes = oracle.times(of: planned.point)
    self.batches = oracle.batches(of: planned.point)
    self.level = PointResult.tableLevel
  }

  /// The design point.
  package var point: DesignPoint { planned.point }

  /// Trials that ended wrong or undecided; count.
  package var failures: Int { tally.trialsWrong + tally.trialsUndecided }

  /// How the failure rate is estimated.
  package var estimator: Estimator {
    if tiltedErrors != nil { return .likelihoodRatio }
    switch planned.stop {
    case .trials, .seconds: return .binomial
    // The wanted failure ends the sampling at the limit too; only then are both estimates unbiased.
    case .errors(let wanted, _):
      return wanted >= 2 && failures >= wanted ? .inverseBinomial : .binomial
    case .relativeHalfWidth(_, let most):
      return tally.trials < most && failures >= 2 ? .inverseBinomialApproximate : .binomial
    }
  }

  /// Share of trials (races or whole tasks, as the point's unit says) that fail; unit 1.
  package var failureRate: Estimate { failureRate(level: level) }

  /// The same with an interval at another level.
  package func failureRate(level: Double) -> Estimate {
    let n = tally.trials
    let exact = exact.map { race in
      point.unit == .race
        ? race.wrong + race.undecided : race.task(subtasks: point.subtasks).failure
    }
    if let tiltedErrors, point.cap == nil {
      return tiltedErrors.estimate(level: level, exact: exact)
    }
    // Tilted races say how many are wrong, not how many are undecided.
    guard n > 0, tiltedErrors == nil else { return Estimate(value: .nan, exact: exact) }
    let value: Double
    let interval: Interval
    switch estimator {
    case .binomial, .likelihoodRatio:
      value = Double(failures) / Double(n)
      interval = BinomialInterval.fixedTrials(successes: failures, trials: n, level: level)
    case .inverseBinomial, .inverseBinomialApproximate:
      value = BinomialInterval.fixedErrorsEstimate(errors: failures, trials: n) ?? 0
      interval = BinomialInterval.fixedErrors(errors: failures, trials: n, level: level)
    }
    return Estimate(
      value: value, interval: interval, exact: exact, z: exact.flatMap { z(value, $0, n) })
  }

  /// Success of the whole task, from whole tasks or, where the trials are races, from step failures.
  package func taskSuccess(level: Double) -> Estimate {
    let failure = failureRate(level: level)
    let exact = exact.map { $0.task(subtasks: point.subtasks).correct }
    func success(_ failure: Double) -> Double {
      point.unit == .task ? 1 - failure : exp(point.subtasks * log1p(-failure))
    }
    let interval = failure.interval.map {
      Interval(low: success($0.high), high: success($0.low), level: level)
    }
    return Estimate(
      value: success(failure.value), interval: interval, exact: exact,
      z: failure.z.map { 0 - $0 })
  }

  /// Share of races that a wrong candidate won; unit 1.
  ///
  /// Without an interval where the stop rule looked at outcomes, or where a cap ends whole tasks: the
  /// number of races then depends on what they did.
  package var stepWrong: Estimate { stepWrong(level: level) }

  /// The same with an interval at another level.
  package func stepWrong(level: Double) -> Estimate {
    let n = tally.races
    if let tiltedErrors { return tiltedErrors.estimate(level: level, exact: exact?.wrong) }
    guard n > 0 else { return Estimate(value: .nan, exact: exact?.wrong) }
    let value = Double(tally.racesWrong) / Double(n)
    let isBiased = planned.stop.looksAtOutcomes || (point.unit == .task && point.cap != nil)
    return Estimate(
      value: value,
      interval: isBiased
        ? nil
        : BinomialInterval.fixedTrials(successes: tally.racesWrong, trials: n, level: level),
      exact: exact?.wrong,
      z: isBiased ? nil : exact.flatMap { z(value, $0.wrong, n) })
  }

  /// Votes per race, that is per step; votes.
  package var votesPerStep: Estimate { votesPerStep(level: level) }

  /// The same with an interval at another level.
  ///
  /// The standard error of z is at least 1e-9 of the votes: shares sum to 1 no better than that.
  package func votesPerStep(level: Double) -> Estimate {
    guard tally.races > 0, tiltedErrors == nil else {
      return Estimate(value: .nan, exact: exact?.meanVotes)
    }
    let mean = MeanEstimate(sum: tally.votes, sumOfSquares: tally.votesSquared, count: tally.races)
    let z = exact.map { race in
      let error = max(
        (race.varianceVotes / Double(tally.races)).squareRoot(), 1e-9 * race.meanVotes)
      return ZScore(estimate: mean.mean, exact: race.meanVotes, standardError: error).value
    }
    return Estimate(
      value: mean.mean, interval: mean.interval(level: level), exact: exact?.meanVotes, z: z)
  }

  /// Share of draws that were valid; unit 1.
  package var validRate: Double { Double(tally.votes) / Double(tally.draws) }

  private func z(_ value: Double, _ exact: Double, _ n: Int) -> Double? {
    let error = (exact * (1 - exact) / Double(n)).squareRoot()
    return error > 0 ? (value - exact) / error : nil
  }
}
