import MAKERCore

/// A channel that answers by a script, and counts what was under way together.
actor ScriptedChannel: Channel {
  enum Answer: Sendable {
    case text(String)
    case failure(ChannelFailure.Kind)
    /// Answers only when told to stop, with a failure.
    case hangs
  }

  private let script: @Sendable (DrawCoordinates) -> Answer
  private var underWay = 0
  private(set) var mostUnderWay = 0
  private(set) var asked: [DrawCoordinates: Int] = [:]

  init(_ script: @escaping @Sendable (DrawCoordinates) -> Answer) { self.script = script }

  func reply(to request: DrawRequest) async throws(ChannelFailure) -> Reply {
    underWay += 1
    mostUnderWay = max(mostUnderWay, underWay)
    asked[request.coordinates, default: 0] += 1
    defer { underWay -= 1 }
    // Later draws of a few overtake earlier ones.
    for _ in 0..<(7 - request.coordinates.draw % 7) * 20 { await Task.yield() }
    switch script(request.coordinates) {
    case .text(let text):
      return Reply(
        text: Array(text.utf8), usage: Usage(inputTokens: 3, outputTokens: 2), latency: 5,
        attempts: 2)
    case .failure(let kind): throw ChannelFailure(kind, "as the script says")
    case .hangs:
      while !Task.isCancelled { await Task.yield() }
      throw ChannelFailure(.transient, "told to stop")
    }
  }
}
