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
    var asking: CallAsking?
    if !endpoints.isEmpty {
      asking = try await lab.asking.begin(
        spending, endpoints: endpoints, seed: question.seed, configuration: configuration,
        observer: lab.observer(of: call))
    }
    let channels = try await [question.choice].made(
      for: task, renderer, seed: question.seed, tokenLimit: question.redFlags.tokenLimit, margin: 1,
      asking: asking?.run)
    let count = Double(question.batch(labelled, of: task).count)
    let result = await question.draw(
      labelled, of: task, over: channels[0], until: StopRequest()
    ) { done in call.progress(Double(done), of: count, "draws") }
    // What was told to stop may still be charged: only then the budgets say what was spent.
    await asking?.settled()
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
