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
  /// The studies that were run, as they were run.
  func studies() throws -> [StudyPlan] {
    try experiments().compactMap { try StudyPlan($0, in: path) }
  }

  /// The sweeps over providers that were run, as they were run.
  func sweeps() throws -> [SweepPlan] { try experiments().compactMap { SweepPlan($0) } }

  /// The plans of all simulated experiments that were run, as they were run.
  func plans() throws -> [Plan] {
    try experiments().filter {
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
