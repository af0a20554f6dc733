import MAKERCore
import Testing

@Suite struct DrawRequestTests {
  /// A channel sees where a draw stands, τ, the limit and the prompt of the voted position.
  @Test func carriesWhatTheChannelNeeds() throws {
    let task = CounterTask(steps: 4)
    let policy = VotingPolicy(
      rule: RaceRule(margin: 1), redFlags: RedFlagPolicy(tokenLimit: 33))
    let channel = ScriptedChannel { request throws(ChannelFailure) in
      let step = request.coordinates.step
      let expected = DrawCoordinates(trial: 4, step: step, draw: 0)
      let previous = step == 0 ? 0 : 1
      guard request.coordinates == expected, request.temperature == 0, request.tokenLimit == 33,
        request.prompt == Prompt(instructions: "Add one.", step: "\(previous) \(step)")
      else { throw ChannelFailure(.fatal, "\(request)") }
      return Reply(text: Array("1 \(step + 1)".utf8))
    }
    let state = try ImmediateRun.solve(
      Orchestrator(task, policy: policy), SolveState(startOf: task, margin: 1), [channel])
    #expect(state.failure == nil)
    #expect(state.report.ending == .finished && state.position.state == 4)
  }
}
