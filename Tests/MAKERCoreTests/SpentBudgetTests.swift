import MAKERCore
import Testing

@Suite(.timeLimit(.minutes(10))) struct SpentBudgetTests {
  /// A budget refuses a draw while others are under way: those were paid for, and are waited for.
  @Test(arguments: 0..<5)
  func whatIsUnderWayIsWaitedFor(refused: Int) async {
    let task = CounterTask(steps: 1)
    let channel = GatedChannel { request, _ in
      request.coordinates.draw == refused
        ? .failure(ChannelFailure(.exhausted, "nothing left"))
        : .held(
          Reply(
            text: Array("1 1".utf8), usage: Usage(inputTokens: 10, outputTokens: 2, cost: 0.5)))
    }
    let orchestrator = Orchestrator(task, policy: VotingPolicy(rule: RaceRule(margin: 5)))
    async let deciding = orchestrator.decide(
      Position(startOf: task), trial: 0, over: [channel])
    await channel.holds(4)
    await channel.open()
    let decision = await deciding
    #expect(decision.failure?.kind == .exhausted && decision.winner == nil)
    let record = decision.record
    #expect(record.issued == 5 && record.failed == 1 && record.retries == 0)
    // Replies before the refused draw are counted, those after it only paid for.
    #expect(record.used == refused && record.cancelled == 4 - refused)
    #expect(record.usage == Usage(inputTokens: 40, outputTokens: 8, cost: 2))
    #expect(await channel.asked == 5)
  }

  /// Whichever comes first, what is fatal is told.
  @Test(arguments: 0..<20)
  func aFatalFailureGoesFirst(_: Int) async {
    let task = CounterTask(steps: 1)
    let channel = GatedChannel { request, _ in
      .failure(ChannelFailure(request.coordinates.draw == 2 ? .fatal : .exhausted, "no"))
    }
    let orchestrator = Orchestrator(task, policy: VotingPolicy(rule: RaceRule(margin: 3)))
    let decision = await orchestrator.decide(
      Position(startOf: task), trial: 0, over: [channel])
    #expect(decision.failure?.kind == .fatal && decision.winner == nil)
    #expect(decision.record.issued == 3 && decision.record.failed == 1)
  }

  /// A channel's own attempts are retries of the step, and votes only once.
  @Test func aChannelsAttemptsAreRetries() async {
    let task = CounterTask(steps: 1)
    let channel = GatedChannel { request, _ in
      .reply(Reply(text: Array("1 1".utf8), attempts: request.coordinates.draw + 1))
    }
    let orchestrator = Orchestrator(task, policy: VotingPolicy(rule: RaceRule(margin: 3)))
    let decision = await orchestrator.decide(Position(startOf: task), trial: 0, over: [channel])
    #expect(decision.record.retries == 3 && decision.record.votes == 3)
  }
}
