import MAKERCore
import MCPServer
import SweepRunner
import Tasks
import TextFormats

/// A calibration of a channel on the prompts of a call.
struct ToolCalibration: StepSetVisitor {
  /// What was found, and what it took.
  typealias Output = [(String, JSONValue)]

  /// What is to be found.
  let question: CalibrationQuestion
  /// What the call may spend.
  let spending: CallSpending
  /// The configuration that pays too; nil for none.
  let configuration: Configuration?
  /// Hears of every draw.
  let call: MCPCall
  /// What all calls share.
  let lab: ToolLab

  func visit<Checker: StepChecker, Renderer: ReplyRenderer>(
    _ steps: [LabelledStep<Checker.Work>], of task: Checker.Work, _ checker: Checker,
    _ renderer: Renderer
  ) async throws -> [(String, JSONValue)] {
    let labelled = try question.labelled(steps)
    let endpoints = question.choice.endpoints
    let observer = lab.observer(of: call)
    var asking: CallAsking?
    if !endpoints.isEmpty {
      asking = try await lab.asking.begin(
        spending, endpoints: endpoints, seed: question.seed, configuration: configuration,
        observer: observer)
    }
    let channels = try await [question.choice].made(
      for: task, renderer, seed: question.seed, tokenLimit: question.redFlags.tokenLimit, margin: 1,
      asking: asking?.run)
    let count = Double(question.batch(labelled, of: task).count)
    var run = SolveReport(task: "calibrate \(task.name)", steps: labelled.count, margin: 0)
    observer?.observe(
      .runStarted(task: run.task, steps: run.steps, margin: run.margin, trial: 0, decided: 0))
    let result = await question.draw(
      labelled, of: task, over: channels[0], until: StopRequest()
    ) { done in call.progress(Double(done), of: count, "draws") }
    // What was told to stop may still be charged: only then the budgets say what was spent.
    await asking?.settled()
    run.add(result)
    observer?.observe(.runEnded(run))
    // Only the client's cancelling interrupts it, and nobody waits for a result then.
    if result.isInterrupted { throw CancellationError() }
    // A budget that is spent, or a provider that fails, is a result: it says what was charged.
    let found = try question.found(
      result, labelled, of: task, unlabelled: steps.count - labelled.count, takesNothing: true)
    return CalibrateTool.fields(found) + [
      ("draws_reused", .int(asking?.reused ?? 0)),
      (CallBudgets.output.name, await asking?.budgets().json ?? .null),
    ]
  }
}

extension SolveReport {
  /// Adds the draws of a calibration, which decides no step: a run of margin 0.
  ///
  /// - Parameter result: What came; draws that were told to stop count as none.
  fileprivate mutating func add(_ result: DrawBatchResult<CalibrationQuestion.Judgement>) {
    for draw in result.draws.lazy.compactMap(\.self) {
      if case .flagged(let flag) = draw.judgement { flags[flag] += 1 } else { votes += 1 }
      used += 1
      retries += draw.attempts - 1
      usage += draw.usage
      let (sum, isGreater) = latencies.addingReportingOverflow(draw.latency)
      latencies = isGreater ? .max : sum
    }
    failed += result.refused + (result.failure == nil ? 0 : 1)
    issued = used + failed
    ending = result.isInterrupted ? .stopped : result.failure == nil ? .finished : .failed
  }
}
