import MAKERCore
import Testing

@Suite struct EventTests {
  /// Two steps: a flag and a retry in the first, the second undecided on one channel and decided on
  /// the next.
  @Test func everyMomentIsSaidInOrder() async throws {
    let task = CounterTask(steps: 2)
    let recorder = EventRecorder()
    let orchestrator = Orchestrator(
      task, policy: VotingPolicy(rule: RaceRule(margin: 2), cap: 2), observer: recorder)
    let counter = AttemptCounter()
    let first = ScriptedChannel { request throws(ChannelFailure) in
      let place = request.coordinates
      if place.step == 0, place.draw == 1, counter.next() == 1 {
        throw ChannelFailure(.transient, "again")
      }
      let text = place.step == 1 ? "\(place.draw + 1) 2" : place.draw == 0 ? "?" : "1 1"
      return Reply(text: Array(text.utf8), usage: Usage(outputTokens: 5), latency: 10)
    }
    let second = ScriptedChannel(saying: "2 2", latency: 20)
    let state = try ImmediateRun.solve(
      orchestrator, SolveState(startOf: task, margin: 2), [first, second])
    #expect(state.report.ending == .finished && state.report.elapsed == 20 + 10 + 20)
    #expect(
      await recorder.events().map(\.line) == [
        "run counter-2 of 2, k = 2, trial 4, 0 decided",
        "ask 4/0/0 at 0.0",
        "ask 4/0/1 at 0.1",
        "reply 4/0/0, 5 tokens, stop, 10 ns",
        "flag 4/0/0 bad action",
        "ask 4/0/2 at 0.1",
        "retry 4/0/1 2: transient: again",
        "reply 4/0/1, 5 tokens, stop, 10 ns",
        "vote 4/0/1 for 0, lead 1",
        "reply 4/0/2, 5 tokens, stop, 10 ns",
        "vote 4/0/2 for 0, lead 2",
        "decided 4/0: 0, 2 votes, 3 draws",
        "step 0: 1, 3 used of 3",
        "ask 4/1/0 at 0.0",
        "ask 4/1/1 at 0.1",
        "reply 4/1/0, 5 tokens, stop, 10 ns",
        "vote 4/1/0 for 0, lead 1",
        "reply 4/1/1, 5 tokens, stop, 10 ns",
        "vote 4/1/1 for 1, lead 0",
        "undecided 4/1: 2 votes, 2 draws, cap",
        "escalate 4/1 to 1",
        "ask 4/1/2 at 0.0",
        "ask 4/1/3 at 0.1",
        "reply 4/1/2, -1 tokens, stop, 20 ns",
        "vote 4/1/2 for 1, lead 1",
        "reply 4/1/3, -1 tokens, stop, 20 ns",
        "vote 4/1/3 for 1, lead 2",
        "decided 4/1: 1, 2 votes, 2 draws",
        "step 1: 2, 4 used of 4",
        "end finished, 2 decided",
      ])
  }

  /// The events of any run, over either kind of channel, add up to its report.
  @Test(.timeLimit(.minutes(10))) func eventsAddUpToTheReport() async throws {
    for number in 0..<80 {
      let test = RaceCase(number, failing: 0.2)
      let task = CounterTask(steps: 6)
      let recorder = EventRecorder()
      let orchestrator = Orchestrator(task, policy: test.policy, observer: recorder)
      let start = SolveState(startOf: task, margin: test.policy.rule.margin)
      var fatal = test.model
      fatal.seed += 500
      let breaks = BreakingChannel(model: number % 3 == 0 ? test.model : fatal, step: number % 9)
      let state =
        number % 2 == 0
        ? try ImmediateRun.solve(orchestrator, start, [ToyChannel(test.model)])
        : try await orchestrator.solve(from: start, trial: 4, over: [breaks])
      var sum = SolveReport(task: task.name, steps: 6, margin: test.policy.rule.margin)
      sum.elapsed = state.report.elapsed
      for event in await recorder.events() { add(event, to: &sum) }
      #expect(sum == state.report, "\(test)")
    }
  }

  private func add(_ event: Event, to sum: inout SolveReport) {
    switch event {
    case .runStarted, .raceDecided: break
    case .drawRequested: sum.issued += 1
    case .replyReceived: break
    case .flagged(_, let flag):
      sum.flags[flag] += 1
      sum.used += 1
    case .voteCast:
      sum.votes += 1
      sum.used += 1
    case .undecided(_, _, _, _, let reason):
      sum.undecided += 1
      sum.undecidedReason = reason
    case .escalated:
      sum.escalations += 1
      sum.undecided -= 1
      sum.undecidedReason = nil
    case .retried: sum.retries += 1
    case .failed: sum.failed += 1
    case .cancelled: sum.cancelled += 1
    case .stepCompleted(let record, let action):
      if action != nil {
        sum.decided += 1
        sum.contested += record.candidates > 1 ? 1 : 0
      }
      sum.usage += record.usage
      sum.latencies += record.latencies
    case .runEnded(let report): sum.ending = report.ending
    }
  }

  /// Answers in any order until a step whose third draw it refuses.
  private struct BreakingChannel: Channel {
    let model: ToyModel
    let step: Int

    func reply(to request: DrawRequest) async throws(ChannelFailure) -> Reply {
      let place = request.coordinates
      guard place.step < step || place.draw < 2 else { throw ChannelFailure(.refused, "no") }
      return try await YieldingChannel(model: model).reply(to: request)
    }
  }
}
