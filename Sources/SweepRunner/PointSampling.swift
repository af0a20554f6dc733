import ExperimentDesign
import Simulation

/// Progress of one design point: which ranges are out, which are back, where the rule cuts.
struct PointSampling {
  let planned: PlannedPoint
  let seed: Int
  /// Sum over the trials from 0 without a gap.
  private(set) var total = Tally()
  /// Trials from 0 without a gap; count.
  private(set) var contiguous = 0
  /// Whether the stop rule has ended the point.
  private(set) var isDone = false
  /// Ranges that are back but follow a gap, by first trial.
  private var waiting: [Int: (trials: Range<Int>, tally: Tally)] = [:]
  private var nextToIssue = 0
  private var inFlight = 0
  private var seconds = 0.0

  /// A range that the rule cut, to replace what the ledger holds from its start on.
  struct Cut {
    let trials: Range<Int>
    let tally: Tally
  }

  init(_ planned: PlannedPoint, seed: Int) {
    self.planned = planned
    self.seed = seed
  }

  /// Takes over ranges finished before; a time rule counts them as its whole time.
  mutating func resume(
    _ finished: [(trials: Range<Int>, tally: Tally)], sampler: (any TrialSampler)?
  ) -> Cut? {
    for range in finished { waiting[range.trials.lowerBound] = range }
    let cut = advance(sampler)
    if case .seconds = planned.stop, !finished.isEmpty { isDone = true }
    return cut
  }

  /// Returns the next range to compute, nil while none should be started.
  mutating func next(lookAhead: Int) -> Range<Int>? {
    guard !isDone else { return nil }
    if planned.stop.looksAtOutcomes, inFlight >= lookAhead { return nil }
    nextToIssue = max(nextToIssue, contiguous)
    while let known = waiting[nextToIssue] { nextToIssue = known.trials.upperBound }
    let most = planned.stop.mostTrials
    guard nextToIssue < most else { return nil }
    let size = planned.trialsPerChunk
    var end = min((nextToIssue / size + 1) * size, most)
    if let following = waiting.keys.filter({ $0 > nextToIssue }).min() { end = min(end, following) }
    defer {
      nextToIssue = end
      inFlight += 1
    }
    return nextToIssue..<end
  }

  /// Takes a computed range; returns where the rule cut, if it did.
  mutating func accept(
    _ trials: Range<Int>, _ tally: Tally, seconds: Double, sampler: (any TrialSampler)?
  ) -> Cut? {
    inFlight -= 1
    self.seconds += seconds
    guard !isDone else { return nil }
    waiting[trials.lowerBound] = (trials, tally)
    let cut = advance(sampler)
    if case .seconds(let limit, _) = planned.stop, self.seconds >= limit { isDone = true }
    return cut
  }

  /// Adds what has become contiguous, in trial order, and cuts at the exact trial.
  private mutating func advance(_ sampler: (any TrialSampler)?) -> Cut? {
    while !isDone, let range = waiting.removeValue(forKey: contiguous) {
      let failures = total.failures + range.tally.failures
      if planned.stop.canBeMet(failures: failures, trials: contiguous), let sampler,
        let cut = firstCut(range.trials, sampler)
      {
        total += cut.tally
        contiguous = cut.trials.upperBound
        isDone = true
        return cut.trials == range.trials && waiting.isEmpty ? nil : cut
      }
      total += range.tally
      contiguous = range.trials.upperBound
      isDone = planned.stop.isMet(failures: total.failures, trials: contiguous)
    }
    return nil
  }

  /// Samples the range again, trial by trial, up to the one that ends the sampling.
  private func firstCut(_ trials: Range<Int>, _ sampler: any TrialSampler) -> Cut? {
    var counted = Tally()
    for trial in trials {
      let one = sampler.sample(trial..<trial + 1)
      counted += one
      let failures = total.failures + counted.failures
      if one.failures > 0, planned.stop.isMet(failures: failures, trials: trial + 1) {
        return Cut(trials: trials.lowerBound..<trial + 1, tally: counted)
      }
    }
    return nil
  }
}

extension Tally {
  /// Trials that ended wrong or undecided; count.
  var failures: Int { trialsWrong + trialsUndecided }
}
