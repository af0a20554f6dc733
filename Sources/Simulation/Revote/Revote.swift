package import MAKERCore
package import NoisyChannels

/// Votes again on the draws of a recording, which costs nothing: through the orchestrator, over the
/// recording as a channel.
package struct Revote<Checker: StepChecker>: Sendable {
  /// The recorded task.
  package typealias Work = Checker.Work

  /// The recorded steps.
  package let recorded: RecordedSteps<Work>
  private let task: Work
  private let checker: Checker
  private let replies: RecordedReplies
  private let temperature: TemperaturePolicy
  private let isChain: Bool

  /// Takes a recording.
  ///
  /// - Parameters:
  ///   - task: The task that was recorded.
  ///   - checker: Knows the right answers.
  ///   - replies: What is recorded of it.
  ///   - temperature: Temperature of each draw.
  ///   - isChain: Whether steps build on one another; questions by themselves are no task to be solved.
  package init(
    _ task: Work, _ checker: Checker, _ replies: RecordedReplies, temperature: TemperaturePolicy,
    isChain: Bool = true
  ) {
    self.task = task
    self.checker = checker
    self.replies = replies
    self.temperature = temperature
    self.isChain = isChain
    recorded = RecordedSteps(of: task, checker, in: replies, temperature: temperature)
  }

  /// Votes on each recorded step where it stood, and follows each recorded task from its start.
  ///
  /// - Parameter policy: How steps are voted on; its temperature is that of the recording.
  /// - Returns: What came of it.
  package func counts(_ policy: VotingPolicy) -> RevoteCounts {
    var policy = policy
    policy.temperature = temperature
    let orchestrator = Orchestrator(task, policy: policy)
    let channel = RecordedChannel(replies)
    var counts = RevoteCounts()
    for step in recorded.steps {
      count(
        orchestrator.decideAtOnce(step.position, trial: step.trial, over: [channel]),
        at: step.position, &counts)
    }
    guard isChain else { return counts }
    let start = task.prompt(for: task.start, after: nil)
    for trial in replies.trials where replies.holds(start, trial: trial, step: 0) {
      follow(trial, orchestrator, channel, &counts)
    }
    return counts
  }

  private func count(
    _ decision: Decision<Work>, at position: Position<Work>, _ counts: inout RevoteCounts
  ) {
    counts.steps += 1
    guard decision.winner != nil || decision.record.undecided != nil else {
      counts.ranOut += 1
      return
    }
    counts.votes += decision.record.votes
    counts.draws += decision.record.used
    counts.flags += decision.record.flags
    guard let winner = decision.winner else {
      counts.undecided += 1
      return
    }
    counts.decided += 1
    guard checker.knows(position.state) else { return }
    if winner == checker.answer(in: position.state, after: position.previous) {
      counts.right += 1
    } else {
      counts.wrong += 1
    }
  }

  private func follow(
    _ trial: Int, _ orchestrator: Orchestrator<Work>, _ channel: RecordedChannel,
    _ counts: inout RevoteCounts
  ) {
    counts.tasks += 1
    var position = Position(startOf: task)
    while !task.isFinished(position.state, after: position.step) {
      let decision = orchestrator.decideAtOnce(position, trial: trial, over: [channel])
      guard let winner = decision.winner else {
        if decision.record.undecided != nil {
          counts.tasksUndecided += 1
        } else if decision.failure == RecordedChannel.notRecorded {
          counts.tasksLeft += 1
        } else {
          counts.tasksRanOut += 1
        }
        return
      }
      task.advance(&position, by: winner)
    }
    counts.finished += 1
    if checker.isSolved(position.state) { counts.solved += 1 }
  }
}
