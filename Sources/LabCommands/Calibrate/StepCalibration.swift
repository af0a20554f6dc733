import MAKERCore
import SweepRunner
import Tasks

/// A calibration of a channel on steps of a task, as the command line asks for it.
struct StepCalibration: StepSetVisitor {
  /// Nothing where only a projection was wanted.
  typealias Output = ChannelCalibration?

  /// What is to be found.
  let question: CalibrationQuestion
  /// What asking the channel may cost.
  let asking: StepAsking
  /// Where progress goes.
  let context: LabContext

  func visit<Checker: StepChecker, Renderer: ReplyRenderer>(
    _ steps: [LabelledStep<Checker.Work>], of task: Checker.Work, _ checker: Checker,
    _ renderer: Renderer
  ) async throws -> ChannelCalibration? {
    let labelled = try question.labelled(steps)
    let batch = question.batch(labelled, of: task)
    if try asking.isProjected(batch.request(0), calls: { _ in .exactly(batch.count) }) {
      return nil
    }
    let channels = try await asking.begin(
      run: question.definition(labelled, of: task), task, renderer,
      tokenLimit: question.redFlags.tokenLimit, steps: labelled.map(\.position.step))
    let result = await withInterrupts { request in
      let progress = DrawProgress(
        label: "calibrate", of: batch.count, unit: "draws", context
      ) { channels.waiting }
      defer { progress.finish() }
      return await question.draw(
        labelled, of: task, over: channels.channels[0], until: request, report: progress.update)
    }
    await channels.end(context)
    return try question.found(
      result, labelled, of: task, unlabelled: steps.count - labelled.count)
  }
}
