import MAKERCore
import SweepRunner
import Tasks

/// A vote on each of some independent steps.
struct VoteRun: StepSetVisitor {
  /// Nothing where only a projection was wanted.
  typealias Output = VoteResult?

  /// How each step is voted on, and by whom.
  let question: SolveQuestion
  /// What asking the channels may cost.
  let asking: StepAsking
  /// Steps under way at the same time; count, at least 1.
  let limit: Int
  /// Where progress goes.
  let context: LabContext

  func visit<Checker: StepChecker, Renderer: ReplyRenderer>(
    _ steps: [LabelledStep<Checker.Work>], of task: Checker.Work, _ checker: Checker,
    _ renderer: Renderer
  ) async throws -> VoteResult? {
    let margin = try question.margin(steps: steps.count)
    let policy = question.policy(margin: margin)
    let votes = StepVotes(Orchestrator(task, policy: policy), limit: limit)
    func request(_ position: Position<Checker.Work>) -> DrawRequest {
      policy.request(
        DrawCoordinates(trial: 0, step: position.step, draw: 0), ofRace: 0,
        prompt: task.prompt(for: position.state, after: position.previous))
    }
    func length(_ position: Position<Checker.Work>) -> Int {
      request(position).prompt.step.utf8.count + request(position).prompt.instructions.utf8.count
    }
    let positions = steps.map(\.position)
    let isProjected = try asking.isProjected(
      request(positions.max { length($0) < length($1) } ?? Position(startOf: task))
    ) { assumed in
      try .votes(
        steps: steps.count, margin: margin, cap: question.cap, drawLimit: question.drawLimit,
        races: question.channels.count, success: assumed)
    }
    if isProjected { return nil }
    let channels = try await asking.begin(
      run: definition(steps, of: task, margin: margin), task, renderer,
      tokenLimit: question.redFlags.tokenLimit, margin: margin,
      steps: steps.map(\.position.step))
    let result = await withInterrupts { request in
      let progress = DrawProgress(
        label: "vote", of: steps.count, unit: "steps", context
      ) { channels.waiting }
      defer { progress.finish() }
      return await votes.run(
        steps.map(\.position), over: channels.channels, until: request, report: progress.update)
    }
    await channels.end(context)
    let rows = zip(steps, result.steps).compactMap { step, voted in
      voted.map { VoteRow(step, $0, of: task) }
    }
    return VoteResult(
      task: task.name, margin: margin, question: question, asked: steps.count, rows: rows,
      failure: result.failure, isInterrupted: result.isInterrupted)
  }

  /// What identifies the run.
  private func definition<Work: StepTask>(
    _ steps: [LabelledStep<Work>], of task: Work, margin: Int
  ) -> String {
    let indices = steps.map { "\($0.position.step)" }.joined(separator: ",")
    return "vote=\(indices)\n"
      + question.definition(
        task: task.name, steps: task.steps, start: task.text(task.start), margin: margin)
  }
}
