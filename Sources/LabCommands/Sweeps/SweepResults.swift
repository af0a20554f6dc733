import Analysis
import ExperimentDesign
import MAKERCore
import Storage

/// A sweep with what the store holds of it, read by the orchestrator that asked.
struct SweepResults {
  let plan: SweepPlan
  let results: [SweepResult]

  /// Reads a sweep.
  ///
  /// - Parameters:
  ///   - plan: The sweep.
  ///   - store: Where its draws are recorded.
  /// - Throws: What the store refuses, and what is wrong with a channel of the sweep.
  init(_ plan: SweepPlan, store: LabStore) async throws {
    self.plan = plan
    results = try await plan.with(Read(plan: plan, store: store))
  }

  private struct Read: SweepWork {
    let plan: SweepPlan
    let store: LabStore

    func run<Checker: StepChecker>(_ steps: SweepSteps<Checker>) async throws -> [SweepResult] {
      var draws: [String: [RecordedDraw]] = [:]
      for channel in plan.definition.factors.channel {
        let id = StrongID(of: try plan.recording(of: channel, task: steps.task))
        var found: [RecordedDraw] = []
        try store.forEachDraw(of: id) { (draw) throws(StoreError) in found.append(draw) }
        draws[channel] = found
      }
      return steps.reading.results(plan.cells, draws: draws)
    }
  }

  /// Cells of which every draw is recorded; count.
  var complete: Int { results.count(where: \.isComplete) }

  /// Trials of all cells; count.
  var trials: Int { results.reduce(0) { $0 + $1.trials.count } }

  /// Votes of all cells, those that several read counted by each; votes.
  var votes: Int { results.reduce(0) { $0 + $1.sum(\.votes) } }

  /// Whether every draw is recorded.
  var isComplete: Bool { complete == results.count }

  /// How far the sweep is, in words.
  var progress: String { "\(complete) of \(results.count) cells" }

  /// The claims, judged.
  var claims: [ClaimResult] {
    let judge = SweepJudge(results)
    return plan.definition.claims.map { judge.judge($0, experiment: plan.experiment) }
  }

  /// Channels and temperatures whose votes are not independent, each with the reason.
  var dependences: [(source: SweepCell.Source, reason: String)] {
    var known: Set<SweepCell.Source> = []
    return results.compactMap { result in
      guard let reason = result.dependence, known.insert(result.cell.source).inserted else {
        return nil
      }
      return (result.cell.source, reason)
    }
  }
}
