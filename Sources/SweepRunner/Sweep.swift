package import ExperimentDesign
import Simulation

/// Runs design points side by side, resumes them, and commits every finished range.
///
/// Which ranges exist is a function of the plan alone, a range's tally of its coordinates alone, and
/// ranges are read in trial order: so the results do not depend on workers, order or kills.
package struct Sweep: Sendable {
  /// Points, or shares of them, in the order in which they are started.
  package let shares: [(share: PointShare, seed: Int)]
  /// Ranges computed at the same time; count, at least 1.
  package let workers: Int

  /// Sweeps over whole points; workers: ranges computed at a time; count, at least 1.
  package init(points: [(planned: PlannedPoint, seed: Int)], workers: Int) {
    self.init(shares: points.map { (PointShare($0.planned), $0.seed) }, workers: workers)
  }

  /// Sweeps over what a shard does; workers: ranges computed at a time; count, at least 1.
  package init(shares: [(share: PointShare, seed: Int)], workers: Int) {
    precondition(workers >= 1, "a sweep has at least one worker")
    self.shares = shares
    self.workers = workers
  }

  /// Runs what the ledger lacks.
  ///
  /// - Parameters:
  ///   - ledger: Where finished ranges are read and committed.
  ///   - request: Where a request to stop is seen.
  ///   - report: Called after each finished range.
  /// - Returns: Whether all points are done.
  /// - Throws: `SamplerError` for a point that cannot be simulated, or what the ledger throws.
  package func run(
    ledger: any TallyLedger, request: StopRequest = StopRequest(),
    report: (SweepProgress) -> Void = { _ in }
  ) async throws -> SweepEnding {
    var state = try SweepState(shares, lookAhead: workers, ledger: ledger)
    report(state.progress)
    return try await withThrowingTaskGroup(of: FinishedRange.self) { group in
      var running = 0
      while true {
        while running < workers, !request.isRequested, let job = try state.next() {
          group.addTask { await job.compute() }
          running += 1
        }
        guard running > 0, let finished = try await group.next() else { break }
        running -= 1
        try state.accept(finished, ledger: ledger)
        report(state.progress)
      }
      return state.isDone ? .finished : .interrupted
    }
  }
}

/// A range handed to a worker.
struct RangeJob: Sendable {
  let index: Int
  let trials: Range<Int>
  let sampler: any TrialSampler

  /// Samples the range away from the scheduling task, so that ranges really run side by side.
  @concurrent
  func compute() async -> FinishedRange {
    let clock = ContinuousClock()
    let start = clock.now
    let tally = sampler.sample(trials)
    let taken = clock.now - start
    return FinishedRange(
      index: index, trials: trials, tally: tally, seconds: taken / .seconds(1))
  }
}

/// A range that came back from a worker.
struct FinishedRange: Sendable {
  let index: Int
  let trials: Range<Int>
  let tally: Tally
  let seconds: Double
}
