import ExperimentDesign
import Simulation

/// All points of a sweep, in the one task that schedules them.
struct SweepState {
  private var samplings: [any RangeSource] = []
  private let weights: [Double]
  private let lookAhead: Int
  private var first = 0
  private var votes = 0

  init(
    _ shares: [(share: PointShare, seed: Int)], lookAhead: Int, ledger: any TallyLedger
  ) throws {
    self.lookAhead = lookAhead
    weights = shares.map(\.share.work)
    for (share, seed) in shares {
      var sampling: any RangeSource =
        if let ranges = share.ranges {
          ShareSampling(share.planned, ranges: ranges, seed: seed)
        } else {
          PointSampling(share.planned, seed: seed)
        }
      try sampling.resume(ledger.finished(point: share.planned.id, seed: seed))
      samplings.append(sampling)
    }
  }

  var isDone: Bool { samplings.allSatisfy(\.isDone) }

  var progress: SweepProgress {
    var done = 0.0
    var pointsDone = 0
    for (sampling, weight) in zip(samplings, weights) {
      done += weight * (sampling.isDone ? 1 : min(1, sampling.fraction))
      pointsDone += sampling.isDone ? 1 : 0
    }
    let all = weights.reduce(0, +)
    return SweepProgress(
      fraction: all > 0 ? done / all : 1, votes: votes, pointsDone: pointsDone,
      points: samplings.count)
  }

  /// The next range that any point wants computed, the first point first.
  mutating func next() throws -> RangeJob? {
    while first < samplings.count, samplings[first].isDone { first += 1 }
    for index in first..<samplings.count {
      if let trials = samplings[index].next(lookAhead: lookAhead) {
        return RangeJob(index: index, trials: trials, sampler: try samplings[index].sampler())
      }
    }
    return nil
  }

  /// Commits a finished range and applies the stop rule.
  ///
  /// A range computed ahead of a rule that has cut before it is committed too: it was paid for.
  mutating func accept(_ finished: FinishedRange, ledger: any TallyLedger) throws {
    let sampling = samplings[finished.index]
    if sampling.planned.point.fidelity.castsVotes { votes += finished.tally.votes }
    try ledger.record(
      TallyKey(point: sampling.planned.id, seed: sampling.seed, trials: finished.trials),
      finished.tally)
    try samplings[finished.index].accept(
      finished.trials, finished.tally, seconds: finished.seconds)
  }
}
