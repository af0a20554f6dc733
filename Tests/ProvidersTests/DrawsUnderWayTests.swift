import MAKERCore
import Providers
import SharedState
import Testing

@Suite(.timeLimit(.minutes(10))) struct DrawsUnderWayTests {
  /// A channel that answers when it is let, whatever becomes of its task.
  private struct Gate: Channel {
    let isOpen: Locked<Bool>

    func reply(to request: DrawRequest) async throws(ChannelFailure) -> Reply {
      while !isOpen.withLock({ $0 }) { await Task.yield() }
      guard request.coordinates.draw == 0 else { throw ChannelFailure(.refused, "no") }
      return Reply(text: Array("yes".utf8))
    }
  }

  private func request(_ draw: Int) -> DrawRequest {
    DrawRequest(
      coordinates: DrawCoordinates(trial: 0, step: 0, draw: draw), temperature: 0,
      prompt: Prompt(instructions: "", step: "?"))
  }

  /// Cancelled draws are waited for too, and so are those that fail.
  @Test func theEndIsWhenTheLastHasEnded() async throws {
    let draws = DrawsUnderWay()
    await draws.ended()
    let isOpen = Locked(false)
    let channel = draws.counting(Gate(isOpen: isOpen))
    let tasks = (0..<5).map { draw in
      Task { try? await channel.reply(to: request(draw)) }
    }
    while draws.count < 5 { await Task.yield() }
    for task in tasks { task.cancel() }
    let hasEnded = Locked(false)
    let waiting = Task {
      await draws.ended()
      hasEnded.withLock { $0 = true }
    }
    for _ in 0..<100 { await Task.yield() }
    #expect(!hasEnded.withLock { $0 } && draws.count == 5)
    isOpen.withLock { $0 = true }
    await waiting.value
    #expect(draws.count == 0)
    #expect(await tasks[0].value?.text == Array("yes".utf8))
    #expect(await tasks[1].value == nil)
  }
}
