import MAKERCore
import SweepRunner
import Tasks

/// A vote on each of some independent steps.
struct VoteRun: StepSetVisitor {
  typealias Output = VoteResult

  /// How each step is voted on, and by whom.
  let question: SolveQuestion
  /// Steps under way at the same time; count, at least 1.
  let limit: Int
  /// Where progress goes.
  let context: LabContext

  func visit<Checker: StepChecker, Renderer: ReplyRenderer>(
    _ steps: [LabelledStep<Checker.Work>], of task: Checker.Work, _ checker: Checker,
    _ renderer: Renderer
  ) async throws -> VoteResult {
    let margin = try question.margin(steps: steps.count)
    let channels = try question.channels.enumerated().map { place, choice in
      switch choice {
      case .simulated(let spec):
        return try spec.channel(renderer, task: task.name, seed: question.seed, place: place)
      case .provider, .mixed, .recorded:
        throw LabError("--channel: only simulated channels can be asked here so far")
      }
    }
    let votes = StepVotes(
      Orchestrator(task, policy: question.policy(margin: margin)), limit: limit)
    let result = await withInterrupts { request in
      let progress = DrawProgress(label: "vote", of: steps.count, unit: "steps", context)
      defer { progress.finish() }
      return await votes.run(
        steps.map(\.position), over: channels, until: request, report: progress.update)
    }
    let rows = zip(steps, result.steps).compactMap { step, voted in
      voted.map { VoteRow(step, $0, of: task) }
    }
    return VoteResult(
      task: task.name, margin: margin, question: question, asked: steps.count, rows: rows,
      failure: result.failure, isInterrupted: result.isInterrupted)
  }
}
