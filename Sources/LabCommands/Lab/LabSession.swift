import ExperimentDesign
import Foundation
import Simulation
import Storage
import SweepRunner

/// Runs plans against the store of a folder, with progress, until done or asked to stop.
struct LabSession {
  let folder: LabFolder
  let context: LabContext
  let workers: Int
  let shard: Shard

  /// Which part of the work a run does.
  struct Shard: Equatable {
    var index = 0
    var count = 1

    var description: String { "\(index)/\(count)" }
  }

  /// Runs what the store lacks of the plans.
  ///
  /// - Parameter plans: The plans; each is recorded in the store.
  /// - Returns: Whether all of the shard is done.
  /// - Throws: What the store or a point refuses, in one line.
  func run(_ plans: [Plan]) async throws -> SweepEnding {
    let store = try folder.openStore()
    defer { store.close() }
    if shard.count > 1 { try store.checkShards(of: plans) }
    let manifest = Manifest.current(
      context: context, workers: workers, seed: plans.first?.seed ?? 0, shard: shard.description)
    let runID = try store.beginRun(manifest)
    try store.save(definitionsOf: plans)
    let ledger = StoreLedger(store: store, run: runID)
    var ending = SweepEnding.finished
    do {
      try await withInterrupts { request in
        let shares = Plan.shares(of: plans, shard: shard.index, of: shard.count)
        var file = ProgressFile(context.environment, work: shares.map { $0.map(\.work) })
        for (plan, shares) in zip(plans, shares) where ending == .finished {
          ending = try await run(
            plan, shares, store: store, ledger: ledger, request: request, file: &file)
        }
      }
    } catch {
      try? store.endRun(runID, stopped: Manifest.now(), ending: "failed")
      throw error
    }
    try store.endRun(
      runID, stopped: Manifest.now(), ending: ending == .finished ? "finished" : "interrupted")
    if ending == .interrupted {
      context.note(interruptedNote)
    }
    return ending
  }

  private func run(
    _ plan: Plan, _ shares: [PointShare], store: LabStore, ledger: StoreLedger,
    request: StopRequest, file: inout ProgressFile?
  ) async throws -> SweepEnding {
    try store.savePoints(
      shares.map(\.planned).map { planned in
        (planned.id, planned.point.canonicalDefinition(stopKind: planned.stop.kind))
      })
    var bar: ProgressBar? = context.showsProgress ? ProgressBar.onStandardError() : nil
    let clock = ContinuousClock()
    let start = clock.now
    var last = SweepProgress(fraction: 0, votes: 0, pointsDone: 0, points: shares.count)
    func shown(_ progress: SweepProgress) -> RunProgress {
      RunProgress(
        label: plan.experiment, fraction: progress.fraction, count: Double(progress.votes),
        unit: "votes")
    }
    let sweep = Sweep(shares: shares.map { ($0, plan.seed) }, workers: workers)
    let ending = try await sweep.run(ledger: ledger, request: request) { progress in
      last = progress
      bar?.update(shown(progress), elapsed: (clock.now - start) / .seconds(1))
      file?.update(progress.fraction)
    }
    file?.finishPlan()
    let seconds = (clock.now - start) / .seconds(1)
    bar?.finish(shown(last), elapsed: seconds)
    let votes = NumberFormat.prefixed(Double(last.votes))
    context.note(
      "\(plan.experiment): \(last.pointsDone) of \(last.points) points done, \(votes) votes in "
        + NumberFormat.duration(seconds))
    return ending
  }
}
