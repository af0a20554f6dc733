import Analysis
import MAKERCore
import SweepRunner
import Tasks

/// What a calibration of a channel is to find, and by which draws.
struct CalibrationQuestion {
  /// The channel.
  let choice: ChannelChoice
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

  /// Most draws of a calibration; count.
  static let mostDraws = 2_000_000

  /// What a draw was taken for.
  enum Judgement: Sendable {
    case right
    case wrong(String)
    case flagged(RedFlag)
  }

  /// The steps that can be calibrated on.
  ///
  /// - Parameter steps: Steps of a task.
  /// - Returns: Those whose answer is known; at least one.
  /// - Throws: `LabError` where there is none, or too many for the draws of each.
  func labelled<Work: StepTask>(_ steps: [LabelledStep<Work>]) throws -> [LabelledStep<Work>] {
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
    return labelled
  }

  /// The draws of steps whose answers are known.
  ///
  /// - Parameters:
  ///   - labelled: The steps; at least one.
  ///   - task: Their task.
  /// - Returns: The draws, a draw `n` being one of step `n mod steps`.
  func batch<Work: StepTask>(_ labelled: [LabelledStep<Work>], of task: Work) -> DrawBatch {
    let (temperature, tokenLimit) = (temperature, redFlags.tokenLimit)
    // Every step is drawn once before one is drawn again, so that a sample that is cut is one of all.
    return DrawBatch(count: labelled.count * repeats, limit: limit) { number in
      let position = labelled[number % labelled.count].position
      return DrawRequest(
        coordinates: DrawCoordinates(trial: 0, step: position.step, draw: number / labelled.count),
        temperature: temperature,
        prompt: task.prompt(for: position.state, after: position.previous),
        tokenLimit: tokenLimit)
    }
  }

  /// Draws and judges.
  ///
  /// - Parameters:
  ///   - labelled: The steps; at least one.
  ///   - task: Their task.
  ///   - channel: Who is asked.
  ///   - stop: Looked at while draws are under way; cancelling the task stops them too.
  ///   - report: Called after each draw that came, with how many have come.
  /// - Returns: What came.
  func draw<Work: StepTask>(
    _ labelled: [LabelledStep<Work>], of task: Work, over channel: any Channel,
    until stop: StopRequest, report: (Int) -> Void
  ) async -> DrawBatchResult<Judgement> {
    let redFlags = redFlags
    return await batch(labelled, of: task).run(over: channel, until: stop, report: report) {
      number, reply -> Judgement in
      let step = labelled[number % labelled.count]
      do throws(RedFlag) {
        let voted = try redFlags.candidate(of: reply, to: task, in: step.position.state)
        return step.isRight(voted) == true ? .right : .wrong(task.shown(voted))
      } catch { return .flagged(error) }
    }
  }

  /// Works out what draws say.
  ///
  /// - Parameters:
  ///   - result: What came.
  ///   - labelled: The steps that were drawn.
  ///   - task: Their task.
  ///   - unlabelled: Steps that were left out; count.
  ///   - takesNothing: Whether to find nothing is a finding too.
  /// - Returns: The calibration.
  /// - Throws: `LabError` where no draw came unless that is a finding, and what the search for a margin
  ///   throws.
  func found<Work: StepTask>(
    _ result: DrawBatchResult<Judgement>, _ labelled: [LabelledStep<Work>], of task: Work,
    unlabelled: Int, takesNothing: Bool = false
  ) throws -> ChannelCalibration {
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
    guard totals.draws > 0 || takesNothing else {
      if result.isInterrupted { throw LabError(interruptedNote, exitCode: .interrupted) }
      throw LabError(
        "--channel: no draw came: "
          + (result.failure?.description ?? "every prompt was refused, or is not recorded"),
        exitCode: result.failure?.kind == .exhausted ? .budget : .provider)
    }
    return try ChannelCalibration(
      self, task: task.name, taskSteps: taskSteps ?? task.steps, unlabelled: unlabelled,
      drawn: drawn, totals: totals, refused: result.refused, failure: result.failure,
      isInterrupted: result.isInterrupted)
  }

  /// What identifies the run.
  ///
  /// - Parameters:
  ///   - labelled: The steps.
  ///   - task: Their task.
  /// - Returns: Lines `field=value`.
  func definition<Work: StepTask>(_ labelled: [LabelledStep<Work>], of task: Work) -> String {
    [
      "calibrate=\(task.name)", "channel=\(choice.canonical)", "repeats=\(repeats)",
      "seed=\(seed)", "steps=\(labelled.map { "\($0.position.step)" }.joined(separator: ","))",
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
