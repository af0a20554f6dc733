/// Solves a task step by step, each step by a race between the replies of a channel.
///
/// - Source: arXiv 2511.09030, Algorithms 1 to 3.
public struct Orchestrator<Work: StepTask>: Sendable {
  /// The task, which asks and reads, and does not know the answers.
  public let task: Work
  /// How every step is voted on, on its first channel.
  public let policy: VotingPolicy
  /// How a step is voted on on the channels that it is escalated to, the last for all further ones;
  /// empty for as on the first.
  public let later: [VotingPolicy]
  /// Where events go; nil for nowhere.
  @usableFromInline let observer: EventTap?

  /// Makes an orchestrator.
  ///
  /// - Parameters:
  ///   - task: The task.
  ///   - policy: How every step is voted on, on its first channel.
  ///   - later: How it is voted on on the channels that it is escalated to, the last for all further
  ///     ones; empty for as on the first.
  ///   - observer: Where events go; nil for nowhere.
  @inlinable
  public init(
    _ task: Work, policy: VotingPolicy, later: [VotingPolicy] = [],
    observer: (any Observer)? = nil
  ) {
    self.task = task
    self.policy = policy
    self.later = later
    self.observer = observer.map { EventTap($0) }
  }

  /// How a step is voted on on one of its channels.
  ///
  /// - Parameter channel: Number of the channel; from 0.
  /// - Returns: The policy.
  @inlinable
  func policy(ofChannel channel: Int) -> VotingPolicy {
    channel == 0 || later.isEmpty ? policy : later[min(channel, later.count) - 1]
  }

  /// Decides one step over channels that answer at once.
  ///
  /// Time is that of the replies' latencies; one longer than the timeout is a failed attempt that took
  /// the timeout, and other failures take no time.
  ///
  /// - Parameters:
  ///   - position: Where the task stands.
  ///   - trial: Index of the trial; at least 0.
  ///   - channels: The channel, then those an undecided step is escalated to; not empty.
  /// - Returns: The voted candidate, or why there is none.
  @inlinable
  public func decideAtOnce<Answering: ImmediateChannel>(
    _ position: Position<Work>, trial: Int, over channels: [Answering]
  ) -> Decision<Work> {
    precondition(!channels.isEmpty, "a step needs a channel")
    let prompt = task.prompt(for: position.state, after: position.previous)
    var race = StepRace(
      task, policy: policy, state: position.state, trial: trial, step: position.step,
      observer: observer)
    for (number, channel) in channels.enumerated() {
      if number > 0 { race.escalate(to: number, policy: policy(ofChannel: number)) }
      let (standing, failure) =
        race.policy.issue == .needed
        ? run(&race, prompt: prompt, channel) : runBatches(&race, prompt: prompt, channel)
      if case .won(let winner) = standing { return Decision(record: race.record, winner: winner) }
      if let failure { return Decision(record: race.record, winner: nil, failure: failure) }
    }
    return Decision(record: race.record, winner: nil)
  }

  /// Follows one race on a virtual clock, on which draws under way pass the time side by side.
  @inlinable
  func run<Answering: ImmediateChannel>(
    _ race: inout StepRace<Work>, prompt: Prompt, _ channel: Answering
  ) -> (standing: StepRace<Work>.Standing, failure: ChannelFailure?) {
    var now = 0
    // Draws are applied in the order in which they were issued, so a queue of their times is enough.
    var issuedAt: [Int] = []
    var applied = 0
    let firstDraw = race.record.issued
    defer { race.record.elapsed = race.record.elapsed.addingClamped(now) }
    while true {
      for draw in race.issue() {
        issuedAt.append(now)
        observer?.drawRequested(race.request(draw, prompt: prompt))
      }
      let request = race.request(firstDraw + applied, prompt: prompt)
      let reply: Reply
      do throws(ChannelFailure) {
        reply = try self.reply(
          to: request, from: channel, policy: race.policy, record: &race.record,
          time: &issuedAt[applied])
      } catch {
        now = max(now, issuedAt[applied])
        race.fail(request.coordinates.draw, error)
        return (.open, error)
      }
      now = max(now, issuedAt[applied].addingClamped(reply.latency))
      applied += 1
      observer?.replyReceived(reply, to: request.coordinates)
      let standing = race.apply(reply)
      if case .open = standing { continue }
      return (standing, nil)
    }
  }

  /// Asks until there is a reply; the time is when the draw was first asked for, then last.
  @inlinable
  func reply<Answering: ImmediateChannel>(
    to request: DrawRequest, from channel: Answering, policy: VotingPolicy,
    record: inout StepRecord, time: inout Int
  ) throws(ChannelFailure) -> Reply {
    var attempt = 1
    while true {
      let failure: ChannelFailure
      do throws(ChannelFailure) {
        let reply = try channel.replyAtOnce(to: request)
        guard let timeout = policy.timeout, reply.latency > timeout else { return reply }
        time = time.addingClamped(timeout)
        record.latencies = record.latencies.addingClamped(timeout)
        failure = .timedOut(after: timeout)
      } catch {
        failure = error
      }
      guard failure.kind.isRetryable, attempt < policy.attempts else { throw failure }
      attempt += 1
      record.retries += 1
      observer?.observe(.retried(request.coordinates, attempt: attempt, failure: failure))
    }
  }
}
