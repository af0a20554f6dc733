/// One step being voted on: which draws are still needed, and what the replies so far come to.
///
/// A race on one channel, and where it stays undecided and there is a further channel, another race
/// there.
///
/// Pure and synchronous; the orchestrator asks the channels.  Draws are applied in draw order, so the
/// result does not depend on which reply comes first.
@usableFromInline
struct StepRace<Work: StepTask> {
  /// How a race stands after a reply.
  @usableFromInline
  enum Standing {
    case open
    case won(Candidate<Work.Action, Work.State>)
    case undecided(UndecidedReason)
  }

  @usableFromInline let task: Work
  /// How the race at hand is held.
  @usableFromInline var policy: VotingPolicy
  @usableFromInline let state: Work.State
  @usableFromInline let observer: EventTap?
  @usableFromInline var race: VoteRace
  @usableFromInline var candidates: [Candidate<Work.Action, Work.State>] = []
  /// Index of the race's first draw within its step.
  @usableFromInline var firstDraw = 0
  @usableFromInline var issued = 0
  @usableFromInline var applied = 0
  /// Red flags since the race's last vote.
  @usableFromInline var flagsInARow = 0
  /// What the step took so far.
  @usableFromInline var record: StepRecord

  /// Starts the race on the first channel.
  ///
  /// - Parameters:
  ///   - task: The task, which reads replies.
  ///   - policy: How the step is voted on.
  ///   - state: The state that the prompt shows.
  ///   - trial: Index of the trial.
  ///   - step: Index of the step.
  ///   - observer: Where events go.
  @inlinable
  init(
    _ task: Work, policy: VotingPolicy, state: Work.State, trial: Int, step: Int,
    observer: EventTap?
  ) {
    self.task = task
    self.policy = policy
    self.state = state
    self.observer = observer
    record = StepRecord(trial: trial, step: step)
    race = VoteRace(rule: policy.rule, cap: policy.cap)
  }

  /// Starts another race, on a further channel; candidates keep their numbers, votes do not count.
  ///
  /// - Parameters:
  ///   - channel: Number of the channel; from 0.
  ///   - policy: How the race is held there.
  @inlinable
  mutating func escalate(to channel: Int, policy: VotingPolicy) {
    self.policy = policy
    race = VoteRace(rule: policy.rule, cap: policy.cap)
    firstDraw = record.issued
    issued = 0
    applied = 0
    flagsInARow = 0
    record.escalations += 1
    record.undecided = nil
    observer?.observe(.escalated(trial: record.trial, step: record.step, channel: channel))
  }

  /// Asks for the draws that are needed whatever those under way say, or for another batch when none is
  /// under way; at most what cap and draw limit leave.
  ///
  /// - Returns: Indices of the draws within the step.
  @inlinable
  mutating func issue() -> Range<Int> {
    var wanted: Int
    switch policy.issue {
    case .needed: wanted = race.votesNeeded
    case .batches(let size): wanted = issued == applied ? size : 0
    }
    if let cap = policy.cap { wanted = min(wanted, cap - race.votes) }
    if let limit = policy.drawLimit { wanted = min(wanted, limit - applied) }
    // Fewer flags than that cannot end the race, so none of these draws is in vain.
    if let most = policy.flagRun, policy.issue == .needed {
      wanted = min(wanted, most - flagsInARow)
    }
    let first = firstDraw + issued
    let more = max(0, wanted - (issued - applied))
    issued += more
    record.issued += more
    return first..<first + more
  }

  /// The request of a draw of this race.
  @inlinable
  func request(_ draw: Int, prompt: Prompt) -> DrawRequest {
    policy.request(coordinates(draw), ofRace: draw - firstDraw, prompt: prompt)
  }

  /// Counts the reply of the next draw in order.
  @inlinable
  mutating func apply(_ reply: Reply) -> Standing {
    let draw = firstDraw + applied
    applied += 1
    record.used += 1
    record.usage += reply.usage
    record.latencies = record.latencies.addingClamped(reply.latency)
    record.retries += reply.attempts - 1
    let candidate: Candidate<Work.Action, Work.State>
    do throws(RedFlag) {
      candidate = try policy.redFlags.candidate(of: reply, to: task, in: state)
    } catch {
      record.flags[error] += 1
      observer?.flagged(coordinates(draw), error)
      flagsInARow += 1
      if flagsInARow == policy.flagRun { return end(.flagRun) }
      return applied == policy.drawLimit ? end(.drawLimit) : .open
    }
    flagsInARow = 0
    let number = number(of: candidate)
    let verdict = race.cast(number)
    record.votes += 1
    observer?.voteCast(coordinates(draw), candidate: number, lead: race.lead)
    switch verdict {
    case .won(let winner):
      observer?.raceDecided(record, candidate: winner, votes: race.votes, draws: applied)
      record.isDecided = true
      return .won(candidates[winner])
    case .undecided: return end(.cap)
    case nil: return applied == policy.drawLimit ? end(.drawLimit) : .open
    }
  }

  /// Takes it that the next draw in order was asked for in vain: its batch had been decided before it.
  ///
  /// - Parameter reply: What came, paid for and not counted.
  @inlinable
  mutating func discard(_ reply: Reply) {
    record.usage += reply.usage
    record.cancelled += 1
    observer?.observe(.cancelled(coordinates(firstDraw + applied)))
    applied += 1
  }

  /// Applies the next replies in draw order, and discards those after the one that ends the race.
  @inlinable
  mutating func apply(_ replies: [Reply]) -> Standing {
    var standing = Standing.open
    for reply in replies {
      if case .open = standing { standing = apply(reply) } else { discard(reply) }
    }
    return standing
  }

  /// Gives up the draws whose replies are not applied, arrived or not.
  @inlinable
  mutating func cancel() {
    giveUp(failed: nil)
  }

  /// Takes it that a draw failed for good, and gives up the others whose replies are not applied.
  @inlinable
  mutating func fail(_ draw: Int, _ failure: ChannelFailure) {
    record.failed += 1
    observer?.observe(.failed(coordinates(draw), failure: failure))
    giveUp(failed: draw)
  }

  @inlinable
  mutating func giveUp(failed: Int?) {
    for draw in firstDraw + applied..<firstDraw + issued where draw != failed {
      record.cancelled += 1
      observer?.observe(.cancelled(coordinates(draw)))
    }
  }

  @inlinable
  mutating func end(_ reason: UndecidedReason) -> Standing {
    observer?.observe(
      .undecided(
        trial: record.trial, step: record.step, votes: race.votes, draws: applied, reason: reason))
    record.undecided = reason
    return .undecided(reason)
  }

  @inlinable
  mutating func number(of candidate: Candidate<Work.Action, Work.State>) -> Int {
    for index in candidates.indices where candidates[index] == candidate { return index }
    candidates.append(candidate)
    record.candidates = candidates.count
    return candidates.count - 1
  }

  /// Where a draw of the step stands.
  @inlinable
  func coordinates(_ draw: Int) -> DrawCoordinates {
    DrawCoordinates(trial: record.trial, step: record.step, draw: draw)
  }
}
