package import MAKERCore

/// One step that was voted on by itself.
package struct VotedStep<Work: StepTask>: Sendable {
  /// What came of it.
  package let decision: Decision<Work>
  /// Votes of each candidate on the channel that voted last, the most first.
  package let votes: [(candidate: Candidate<Work.Action, Work.State>, votes: Int)]

  /// Lead of the first candidate over the second; votes.
  package var lead: Int { (votes.first?.votes ?? 0) - (votes.dropFirst().first?.votes ?? 0) }
}

/// What came of voting on steps.
package struct StepVotesResult<Work: StepTask>: Sendable {
  /// The steps in their order; nil where one was not voted on, or not to its end.
  package let steps: [VotedStep<Work>?]
  /// What came of steps that a failure kept from their end, as they ended.
  package let unfinished: [VotedStep<Work>]
  /// Why it ended before its end; nil where no failure ended it.
  package let failure: ChannelFailure?
  /// Whether a request to stop came.
  package let isInterrupted: Bool
}

/// Votes on steps that do not build on one another, side by side.
///
/// A step whose prompt the channel refuses is kept with its failure, and the others go on; any other
/// failure ends it, as in a `DrawBatch`.
package struct StepVotes<Work: StepTask>: Sendable {
  private let orchestrator: Orchestrator<Work>
  private let limit: Int

  /// Makes it.
  ///
  /// - Parameters:
  ///   - orchestrator: Decides each step.
  ///   - limit: Steps under way at the same time; count, at least 1.
  package init(_ orchestrator: Orchestrator<Work>, limit: Int) {
    self.orchestrator = orchestrator
    self.limit = limit
  }

  /// Votes on each step.
  ///
  /// - Parameters:
  ///   - positions: The steps.
  ///   - trial: Index of the trial; at least 0.
  ///   - channels: The channel, then those an undecided step is escalated to; not empty.
  ///   - stop: Looked at while replies are waited for.
  ///   - report: Called after each step, with how many are done.
  /// - Returns: What came.
  package func run(
    _ positions: [Position<Work>], trial: Int = 0, over channels: [any Channel],
    until stop: StopRequest = StopRequest(), report: (Int) -> Void = { _ in }
  ) async -> StepVotesResult<Work> {
    var steps = [VotedStep<Work>?](repeating: nil, count: positions.count)
    var unfinished: [VotedStep<Work>] = []
    var done = 0
    var failure: ChannelFailure?
    let orchestrator = orchestrator
    let ending = await SideBySide(limit: limit).run(positions.count, until: stop) { number in
      let position = positions[number]
      let taps = channels.map { channel in
        DrawTap<Work>(channel) { reply in
          try? orchestrator.policy.redFlags.candidate(
            of: reply, to: orchestrator.task, in: position.state)
        }
      }
      let decision = await orchestrator.decide(position, trial: trial, over: taps)
      return VotedStep(
        decision: decision,
        votes: taps[decision.record.escalations].votes(ofFirst: decision.record.used))
    } take: { (number: Int, step: VotedStep<Work>, isStopped: Bool) in
      let problem = step.decision.failure
      let isDone = step.decision.winner != nil || step.decision.record.undecided != nil
      if isDone || problem?.kind == .refused {
        steps[number] = step
        done += 1
        report(done)
        return .goOn
      }
      if isStopped { return .goOn }
      guard let problem else { return .goOn }
      unfinished.append(step)
      failure = failure ?? problem
      return problem.kind == .exhausted ? .wait : .stop
    }
    return StepVotesResult(
      steps: steps, unfinished: unfinished, failure: failure, isInterrupted: ending == .interrupted)
  }
}
