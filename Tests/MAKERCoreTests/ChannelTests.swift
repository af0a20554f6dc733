import MAKERCore
import Testing

@Suite struct ChannelTests {
  @Test func onlySomeFailuresAreWorthAnotherAttempt() {
    let kinds: [ChannelFailure.Kind: Bool] = [
      .transient: true, .rateLimited: true, .timedOut: true, .refused: false, .fatal: false,
    ]
    for (kind, isRetryable) in kinds { #expect(kind.isRetryable == isRetryable, "\(kind)") }
  }

  @Test func failuresReadAsOneLine() {
    #expect(
      ChannelFailure(.rateLimited, "wait 3 s").description == "rate limited: wait 3 s")
  }

  @Test func immediateChannelsAnswerWaitingCallersToo() async throws {
    let model = ToyModel(seed: 3, wrong: 0.5)
    for draw in 0..<20 {
      let request = DrawRequest(
        coordinates: DrawCoordinates(trial: 0, step: 0, draw: draw), temperature: 0.1,
        prompt: Prompt(instructions: "", step: "0 41"))
      let channel: any Channel = ToyChannel(model)
      let reply = try await channel.reply(to: request)
      #expect(reply.text == model.reply(to: request).text)
      #expect(reply.latency == model.reply(to: request).latency)
    }
    let refusing: any Channel = ScriptedChannel { _ throws(ChannelFailure) in
      throw ChannelFailure(.refused, "no")
    }
    await #expect(throws: ChannelFailure(.refused, "no")) {
      try await refusing.reply(
        to: DrawRequest(
          coordinates: DrawCoordinates(trial: 0, step: 0, draw: 0), temperature: 0,
          prompt: Prompt(instructions: "", step: "")))
    }
  }
}
