extension Orchestrator {
  /// What a draw under way sends back.
  private struct Arrival: Sendable {
    let draw: Int
    let attempt: Int
    let result: Result<Reply, ChannelFailure>
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
    precondition(!channels.isEmpty, "a step needs a channel")
    let prompt = task.prompt(for: position.state, after: position.previous)
    let clock = ContinuousClock()
    let start = clock.now
    var race = StepRace(
      task, policy: policy, state: position.state, trial: trial, step: position.step,
      observer: observer)
    for (number, channel) in channels.enumerated() {
      if number > 0 { race.escalate(to: number) }
      let (standing, failure) = await run(&race, prompt: prompt, channel)
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
  private func run(
    _ race: inout StepRace<Work>, prompt: Prompt, _ channel: any Channel
  ) async -> (standing: StepRace<Work>.Standing, failure: ChannelFailure?) {
    let (arrivals, inbox) = AsyncStream.makeStream(of: Arrival.self)
    var underWay: [Int: DrawUnderWay] = [:]
    var replies: [Int: Reply] = [:]
    var next = race.record.issued
    defer {
      inbox.finish()
      for draw in underWay.values { draw.cancel() }
    }
    func ask(_ draw: Int, attempt: Int) {
      let request = race.request(draw, prompt: prompt)
      underWay[draw] = DrawUnderWay(attempt: attempt, timeout: policy.timeout) {
        do throws(ChannelFailure) {
          let reply = try await channel.reply(to: request)
          inbox.yield(Arrival(draw: draw, attempt: attempt, result: .success(reply)))
        } catch {
          inbox.yield(Arrival(draw: draw, attempt: attempt, result: .failure(error)))
        }
      } onTimeout: { failure in
        inbox.yield(Arrival(draw: draw, attempt: attempt, result: .failure(failure)))
      }
    }
    func issue() {
      guard !Task.isCancelled else { return }
      for draw in race.issue() {
        observer?.drawRequested(race.request(draw, prompt: prompt))
        ask(draw, attempt: 1)
      }
    }
    issue()
    for await arrival in arrivals {
      // A reply that comes after its time was up belongs to an attempt that is no longer waited for.
      guard underWay[arrival.draw]?.attempt == arrival.attempt else { continue }
      underWay.removeValue(forKey: arrival.draw)?.cancel()
      let coordinates = race.coordinates(arrival.draw)
      switch arrival.result {
      case .success(let reply):
        observer?.replyReceived(reply, to: coordinates)
        replies[arrival.draw] = reply
      case .failure(let failure):
        guard failure.kind.isRetryable, arrival.attempt < policy.attempts else {
          race.fail(arrival.draw, failure)
          return (.open, failure)
        }
        guard !Task.isCancelled else { continue }
        race.record.retries += 1
        observer?.observe(
          .retried(coordinates, attempt: arrival.attempt + 1, failure: failure))
        ask(arrival.draw, attempt: arrival.attempt + 1)
      }
      while let reply = replies.removeValue(forKey: next) {
        next += 1
        let standing = race.apply(reply)
        guard case .open = standing else { return (standing, nil) }
        issue()
      }
    }
    race.cancel()
    return (.open, nil)
  }

  private static func nanoseconds(_ duration: Duration) -> Int {
    let (seconds, attoseconds) = duration.components
    return Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000)
  }
}
