import MAKERCore
import Testing

@Suite struct VotingPolicyTests {
  @Test func firstDrawIsGreedyByDefault() {
    let policy = VotingPolicy(rule: RaceRule(margin: 3)).temperature
    #expect(policy == .greedyFirst)
    #expect((0..<5).map { policy.temperature(ofDraw: $0) } == [0, 0.1, 0.1, 0.1, 0.1])
    let other = TemperaturePolicy(first: 0.2, later: 1)
    #expect((0..<3).map { other.temperature(ofDraw: $0) } == [0.2, 1, 1])
    #expect(
      (0..<3).map { TemperaturePolicy.constant(0.7).temperature(ofDraw: $0) } == [0.7, 0.7, 0.7])
  }

  /// Temperatures asked for when the channels' first draws are flagged.
  private func asked(_ policy: TemperaturePolicy) async -> [Double] {
    let recorder = EventRecorder()
    let orchestrator = Orchestrator(
      CounterTask(steps: 1),
      policy: VotingPolicy(
        rule: RaceRule(margin: 2), drawLimit: 3, temperature: policy, attempts: 2),
      observer: recorder)
    let channel = ScriptedChannel { request throws(ChannelFailure) in
      Reply(text: Array((request.coordinates.draw % 3 == 1 ? "1 1" : "?").utf8))
    }
    let decision = await orchestrator.decide(
      Position(startOf: orchestrator.task), trial: 0, over: [channel, channel] as [any Channel])
    #expect(decision.record.undecided == .drawLimit && decision.record.escalations == 1)
    return await recorder.events().compactMap { event in
      if case .drawRequested(_, let temperature) = event { temperature } else { nil }
    }
  }

  /// A model at τ = 0 would only repeat a flagged reply; another channel's model has not spoken yet.
  @Test func onlyTheFirstDrawOfARaceIsGreedy() async {
    #expect(await asked(.greedyFirst) == [0, 0.1, 0.1, 0, 0.1, 0.1])
    #expect(await asked(.constant(0.5)) == [0.5, 0.5, 0.5, 0.5, 0.5, 0.5])
  }

  /// The model says the same at τ = 0 as often as it is asked.
  @Test func flaggedGreedyDrawsDoNotRepeat() throws {
    let channel = ScriptedChannel { request throws(ChannelFailure) in
      Reply(text: Array((request.temperature == 0 ? "?" : "1 1").utf8))
    }
    let state = try ImmediateRun.solve(margin: 2, over: [channel])
    #expect(state.report.flags[.badAction] == 3)
    #expect(state.report.votes == 6 && state.report.used == 9)
  }

  /// A failed attempt is no reply: the same draw is asked again at its own temperature.
  @Test func retriesKeepTheTemperature() throws {
    let model = ToyModel(seed: 11, failing: 0.9)
    let toy = ToyChannel(model)
    let channel = ScriptedChannel { request throws(ChannelFailure) in
      guard request.temperature == (request.coordinates.draw == 0 ? 0 : 0.1) else {
        throw ChannelFailure(.fatal, "\(request)")
      }
      return try toy.replyAtOnce(to: request)
    }
    let state = try ImmediateRun.solve(margin: 3, over: [channel])
    #expect(state.report.ending == .finished && state.report.retries > 5)
  }

  @Test func refusesWhatCannotBe() async {
    await #expect(processExitsWith: .failure) {
      _ = VotingPolicy(rule: RaceRule(margin: 1), cap: 0)
    }
    await #expect(processExitsWith: .failure) {
      _ = VotingPolicy(rule: RaceRule(margin: 1), drawLimit: 0)
    }
    await #expect(processExitsWith: .failure) {
      _ = VotingPolicy(rule: RaceRule(margin: 1), attempts: 0)
    }
    await #expect(processExitsWith: .failure) {
      _ = VotingPolicy(rule: RaceRule(margin: 1), timeout: 0)
    }
    await #expect(processExitsWith: .failure) {
      _ = TemperaturePolicy(first: -0.1, later: 0)
    }
  }
}
