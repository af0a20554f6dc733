/// A channel that answers at once, slowed to the time that its replies say they took.
public struct PacedChannel<Fast: ImmediateChannel>: Channel {
  private let fast: Fast

  /// Slows a channel down to real time.
  public init(_ fast: Fast) {
    self.fast = fast
  }

  /// Answers one draw after its latency; sooner, with a failure, when told to stop.
  ///
  /// - Throws: `ChannelFailure` of the channel behind it, or that the wait was cut short.
  public func reply(to request: DrawRequest) async throws(ChannelFailure) -> Reply {
    let reply = try fast.replyAtOnce(to: request)
    do {
      try await Task.sleep(for: .nanoseconds(reply.latency))
    } catch {
      throw ChannelFailure(.transient, "told to stop")
    }
    return reply
  }
}
