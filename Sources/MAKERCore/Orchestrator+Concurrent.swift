extension Orchestrator {
  /// What a race that waits hears.
  private enum Signal: Sendable {
    /// A draw under way sends something back.
    case arrival(draw: Int, attempt: Int, Result<Reply, ChannelFailure>)
    /// A tenth of a second has passed.
    case tick
  }

  /// Decides one step, with the draws that are needed under way side by side.
  ///
  /// A channel that hangs, or that answers after it was told to stop, holds nothing up: its draw is
  /// counted as timed out or cancelled, and what it says later is not heard.
  ///
  /// - Parameters:
  ///   - position: Where the task stands.
  ///   - trial: Index of the trial; at least 0.
  ///   - channels: The channel, then those an undecided step is escalated to; not empty.
  /// - Returns: The voted candidate, or why there is none; neither when the surrounding work was
  ///   cancelled.
  public func decide(
    _ position: Position<Work>, trial: Int, over channels: [any Channel]
  ) async -> Decision<Work> {
    await decide(position, trial: trial, over: channels, onTick: nil as (() -> Bool)?)
  }

  /// Decides one step, and asks ten times a second whether to go on.
  ///
  /// - Parameters:
  ///   - position: Where the task stands.
  ///   - trial: Index of the trial; at least 0.
  ///   - channels: The channel, then those an undecided step is escalated to; not empty.
  ///   - onTick: Called while replies are waited for; true gives the step up.
  /// - Returns: The voted candidate, or why there is none.
  /// - Throws: What the call throws.
  func decide<Problem: Error>(
    _ position: Position<Work>, trial: Int, over channels: [any Channel],
    onTick: (() throws(Problem) -> Bool)?
  ) async throws(Problem) -> Decision<Work> {
    precondition(!channels.isEmpty, "a step needs a channel")
    let prompt = task.prompt(for: position.state, after: position.previous)
    let clock = ContinuousClock()
    let start = clock.now
    var race = StepRace(
      task, policy: policy, state: position.state, trial: trial, step: position.step,
      observer: observer)
    for (number, channel) in channels.enumerated() {
      if number > 0 { race.escalate(to: number, policy: policy(ofChannel: number)) }
      let (standing, failure) = try await run(
        &race, prompt: prompt, channel, onTick: onTick)
      race.record.elapsed = Self.nanoseconds(clock.now - start)
      switch standing {
      case .won(let winner): return Decision(record: race.record, winner: winner)
      case .open: return Decision(record: race.record, winner: nil, failure: failure)
      case .undecided: continue
      }
    }
    return Decision(record: race.record, winner: nil)
  }

  /// Follows one race; open at its end where a draw failed or the surrounding work was cancelled.
  private func run<Problem: Error>(
    _ race: inout StepRace<Work>, prompt: Prompt, _ channel: any Channel,
    onTick: (() throws(Problem) -> Bool)?
  ) async throws(Problem) -> (standing: StepRace<Work>.Standing, failure: ChannelFailure?) {
    let (signals, inbox) = AsyncStream.makeStream(of: Signal.self)
    let ticking = onTick == nil ? nil : Ticker { inbox.yield(.tick) }
    var underWay: [Int: DrawUnderWay] = [:]
    var replies: [Int: Reply] = [:]
    var next = race.record.issued
    // A budget that is spent: what is under way was paid for, and is waited for.
    var exhausted: (draw: Int, failure: ChannelFailure)?
    defer {
      inbox.finish()
      ticking?.cancel()
      for draw in underWay.values { draw.cancel() }
    }
    func ask(_ draw: Int, attempt: Int) {
      let request = race.request(draw, prompt: prompt)
      underWay[draw] = DrawUnderWay(attempt: attempt, timeout: race.policy.timeout) {
        do throws(ChannelFailure) {
          let reply = try await channel.reply(to: request)
          inbox.yield(.arrival(draw: draw, attempt: attempt, .success(reply)))
        } catch {
          inbox.yield(.arrival(draw: draw, attempt: attempt, .failure(error)))
        }
      } onTimeout: { failure in
        inbox.yield(.arrival(draw: draw, attempt: attempt, .failure(failure)))
      }
    }
    func issue() {
      guard !Task.isCancelled, exhausted == nil else { return }
      for draw in race.issue() {
        observer?.drawRequested(race.request(draw, prompt: prompt))
        ask(draw, attempt: 1)
      }
    }
    func giveUp(
      _ draw: Int, _ failure: ChannelFailure
    ) -> (standing: StepRace<Work>.Standing, failure: ChannelFailure?) {
      // What came before may have decided a batch; what came after was paid for all the same.
      var before: [Reply] = []
      while let reply = replies.removeValue(forKey: next + before.count) { before.append(reply) }
      let standing = race.apply(before)
      for reply in replies.values { race.record.usage += reply.usage }
      race.fail(draw, failure)
      if case .open = standing { return (.open, failure) }
      return (standing, nil)
    }
    issue()
    for await signal in signals {
      guard case .arrival(let draw, let attempt, let result) = signal else {
        guard let onTick, try onTick() else { continue }
        break
      }
      // A reply that comes after its time was up belongs to an attempt that is no longer waited for.
      guard underWay[draw]?.attempt == attempt else { continue }
      underWay.removeValue(forKey: draw)?.cancel()
      let coordinates = race.coordinates(draw)
      switch result {
      case .success(let reply):
        observer?.replyReceived(reply, to: coordinates)
        replies[draw] = reply
      case .failure(let failure):
        if failure.kind == .timedOut, let timeout = race.policy.timeout {
          race.record.latencies = race.record.latencies.addingClamped(timeout)
        }
        guard failure.kind.isRetryable, attempt < race.policy.attempts else {
          // What no budget can help is told before that one is spent.
          guard failure.kind != .fatal, exhausted != nil || failure.kind == .exhausted else {
            return giveUp(draw, failure)
          }
          exhausted = exhausted ?? (draw, failure)
          break
        }
        guard !Task.isCancelled else { continue }
        race.record.retries += 1
        observer?.observe(
          .retried(coordinates, attempt: attempt + 1, failure: failure))
        ask(draw, attempt: attempt + 1)
      }
      // A batch is waited for whole.
      if race.policy.issue != .needed, !underWay.isEmpty { continue }
      while let reply = replies.removeValue(forKey: next) {
        next += 1
        let standing = race.apply(reply)
        guard case .open = standing else {
          while let reply = replies.removeValue(forKey: next) {
            next += 1
            race.discard(reply)
          }
          return (standing, nil)
        }
        issue()
      }
      if let exhausted, underWay.isEmpty { return giveUp(exhausted.draw, exhausted.failure) }
    }
    race.cancel()
    return (.open, nil)
  }

  private static func nanoseconds(_ duration: Duration) -> Int {
    let (seconds, attoseconds) = duration.components
    return Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000)
  }
}
