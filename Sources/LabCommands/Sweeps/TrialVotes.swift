import ExperimentDesign
import MAKERCore
import SweepRunner

/// Votes on trials of a cell, side by side: steps by themselves, or whole tasks.
struct TrialVotes<Checker: StepChecker, Renderer: ReplyRenderer> {
  private let steps: SweepSteps<Checker, Renderer>
  private let cell: SweepCell
  private let limit: Int

  /// What came of it.
  struct Ending {
    /// Trials that came to their end; count.
    var done = 0
    /// Trials that met a prompt which will not be answered; count.
    var refused = 0
    /// Why it ended before its end; nil where no failure ended it.
    var failure: ChannelFailure?
    /// Whether a request to stop came.
    var isInterrupted = false
  }

  init(_ steps: SweepSteps<Checker, Renderer>, _ cell: SweepCell, limit: Int) {
    self.steps = steps
    self.cell = cell
    self.limit = limit
  }

  /// Votes on trials.
  ///
  /// - Parameters:
  ///   - trials: Their places among the starts.
  ///   - channel: The channel, which keeps every draw.
  ///   - stop: Looked at while replies are waited for.
  ///   - report: Called after each trial, with how many are done.
  /// - Returns: What came.
  func run(
    _ trials: [Int], over channel: any Channel, until stop: StopRequest,
    report: (Int) -> Void
  ) async -> Ending {
    var ending = Ending()
    let orchestrator = Orchestrator(steps.task, policy: cell.policy)
    let starts = trials.map { steps.starts[$0] }
    let (unit, margin) = (steps.unit, cell.margin)
    let reason = await SideBySide(limit: limit).run(starts.count, until: stop) {
      number -> (isDone: Bool, failure: ChannelFailure?) in
      let (trial, position) = starts[number]
      if unit == .step {
        let decision = await orchestrator.decide(position, trial: trial, over: [channel])
        return (
          decision.winner != nil || decision.record.undecided != nil, decision.failure
        )
      }
      let state = SolveState<Checker.Work>(startOf: orchestrator.task, margin: margin)
      // Nothing keeps steps here, so nothing can refuse them.
      let end = try? await orchestrator.solve(from: state, trial: trial, over: [channel])
      let isDone = end?.report.ending == .finished || end?.report.ending == .undecided
      return (isDone, end?.failure)
    } take: { _, outcome, isStopped in
      if outcome.isDone {
        ending.done += 1
        report(ending.done)
        return .goOn
      }
      if isStopped { return .goOn }
      guard let failure = outcome.failure else { return .goOn }
      if failure.kind == .refused {
        ending.refused += 1
        return .goOn
      }
      ending.failure = ending.failure ?? failure
      return failure.kind == .exhausted ? .wait : .stop
    }
    ending.isInterrupted = reason == .interrupted
    return ending
  }
}
