import ExperimentDesign
import Simulation

/// All points of a sweep, in the one task that schedules them.
struct SweepState {
  private var samplings: [PointSampling] = []
  private let weights: [Double]
  private let lookAhead: Int
  private var first = 0
  private var votes = 0

  init(
    _ points: [(planned: PlannedPoint, seed: Int)], lookAhead: Int, ledger: any TallyLedger
  ) throws {
    self.lookAhead = lookAhead
    weights = points.map { planned, _ in
      switch planned.point.fidelity {
      // An aggregate trial costs about as much as a thousand draws, a draw as text as a hundred.
      case .aggregate: 1000 * Double(planned.stop.mostTrials)
      case .agent: max(1, 100 * planned.drawsToExpect)
      case .exact: 0
      case .vote: max(1, planned.drawsToExpect)
      }
    }
    for (planned, seed) in points {
      var sampling = PointSampling(planned, seed: seed)
      try sampling.resume(ledger.finished(point: planned.id, seed: seed))
      samplings.append(sampling)
    }
  }

  var isDone: Bool { samplings.allSatisfy(\.isDone) }

  var progress: SweepProgress {
    var done = 0.0
    var pointsDone = 0
    for (sampling, weight) in zip(samplings, weights) {
      let part = Double(sampling.total.trials) / Double(sampling.planned.stop.mostTrials)
      done += weight * (sampling.isDone ? 1 : min(1, part))
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
