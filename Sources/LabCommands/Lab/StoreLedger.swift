import ExperimentDesign
import Foundation
import Storage
import SweepRunner

/// Lets a sweep read and commit to a store.
final class StoreLedger: TallyLedger {
  private let store: LabStore
  private let run: Int

  init(store: LabStore, run: Int) {
    self.store = store
    self.run = run
  }

  func finished(point: StrongID, seed: Int) throws -> [(trials: Range<Int>, tally: Tally)] {
    try store.tallies(point: point, seed: seed)
  }

  func record(_ key: TallyKey, _ tally: Tally) throws {
    try store.record([(key: key, tally: tally)], run: run)
  }
}

extension LabStore {
  /// Refuses plans of which trials are stored in ranges that no shard computes: the shards could never
  /// be joined with them.
  ///
  /// - Throws: `LabError` that names the first such range.
  func checkShards(of plans: [Plan]) throws {
    for plan in plans {
      for planned in plan.points {
        let held = try tallies(point: planned.id, seed: plan.seed).map(\.trials)
        guard let odd = held.first(where: { !planned.fits($0) }) else { continue }
        throw LabError(
          "\(path): trials \(odd.lowerBound) to \(odd.upperBound - 1) of \(plan.experiment) were "
            + "stored as one range by a run of another number of trials, and shards cannot go on from "
            + "it: name another --out, or give the command without --shard and --slurm")
      }
    }
  }

  /// Records experiments as they are run; a former definition under the same seed is replaced.
  func save(definitionsOf plans: [Plan]) throws {
    for plan in plans {
      try save(
        experiment: StoredExperiment(
          suite: plan.suite, name: plan.name, seed: plan.seed,
          definition: plan.definition.canonicalJSON))
    }
  }

  /// The studies that were run, as they were run; of some experiments, or of all in the store.
  func studies(of experiments: [StoredExperiment]? = nil) throws -> [StudyPlan] {
    try (experiments ?? self.experiments()).compactMap { try StudyPlan($0, in: path) }
  }

  /// The sweeps over providers that were run, as they were run; of some experiments, or of all.
  func sweeps(of experiments: [StoredExperiment]? = nil) throws -> [SweepPlan] {
    try (experiments ?? self.experiments()).compactMap { SweepPlan($0) }
  }

  /// The plans of simulated experiments that were run, as they were run; of some, or of all.
  func plans(of experiments: [StoredExperiment]? = nil) throws -> [Plan] {
    try (experiments ?? self.experiments()).filter {
      SweepPlan($0) == nil && !StudyDefinition.isStudy(Data($0.definition.utf8))
    }.map { stored in
      let file = "\(path): experiment \(stored.suite)/\(stored.name)"
      let definition = try ExperimentDefinition(json: Data(stored.definition.utf8), file: file)
      return try Plan(
        suite: stored.suite, name: stored.name, definition: definition, seed: stored.seed,
        file: file)
    }
  }

  /// Counts of the trials of a point that keeps them one by one, as far as its stop rule goes.
  func trials(_ planned: PlannedPoint, seed: Int) throws -> [Tally] {
    try tallies(point: planned.id, seed: seed)
      .filter { $0.trials.count == 1 && $0.trials.upperBound <= planned.stop.mostTrials }
      .map(\.tally)
  }

  /// Counts of a point, cut where its stop rule is met; nil until it is.
  func finishedTally(_ planned: PlannedPoint, seed: Int) throws -> Tally? {
    let ranges = try tallies(point: planned.id, seed: seed)
    return try FinishedPoint.tally(planned, seed: seed, ranges: ranges)
  }
}
