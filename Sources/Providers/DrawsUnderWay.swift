package import MAKERCore
import SharedState

/// Counts the draws that channels have under way, so that their end can be waited for.
///
/// A race that ends tells its draws to stop and does not wait for them; whoever goes on to say what was
/// spent does.
package final class DrawsUnderWay: Sendable {
  private struct State: Sendable {
    var count = 0
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Locked(State())

  /// Starts with none.
  package init() {}

  /// Draws under way; count.
  package var count: Int { state.withLock { $0.count } }

  /// A channel whose draws count.
  package func counting(_ channel: any Channel) -> any Channel {
    CountedChannel(channel: channel, draws: self)
  }

  /// Waits until no draw is under way, also where the surrounding task is cancelled.
  package func ended() async {
    await withCheckedContinuation { (ended: CheckedContinuation<Void, Never>) in
      let isEnded = state.withLock { state in
        if state.count > 0 { state.waiting.append(ended) }
        return state.count == 0
      }
      if isEnded { ended.resume() }
    }
  }

  fileprivate func begin() { state.withLock { $0.count += 1 } }

  fileprivate func end() {
    let woken = state.withLock { state -> [CheckedContinuation<Void, Never>] in
      state.count -= 1
      guard state.count == 0 else { return [] }
      defer { state.waiting = [] }
      return state.waiting
    }
    for continuation in woken { continuation.resume() }
  }
}

private struct CountedChannel: Channel {
  let channel: any Channel
  let draws: DrawsUnderWay

  func reply(to request: DrawRequest) async throws(ChannelFailure) -> Reply {
    draws.begin()
    defer { draws.end() }
    return try await channel.reply(to: request)
  }
}
