import Foundation
import Storage

/// Computes studies one after another, and says how long each took.
struct StudySession {
  let context: LabContext
  let workers: Int

  /// Computes studies.
  ///
  /// - Parameter plans: The studies.
  /// - Returns: Their results in that order.
  /// - Throws: What cannot be computed, in one line.
  func run(_ plans: [StudyPlan]) async throws -> [StudyResults] {
    var all: [StudyResults] = []
    let clock = ContinuousClock()
    for plan in plans {
      let start = clock.now
      all.append(try await StudyResults.computed(plan, workers: workers))
      let seconds = (clock.now - start) / .seconds(1)
      context.note("\(plan.experiment): computed in \(NumberFormat.duration(seconds))")
    }
    return all
  }

  /// Keeps what was computed in the store of a folder, so that it can be exported from there.
  ///
  /// - Parameters:
  ///   - plans: The studies.
  ///   - folder: The folder.
  /// - Throws: What the store refuses.
  func record(_ plans: [StudyPlan], in folder: LabFolder) throws {
    let store = try folder.openStore()
    defer { store.close() }
    let run = try store.beginRun(
      Manifest.current(
        context: context, workers: workers, seed: plans.first?.seed ?? 0,
        shard: LabSession.Shard().description))
    for plan in plans { try store.save(experiment: plan.stored) }
    try store.endRun(run, stopped: Manifest.now(), ending: "finished")
  }
}
