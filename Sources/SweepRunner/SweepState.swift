import ExperimentDesign
import Simulation

/// All points of a sweep, in the one task that schedules them.
struct SweepState {
  private var samplings: [PointSampling] = []
  private var samplers: [(any TrialSampler)?] = []
  private let weights: [Double]
  private let lookAhead: Int
  private var first = 0
  private var votes = 0

  init(
    _ points: [(planned: PlannedPoint, seed: Int)], lookAhead: Int, ledger: any TallyLedger
  ) throws {
    self.lookAhead = lookAhead
    weights = points.map { planned, _ in
      // An aggregate trial costs about as much as a thousand votes.
      planned.point.fidelity == .aggregate
        ? 1000 * Double(planned.stop.mostTrials) : max(1, planned.votesToExpect)
    }
    for (planned, seed) in points {
      samplings.append(PointSampling(planned, seed: seed))
      samplers.append(nil)
      let finished = try ledger.finished(point: planned.id, seed: seed)
      let index = samplings.count - 1
      // Only a rule that looks at outcomes samples again; other points may never need a sampler.
      let sampler = planned.stop.looksAtOutcomes ? try self.sampler(index) : nil
      let cut = samplings[index].resume(finished, sampler: sampler)
      try replace(cut, index, ledger)
    }
  }

  var isDone: Bool { samplings.allSatisfy(\.isDone) }

  var progress: SweepProgress {
    var done = 0.0
    var pointsDone = 0
    for (sampling, weight) in zip(samplings, weights) {
      let part = Double(sampling.contiguous) / Double(sampling.planned.stop.mostTrials)
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
        return RangeJob(index: index, trials: trials, sampler: try sampler(index))
      }
    }
    return nil
  }

  /// Commits a finished range and applies the stop rule.
  mutating func accept(_ finished: FinishedRange, ledger: any TallyLedger) throws {
    let sampling = samplings[finished.index]
    if sampling.planned.point.fidelity == .vote { votes += finished.tally.votes }
    if sampling.isDone && sampling.planned.stop.looksAtOutcomes {
      // Computed ahead of a rule that has cut before it: not part of the experiment.
      return
    }
    let id = sampling.planned.id
    try ledger.record(
      TallyKey(point: id, seed: sampling.seed, trials: finished.trials), finished.tally)
    let cut = samplings[finished.index].accept(
      finished.trials, finished.tally, seconds: finished.seconds,
      sampler: samplers[finished.index])
    try replace(cut, finished.index, ledger)
  }

  private func replace(
    _ cut: PointSampling.Cut?, _ index: Int, _ ledger: any TallyLedger
  ) throws {
    guard let cut else { return }
    let sampling = samplings[index]
    try ledger.replace(
      point: sampling.planned.id, seed: sampling.seed, from: cut.trials.lowerBound,
      with: cut.trials, cut.tally)
  }

  /// The point's sampler, made when it is first needed.
  private mutating func sampler(_ index: Int) throws -> any TrialSampler {
    if let made = samplers[index] { return made }
    let sampler = try Samplers.make(for: samplings[index].planned, seed: samplings[index].seed)
    samplers[index] = sampler
    return sampler
  }
}
