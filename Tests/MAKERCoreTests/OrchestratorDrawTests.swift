import MAKERCore
import Testing

/// Draws that fail, hang or come late, over channels that take their time.
@Suite(.timeLimit(.minutes(10))) struct OrchestratorDrawTests {
  private static let right = Reply(text: Array("1 1".utf8), usage: Usage.zero)

  private func orchestrator(
    margin: Int, attempts: Int = 3, timeout: Int? = nil, observer: (any Observer)? = nil
  ) -> Orchestrator<CounterTask> {
    Orchestrator(
      CounterTask(steps: 1),
      policy: VotingPolicy(rule: RaceRule(margin: margin), attempts: attempts, timeout: timeout),
      observer: observer)
  }

  private func decide(
    _ orchestrator: Orchestrator<CounterTask>, _ channel: GatedChannel
  ) async -> Decision<CounterTask> {
    await orchestrator.decide(Position(startOf: orchestrator.task), trial: 0, over: [channel])
  }

  private func start(margin: Int) -> SolveState<CounterTask> {
    SolveState(startOf: CounterTask(steps: 1), margin: margin)
  }

  /// Whatever happened to a draw, it is counted once.
  private func expectAllCounted(
    _ record: StepRecord, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(
      record.issued == record.used + record.cancelled + record.failed,
      sourceLocation: sourceLocation)
    #expect(record.used == record.votes + record.flags.total, sourceLocation: sourceLocation)
  }

  @Test(arguments: [1, 2, 5])
  func givesUpAfterTheAllowedAttempts(attempts: Int) async throws {
    let failure = ChannelFailure(.rateLimited, "later")
    let channel = GatedChannel { _, _ in .failure(failure) }
    let state = try await orchestrator(margin: 1, attempts: attempts).solve(
      from: start(margin: 1), over: [channel])
    #expect(state.failure == failure && state.report.ending == .failed)
    #expect(await channel.asked == attempts)
    let report = state.report
    #expect(report.retries == attempts - 1 && report.failed == 1 && report.issued == 1)
    #expect(report.votes == 0 && report.flags.total == 0 && report.undecided == 0)
  }

  @Test(arguments: [ChannelFailure.Kind.refused, .fatal])
  func asksOnlyOnceWhereItCannotHelp(kind: ChannelFailure.Kind) async {
    let channel = GatedChannel { request, _ in
      request.coordinates.draw == 1
        ? .failure(ChannelFailure(kind, "no")) : .held(OrchestratorDrawTests.right)
    }
    let recorder = EventRecorder()
    let decision = await decide(orchestrator(margin: 3, observer: recorder), channel)
    #expect(decision.failure == ChannelFailure(kind, "no") && decision.winner == nil)
    #expect(decision.record.failed == 1 && decision.record.cancelled == 2)
    expectAllCounted(decision.record)
    let lines = await recorder.events().map(\.line)
    #expect(
      lines == [
        "ask 0/0/0 at 0.0", "ask 0/0/1 at 0.1", "ask 0/0/2 at 0.1",
        "fail 0/0/1: \(kind.rawValue): no", "cancel 0/0/0", "cancel 0/0/2",
      ])
    await channel.open()
  }

  /// Replies that came after a draw which then failed are given up, and said to be.
  @Test func givesUpWhatCameOutOfOrder() async {
    let inbox = AsyncStream.makeStream(of: Event.self)
    let channel = GatedChannel { request, _ in
      request.coordinates.draw == 0
        ? .held(OrchestratorDrawTests.right) : .reply(OrchestratorDrawTests.right)
    }
    let failing = FailingAfterOthers(others: channel, replies: inbox.stream)
    let recorder = EventRecorder()
    let orchestrator = orchestrator(
      margin: 3, observer: Both(first: recorder, second: inbox.continuation))
    let decision = await orchestrator.decide(
      Position(startOf: orchestrator.task), trial: 0, over: [failing])
    #expect(decision.failure?.kind == .fatal)
    #expect(decision.record.cancelled == 2 && decision.record.failed == 1)
    expectAllCounted(decision.record)
    let lines = await recorder.events().map(\.line).suffix(3)
    #expect(Array(lines) == ["fail 0/0/0: fatal: no", "cancel 0/0/1", "cancel 0/0/2"])
  }

  /// Fails draw 0 when the replies of draws 1 and 2 have been received.
  private struct FailingAfterOthers: Channel {
    let others: GatedChannel
    let replies: AsyncStream<Event>

    func reply(to request: DrawRequest) async throws(ChannelFailure) -> Reply {
      guard request.coordinates.draw == 0 else { return try await others.reply(to: request) }
      var received = 0
      for await event in replies {
        if case .replyReceived = event { received += 1 }
        if received == 2 { break }
      }
      throw ChannelFailure(.fatal, "no")
    }
  }

  private struct Both: Observer {
    let first: EventRecorder
    let second: AsyncStream<Event>.Continuation

    func observe(_ event: Event) {
      first.observe(event)
      second.yield(event)
    }
  }

  /// The first attempt never answers; the run goes on by another.
  @Test func hangingAttemptsAreAskedAgain() async {
    let channel = GatedChannel { request, attempt in
      attempt == 1 && request.coordinates.draw == 1
        ? .held(Reply(text: Array("2 2".utf8))) : .reply(OrchestratorDrawTests.right)
    }
    let decision = await decide(
      orchestrator(margin: 3, attempts: 1000, timeout: 500_000_000), channel)
    #expect(decision.winner == CounterTask.Answer(action: 1, next: 1))
    #expect(decision.record.retries >= 1 && decision.record.votes == 3)
    #expect(decision.record.issued == 3 && decision.record.used == 3)
    #expect(decision.record.elapsed >= 500_000_000)
    await channel.open()
  }

  @Test func channelThatAlwaysHangsEndsFailed() async throws {
    let channel = GatedChannel { _, _ in .held(OrchestratorDrawTests.right) }
    let state = try await orchestrator(margin: 1, attempts: 3, timeout: 1_000_000).solve(
      from: start(margin: 1), over: [channel])
    #expect(state.report.ending == .failed && state.failure?.kind == .timedOut)
    #expect(state.failure?.message == "no reply within 0.001 s")
    #expect(state.report.retries == 2 && state.report.failed == 1 && state.report.issued == 1)
    await channel.open()
    #expect(await channel.late == 3)
  }

  /// What the first attempt says when the second is under way is not heard.
  ///
  /// The second has some hops between tasks to make within its time, on a machine that may be busy.
  @Test func lateRepliesOfEarlierAttemptsDoNotCount() async {
    let first = GatedChannel { _, _ in .held(Reply(text: Array("2 2".utf8))) }
    let channel = LateFirstAttempt(first: first)
    let orchestrator = orchestrator(margin: 1, attempts: 1000, timeout: 2_000_000_000)
    let decision = await orchestrator.decide(
      Position(startOf: orchestrator.task), trial: 0, over: [channel])
    #expect(decision.winner == CounterTask.Answer(action: 1, next: 1))
    #expect(decision.record.candidates == 1 && decision.record.votes == 1)
  }

  /// Holds its first attempt back until the second one is asked for, and lets it speak first.
  private actor LateFirstAttempt: Channel {
    let first: GatedChannel
    private var attempts = 0

    init(first: GatedChannel) { self.first = first }

    func reply(to request: DrawRequest) async throws(ChannelFailure) -> Reply {
      attempts += 1
      if attempts == 1 { return try await first.reply(to: request) }
      await first.open()
      for _ in 0..<20 { await Task.yield() }
      return OrchestratorDrawTests.right
    }
  }

  /// The surrounding work is cancelled while one draw is counted and two ignore that they are told to
  /// stop: the run ends at once, and what they say later changes nothing.
  @Test func cancellationStopsWithoutWaiting() async throws {
    let channel = GatedChannel { request, _ in
      request.coordinates.draw == 0
        ? .reply(OrchestratorDrawTests.right) : .held(OrchestratorDrawTests.right)
    }
    let (events, inbox) = AsyncStream.makeStream(of: Event.self)
    let recorder = EventRecorder()
    let orchestrator = orchestrator(margin: 3, observer: Both(first: recorder, second: inbox))
    let start = start(margin: 3)
    let run = Task { try await orchestrator.solve(from: start, over: [channel]) }
    for await event in events { if case .voteCast = event { break } }
    await channel.holds(2)
    run.cancel()
    let state = try await run.value
    #expect(state.report.ending == .stopped && state.failure == nil)
    let report = state.report
    #expect(report.issued == 3 && report.used == 1 && report.cancelled == 2 && report.failed == 0)
    #expect(report.votes == 1 && report.decided == 0 && report.undecided == 0)
    #expect(state.position == start.position)
    await channel.open()
    #expect(await channel.late == 2)
    let lines = await recorder.events().map(\.line).suffix(4)
    #expect(
      Array(lines) == [
        "cancel 0/0/1", "cancel 0/0/2", "step 0: -, 1 used of 3", "end stopped, 0 decided",
      ])
  }

  /// Told to stop before it begins, a run asks for nothing.
  @Test func cancelledRunsAskForNothing() async throws {
    let channel = GatedChannel { _, _ in .reply(OrchestratorDrawTests.right) }
    let orchestrator = orchestrator(margin: 3)
    let start = start(margin: 3)
    let run = Task {
      while !Task.isCancelled { await Task.yield() }
      let decision = await decide(orchestrator, channel)
      return (decision, try await orchestrator.solve(from: start, over: [channel]))
    }
    run.cancel()
    let (decision, state) = try await run.value
    #expect(decision.winner == nil && decision.failure == nil)
    #expect(decision.record.issued == 0 && decision.record.cancelled == 0)
    #expect(state.report.ending == .stopped && state.report.issued == 0)
    #expect(await channel.asked == 0)
    let resumed = try await orchestrator.solve(from: state, over: [channel])
    #expect(resumed.report.ending == .finished && resumed.report.used == 3)
  }

  /// At any moment of a run, with replies in any order, what was asked for is counted.
  @Test func cancellationAtAnyMomentCountsEveryDraw() async throws {
    for number in 0..<150 {
      let test = RaceCase(number)
      let channel = StallingChannel(model: test.model, step: number % 3 == 0 ? number % 2 : 99)
      let (events, inbox) = AsyncStream.makeStream(of: Event.self)
      let recorder = EventRecorder()
      let orchestrator = Orchestrator(
        CounterTask(steps: 12), policy: test.policy, observer: Both(first: recorder, second: inbox))
      let start = SolveState(startOf: orchestrator.task, margin: test.policy.rule.margin)
      let run = Task {
        defer { inbox.finish() }
        return try await orchestrator.solve(from: start, over: [channel])
      }
      var left = number % 50 + 1
      for await event in events {
        left -= 1
        if left == 0 { break }
        if case .drawRequested(let place, _) = event, place.step == channel.step { break }
      }
      run.cancel()
      let report = try await run.value.report
      if channel.step == 0 { #expect(report.ending == .stopped, "\(test)") }
      #expect(report.issued == report.used + report.cancelled && report.failed == 0, "\(test)")
      #expect(report.used == report.votes + report.flags.total, "\(test)")
      var asked = 0
      var cancelled = 0
      for event in await recorder.events() {
        if case .drawRequested = event { asked += 1 }
        if case .cancelled = event { cancelled += 1 }
      }
      #expect(asked == report.issued && cancelled == report.cancelled, "\(test)")
    }
  }

  /// Answers in any order until a step that it leaves waiting until it is told to stop.
  private struct StallingChannel: Channel {
    let model: ToyModel
    let step: Int

    func reply(to request: DrawRequest) async throws(ChannelFailure) -> Reply {
      while request.coordinates.step == step && !Task.isCancelled {
        try? await Task.sleep(for: .seconds(3600))
      }
      return try await YieldingChannel(model: model).reply(to: request)
    }
  }
}
