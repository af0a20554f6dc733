import Analysis
import MAKERCore
import SweepRunner
import Tasks

/// A calibration of a channel on steps of a task, as it is asked for.
struct StepCalibration: StepSetVisitor {
  /// Nothing where only a projection was wanted.
  typealias Output = ChannelCalibration?

  /// The channel.
  let choice: ChannelChoice
  /// What asking it may cost.
  let asking: StepAsking
  /// Draws of each step; count, at least 1.
  let repeats: Int
  /// Sampling temperature τ of every draw; unit 1, at least 0.
  let temperature: Double
  /// Which replies are discarded.
  let redFlags: RedFlagPolicy
  /// Seed of the choice of steps and of what is simulated.
  let seed: Int
  /// Draws under way at the same time; count, at least 1.
  let limit: Int
  /// What is assumed of the steps.
  let model: CalibrationModel
  /// Level of the intervals; unit 1, range (0, 1).
  let level: Double
  /// Required success of the whole task; unit 1, range (0, 1).
  let target: Double
  /// Steps of the task that k is wanted for; nil for those of the task itself.
  let taskSteps: Int?
  /// Where progress goes.
  let context: LabContext

  /// Most draws of a calibration; count.
  static let mostDraws = 2_000_000

  /// What a draw was taken for.
  private enum Judgement: Sendable {
    case right
    case wrong(String)
    case flagged(RedFlag)
  }

  func visit<Checker: StepChecker, Renderer: ReplyRenderer>(
    _ steps: [LabelledStep<Checker.Work>], of task: Checker.Work, _ checker: Checker,
    _ renderer: Renderer
  ) async throws -> ChannelCalibration? {
    let labelled = steps.filter { $0.answer != nil }
    guard !labelled.isEmpty else {
      throw LabError(
        "--task: no question has an expected answer, so nobody can say what p is; makerlab vote votes "
          + "on such questions")
    }
    guard labelled.count <= Self.mostDraws / repeats else {
      throw LabError(
        "\(labelled.count) steps with \(repeats) draws each are more than \(Self.mostDraws) draws; "
          + "give a smaller --steps")
    }
    let (repeats, temperature, redFlags) = (repeats, temperature, redFlags)
    // Every step is drawn once before one is drawn again, so that a sample that is cut is one of all.
    let batch = DrawBatch(count: labelled.count * repeats, limit: limit) { number in
      let position = labelled[number % labelled.count].position
      return DrawRequest(
        coordinates: DrawCoordinates(trial: 0, step: position.step, draw: number / labelled.count),
        temperature: temperature,
        prompt: task.prompt(for: position.state, after: position.previous),
        tokenLimit: redFlags.tokenLimit)
    }
    if try asking.isProjected(batch.request(0), calls: { _ in .exactly(batch.count) }) {
      return nil
    }
    let channels = try await asking.begin(
      run: definition(labelled, of: task), task, renderer, tokenLimit: redFlags.tokenLimit)
    let result = await withInterrupts { request in
      let progress = DrawProgress(
        label: "calibrate", of: batch.count, unit: "draws", context
      ) { channels.waiting }
      defer { progress.finish() }
      return await batch.run(over: channels.channels[0], until: request, report: progress.update) {
        number, reply -> Judgement in
        let step = labelled[number % labelled.count]
        do throws(RedFlag) {
          let voted = try redFlags.candidate(of: reply, to: task, in: step.position.state)
          return step.isRight(voted) == true ? .right : .wrong(task.shown(voted))
        } catch { return .flagged(error) }
      }
    }
    await channels.end(context)
    var drawn = labelled.map { DrawnStep(name: $0.name) }
    var totals = DrawTotals()
    for (number, draw) in result.draws.enumerated() {
      guard let draw else { continue }
      var isRight = false
      switch draw.judgement {
      case .right:
        drawn[number % labelled.count].right += 1
        isRight = true
      case .wrong(let answer): drawn[number % labelled.count].wrong[answer, default: 0] += 1
      case .flagged(let flag): drawn[number % labelled.count].flags[flag] += 1
      }
      totals.add(
        draw.usage, latency: draw.latency, attempts: draw.attempts, isRight: isRight)
    }
    guard totals.draws > 0 else {
      if result.isInterrupted { throw LabError(interruptedNote, exitCode: .interrupted) }
      throw LabError(
        "--channel: no draw came: "
          + (result.failure?.description ?? "every prompt was refused, or is not recorded"),
        exitCode: result.failure?.kind == .exhausted ? .budget : .provider)
    }
    return try ChannelCalibration(
      self, task: task.name, taskSteps: taskSteps ?? task.steps,
      unlabelled: steps.count - labelled.count, drawn: drawn, totals: totals,
      refused: result.refused, failure: result.failure, isInterrupted: result.isInterrupted)
  }

  /// What identifies the run.
  private func definition<Work: StepTask>(
    _ steps: [LabelledStep<Work>], of task: Work
  ) -> String {
    [
      "calibrate=\(task.name)", "channel=\(choice.canonical)", "repeats=\(repeats)",
      "seed=\(seed)", "steps=\(steps.map { "\($0.position.step)" }.joined(separator: ","))",
      "temperature=\(temperature)",
      "token_limit=\(redFlags.tokenLimit.map(String.init) ?? "none")",
    ].joined(separator: "\n")
  }
}

extension StepTask {
  /// An answer on one line: its action, and the next state where a reply says one.
  func shown(_ candidate: Candidate<Action, State>) -> String {
    self is PromptTask || self is MicroHanoi
      ? text(candidate.action) : "\(text(candidate.action)) \(text(candidate.next))"
  }
}
