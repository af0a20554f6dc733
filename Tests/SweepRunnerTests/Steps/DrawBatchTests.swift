import MAKERCore
import SweepRunner
import Testing

@Suite(.timeLimit(.minutes(10))) struct DrawBatchTests {
  private func batch(_ count: Int, limit: Int) -> DrawBatch {
    DrawBatch(count: count, limit: limit) { number in
      DrawRequest(
        coordinates: DrawCoordinates(trial: 0, step: number / 3, draw: number % 3),
        temperature: 0.5, prompt: Prompt(instructions: "", step: "\(number)"))
    }
  }

  private func run(
    _ batch: DrawBatch, _ channel: ScriptedChannel, until stop: StopRequest = StopRequest(),
    report: (Int) -> Void = { _ in }
  ) async -> DrawBatchResult<String> {
    await batch.run(over: channel, until: stop, report: report) { number, reply in
      "\(number) \(String(decoding: reply.text, as: UTF8.self))"
    }
  }

  @Test(arguments: [1, 2, 8, 100])
  func drawsComeInOrderAndSoManyAtATime(limit: Int) async {
    let channel = ScriptedChannel { .text("\($0.step).\($0.draw)") }
    var reported: [Int] = []
    let result = await run(batch(60, limit: limit), channel) { reported.append($0) }
    #expect(result.isWhole && result.refused == 0)
    #expect(
      result.draws.map { $0?.judgement } == (0..<60).map { "\($0) \($0 / 3).\($0 % 3)" })
    #expect(
      result.draws.allSatisfy {
        $0?.latency == 5 && $0?.attempts == 2 && $0?.usage.outputTokens == 2
      })
    #expect(reported == Array(1...60))
    #expect(await channel.mostUnderWay <= limit)
    #expect(await channel.asked.values.allSatisfy { $0 == 1 })
    #expect(await channel.asked.count == 60)
  }

  /// A prompt that is refused costs its own draws and no others.
  @Test func refusalsAreCounted() async {
    let channel = ScriptedChannel { $0.step == 1 ? .failure(.refused) : .text("a") }
    let result = await run(batch(9, limit: 4), channel)
    #expect(result.isWhole && result.refused == 3)
    #expect(result.draws.map { $0 == nil } == (0..<9).map { (3..<6).contains($0) })
  }

  /// What a budget refuses ends the batch, and what is under way was paid for.
  @Test func aSpentBudgetWaitsForWhatIsUnderWay() async {
    let channel = ScriptedChannel { place in
      place.step * 3 + place.draw == 10 ? .failure(.exhausted) : .text("a")
    }
    let result = await run(batch(300, limit: 8), channel)
    #expect(result.failure?.kind == .exhausted && !result.isInterrupted && !result.isWhole)
    let asked = await channel.asked.count
    #expect(asked < 300)
    #expect(result.draws.count { $0 != nil } == asked - 1)
  }

  @Test(arguments: [ChannelFailure.Kind.fatal, .transient, .rateLimited, .timedOut])
  func otherFailuresStopWhatIsUnderWay(kind: ChannelFailure.Kind) async {
    let channel = ScriptedChannel { place in
      switch place.step * 3 + place.draw {
      case ..<4: .text("a")
      case 9: .failure(kind)
      default: .hangs
      }
    }
    let result = await run(batch(300, limit: 8), channel)
    #expect(result.failure == ChannelFailure(kind, "as the script says"))
    #expect(result.draws.map { $0 != nil }.prefix(5) == [true, true, true, true, false])
  }

  @Test func aRequestToStopIsHeardAndWhatCameIsKept() async {
    let channel = ScriptedChannel { $0.step < 5 ? .text("a") : .hangs }
    let stop = StopRequest()
    let result = await run(batch(300, limit: 8), channel, until: stop) {
      if $0 == 15 { stop.stop() }
    }
    #expect(result.isInterrupted && result.failure == nil)
    #expect(result.draws.count { $0 != nil } == 15)
  }

  @Test func nothingIsDoneAtOnce() async {
    let channel = ScriptedChannel { _ in .hangs }
    let result = await run(batch(0, limit: 3), channel)
    #expect(result.isWhole && result.draws.isEmpty)
  }
}
