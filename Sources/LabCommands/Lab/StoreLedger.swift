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

  func replace(
    point: StrongID, seed: Int, from first: Int, with cut: Range<Int>, _ tally: Tally
  ) throws {
    try store.replace(
      point: point, seed: seed, from: first, with: (trials: cut, tally: tally), run: run)
  }
}

extension LabStore {
  /// The plans of all experiments that were run, as they were run.
  func plans() throws -> [Plan] {
    try experiments().map { stored in
      let file = "\(path): experiment \(stored.suite)/\(stored.name)"
      let definition = try ExperimentDefinition(json: Data(stored.definition.utf8), file: file)
      return try Plan(
        suite: stored.suite, name: stored.name, definition: definition, seed: stored.seed,
        file: file)
    }
  }

  /// Counts of a point over its trials from 0 without a gap; nil until its stop rule has ended it.
  func finishedTally(_ planned: PlannedPoint, seed: Int) throws -> Tally? {
    var total = Tally()
    var next = 0
    for (trials, tally) in try tallies(point: planned.id, seed: seed) {
      guard trials.lowerBound == next else { break }
      total += tally
      next = trials.upperBound
    }
    guard next > 0 else { return nil }
    if case .seconds = planned.stop { return total }
    let failures = total.trialsWrong + total.trialsUndecided
    return planned.stop.isMet(failures: failures, trials: next) ? total : nil
  }
}
