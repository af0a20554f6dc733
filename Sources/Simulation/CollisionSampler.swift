package import ExperimentDesign
package import MAKERCore
import NoisyChannels
import Tasks

/// Fidelity `agent` along the right path: counts the steps whose first two votes are both wrong.
///
/// One trial is a whole task.  Every step is voted on in the state that the right moves lead to,
/// whatever was voted before, as the paper counted collisions; so an undecided or wrongly decided
/// step stops nothing.  A trial counts as undecided where any of its races is.
package struct CollisionSampler<Checker: StepChecker, Answering: ImmediateChannel>: TrialSampler {
  private let orchestrator: Orchestrator<Checker.Work>
  private let checker: Checker
  private let channel: Answering

  /// Makes a sampler; what is left out stops each race at its second vote, the cheapest way.
  ///
  /// - Parameters:
  ///   - task: The task.
  ///   - checker: Its checker, which knows the right path.
  ///   - channel: The simulated model.
  ///   - redFlags: Which replies are discarded: the reading, and the cutoff as token limit.
  ///   - rule: When a race is decided.
  ///   - cap: Most votes of a race; at least 2, nil for none.
  ///   - drawLimit: Most draws of a race; at least 2.  Needed, since there may be steps of which
  ///     hardly a reply stays within the token limit.
  package init(
    task: Checker.Work, checker: Checker, channel: Answering, redFlags: RedFlagPolicy,
    rule: RaceRule = RaceRule(margin: 2), cap: Int? = 2, drawLimit: Int = 30
  ) {
    precondition(cap ?? 2 >= 2 && drawLimit >= 2, "a collision takes two votes")
    orchestrator = Orchestrator(
      task,
      policy: VotingPolicy(
        rule: rule, cap: cap, drawLimit: drawLimit, temperature: .constant(simulatedTemperature),
        redFlags: redFlags))
    self.checker = checker
    self.channel = channel
  }

  /// Votes on every step of the right path, and counts collisions and early wrong votes.
  @specialized(where Checker == HanoiChecker, Answering == LongReplyChannel<HanoiRenderer>)
  package func sample(_ trials: Range<Int>) -> Tally {
    var tally = Tally()
    tally.collisions = 0
    tally.earlyWrong = 0
    for trial in trials { add(trial, to: &tally) }
    return tally
  }

  private func add(_ trial: Int, to tally: inout Tally) {
    let task = orchestrator.task
    var position = Position(startOf: task)
    var wrong = 0
    var undecided = 0
    while !task.isFinished(position.state, after: position.step) {
      let decision = orchestrator.decideAtOnce(position, trial: trial, over: [channel])
      precondition(decision.failure == nil, "a simulated channel refused its own task's prompt")
      let record = decision.record
      tally.add(record)
      let answer = checker.answer(in: position.state, after: position.previous)
      if decision.winner == nil { undecided += 1 } else if decision.winner != answer { wrong += 1 }
      if decision.winner != answer || record.candidates > 1 {
        let early = earlyWrongVotes(position, answer: answer, record)
        tally.earlyWrong? += early
        tally.collisions? += early == 2 ? 1 : 0
      }
      task.advance(&position, by: answer)
    }
    tally.endTrial(wrong: wrong, undecided: undecided)
  }

  /// Wrong votes among the first two of a race that was not unanimous for the right answer.
  ///
  /// A draw is a function of its coordinates, so the few races that matter are asked again.
  private func earlyWrongVotes(
    _ position: Position<Checker.Work>, answer: Candidate<Checker.Work.Action, Checker.Work.State>,
    _ record: StepRecord
  ) -> Int {
    let policy = orchestrator.policy
    let task = orchestrator.task
    let prompt = task.prompt(for: position.state, after: position.previous)
    var votes = 0
    var wrong = 0
    for draw in 0..<record.used where votes < 2 {
      let request = policy.request(
        DrawCoordinates(trial: record.trial, step: record.step, draw: draw), ofRace: draw,
        prompt: prompt)
      guard let reply = try? channel.replyAtOnce(to: request),
        let vote = try? policy.redFlags.candidate(of: reply, to: task, in: position.state)
      else { continue }
      votes += 1
      if vote != answer { wrong += 1 }
    }
    return wrong
  }
}

extension Tally {
  /// Adds what one race took.
  mutating func add(_ record: StepRecord) {
    races += 1
    votes += record.votes
    votesSquared += record.votes * record.votes
    draws += record.issued
    elapsed += record.elapsed
    latencies += record.latencies
  }
}
