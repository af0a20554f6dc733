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
  /// - Throws: What the store refuses.
  init(_ plan: SweepPlan, store: LabStore) async throws {
    var plan = plan
    try plan.knowChannels(from: store)
    self.plan = plan
    results = try await plan.with(Read(plan: plan, store: store))
  }

  private struct Read: SweepWork {
    let plan: SweepPlan
    let store: LabStore

    func run<Checker: StepChecker, Renderer: ReplyRenderer>(
      _ steps: SweepSteps<Checker, Renderer>
    ) async throws -> [SweepResult] {
      var draws: [String: [RecordedDraw]] = [:]
      for channel in plan.definition.factors.channel {
        guard let recording = plan.recording(of: channel, task: steps.task) else { continue }
        let id = StrongID(of: recording)
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

  /// What cannot be believed: channels and temperatures whose votes are not independent, and why.
  var notes: [String] {
    var known: Set<SweepCell.Source> = []
    return results.compactMap { result in
      let source = result.cell.source
      guard let reason = result.dependence, known.insert(source).inserted else { return nil }
      return "\(plan.experiment): \(source.channel) T=\(source.temperature): \(reason)"
    }
  }
}
