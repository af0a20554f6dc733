import ExperimentDesign
import Simulation

/// Progress of one design point: which ranges are out, which are back, where the rule cuts.
///
/// The ledger holds whole ranges; the cut is made here, whenever they are read, by sampling the range
/// that it falls in again up to the exact trial.
struct PointSampling: RangeSource {
  let planned: PlannedPoint
  let seed: Int
  /// Counts of the trials from 0 without a gap, cut where the rule is met.
  private(set) var total = Tally()
  /// Whether the stop rule has ended the point.
  private(set) var isDone = false
  /// Ranges that are back and not yet in the total, by first trial.
  private var waiting: [Int: (trials: Range<Int>, tally: Tally)] = [:]
  private var nextToIssue = 0
  private var inFlight = 0
  private var seconds = 0.0
  private var made: (any TrialSampler)?

  init(_ planned: PlannedPoint, seed: Int) {
    self.planned = planned
    self.seed = seed
    // Theory needs no sampling.
    isDone = planned.point.fidelity == .exact
  }

  var fraction: Double { Double(total.trials) / Double(planned.stop.mostTrials) }

  /// The point's sampler, made when it is first needed: a point that is done may never need one.
  mutating func sampler() throws(SamplerError) -> any TrialSampler {
    if let made { return made }
    let sampler = try Samplers.make(for: planned, seed: seed)
    made = sampler
    return sampler
  }

  /// Takes over ranges finished before; a time rule counts them as its whole time.
  mutating func resume(
    _ finished: [(trials: Range<Int>, tally: Tally)]
  ) throws(SamplerError) {
    for range in finished { waiting[range.trials.lowerBound] = range }
    try advance()
    if case .seconds = planned.stop, total.trials > 0 { isDone = true }
  }

  /// Returns the next range to compute, nil while none should be started.
  mutating func next(lookAhead: Int) -> Range<Int>? {
    guard !isDone else { return nil }
    if planned.stop.looksAtOutcomes, inFlight >= lookAhead { return nil }
    nextToIssue = max(nextToIssue, total.trials)
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

  /// Takes a computed range.
  mutating func accept(
    _ trials: Range<Int>, _ tally: Tally, seconds: Double
  ) throws(SamplerError) {
    inFlight -= 1
    self.seconds += seconds
    waiting[trials.lowerBound] = (trials, tally)
    try advance()
    if case .seconds(let limit, _) = planned.stop, self.seconds >= limit { isDone = true }
  }

  /// Adds what has become contiguous, in trial order, and cuts at the exact trial.
  private mutating func advance() throws(SamplerError) {
    while !isDone, let range = waiting.removeValue(forKey: total.trials) {
      total += try cut(range.trials, range.tally)
      isDone = planned.stop.isMet(failures: total.failures, trials: total.trials)
    }
  }

  /// The counts of a range up to the trial at which the rule is met, or all of them.
  private mutating func cut(_ trials: Range<Int>, _ tally: Tally) throws(SamplerError) -> Tally {
    let within = trials.lowerBound..<min(trials.upperBound, planned.stop.mostTrials)
    let failures = total.failures + tally.failures
    if planned.stop.canBeMet(failures: failures, trials: trials.lowerBound) {
      let sampler = try sampler()
      var counted = Tally()
      for trial in within {
        let one = sampler.sample(trial..<trial + 1)
        counted += one
        let failures = total.failures + counted.failures
        if one.failures > 0, planned.stop.isMet(failures: failures, trials: trial + 1) { break }
      }
      return counted
    }
    return within == trials ? tally : try sampler().sample(within)
  }
}

extension Tally {
  /// Trials that ended wrong or undecided; count.
  var failures: Int { trialsWrong + trialsUndecided }
}
