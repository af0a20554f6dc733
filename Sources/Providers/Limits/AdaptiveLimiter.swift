import SharedState

/// Lets calls to one provider go: as many at once as it bears, and as many a minute as it allows.
///
/// Who came first goes first.  A waiter that is cancelled leaves the queue at once.
package final class AdaptiveLimiter: Sendable {
  /// Leave for one call, to be given back once.
  package struct Permit: Hashable, Sendable {
    let id: Int
    let call: AdaptiveWindow.Call
  }

  /// Usual most calls under way; count.
  package static let usualMaximum = 16

  private let state: Locked<LimiterState>
  private let clock: ChannelClock

  /// Makes a limiter.
  ///
  /// - Parameters:
  ///   - maximum: Most calls under way; 1 or more.
  ///   - requestsPerMinute: Most calls in any minute; 1 or more, nil for any number.
  ///   - tokensPerMinute: Most tokens in any minute; 1 or more, nil for any number.
  ///   - clock: The time that minutes are measured by.
  package init(
    maximum: Int = AdaptiveLimiter.usualMaximum, requestsPerMinute: Int? = nil,
    tokensPerMinute: Int? = nil,
    clock: ChannelClock = .real
  ) {
    self.clock = clock
    state = Locked(
      LimiterState(
        window: AdaptiveWindow(maximum: maximum),
        requests: requestsPerMinute.map { MinuteQuota(most: $0) },
        tokens: tokensPerMinute.map { MinuteQuota(most: $0) }))
  }

  /// How many calls may be under way now, and are.
  package var window: AdaptiveWindow { state.withLock { $0.window } }

  /// Calls that wait for their turn; count.
  package var waiting: Int { state.withLock { $0.queue.count } }

  /// Waits until a call may go.
  ///
  /// - Parameter tokens: Tokens that it may take at most; count, at least 0.
  /// - Returns: A permit, which the caller gives back when the call has ended.
  /// - Throws: `CancellationError` where the surrounding task is cancelled; no permit is lost.
  package func acquire(tokens: Int = 0) async throws(CancellationError) -> Permit {
    enum Entry: Sendable {
      case granted(Permit)
      case queued(id: Int, isHead: Bool)
    }
    if Task.isCancelled { throw CancellationError() }
    let now = clock.now
    let entry = state.withLock { state -> Entry in
      if state.queue.isEmpty, case .granted(let permit) = state.turn(tokens: tokens, now: now) {
        return .granted(permit)
      }
      let isHead = state.queue.isEmpty
      return .queued(id: state.line(), isHead: isHead)
    }
    switch entry {
    case .granted(let permit): return permit
    case .queued(let id, let isHead):
      if !isHead { await sleep(id) { $0.queue.first?.id == id } }
      return try await takeTurn(id, tokens: tokens)
    }
  }

  /// Gives a permit back.
  ///
  /// - Parameters:
  ///   - permit: The permit of a call that has ended.
  ///   - end: How it ended.
  ///   - tokens: Tokens that it took; nil where unknown, so that its most counts.
  package func release(_ permit: Permit, _ end: AdaptiveWindow.End, tokens: Int? = nil) {
    state.withLock { state in
      state.window.end(permit.call, end)
      if let tokens { state.tokens?.correct(permit.id, to: tokens) }
      return state.headToWake()
    }?.resume()
  }

  /// Lets no call go for a while, as the provider has asked.
  ///
  /// - Parameter time: How long from now; nanoseconds, at least 0.
  package func hold(for time: Int) {
    let (until, isTooLong) = clock.now.addingReportingOverflow(time)
    state.withLock { $0.hold(until: isTooLong ? .max : until) }
  }

  /// Goes on at the head of the queue until the call may go.
  private func takeTurn(_ id: Int, tokens: Int) async throws(CancellationError) -> Permit {
    while true {
      guard !Task.isCancelled else { break }
      let now = clock.now
      switch state.withLock({ $0.turn(tokens: tokens, now: now) }) {
      case .granted(let permit):
        state.withLock { $0.leave(id) }?.resume()
        return permit
      case .full:
        await sleep(id) { $0.window.hasRoom }
      case .after(let wait):
        do { try await clock.sleep(wait) } catch { continue }
      }
    }
    state.withLock { $0.leave(id) }?.resume()
    throw CancellationError()
  }

  /// Sleeps until a waiter is woken, cancelled or has no reason to sleep.
  private func sleep(_ id: Int, unless isReady: @Sendable (LimiterState) -> Bool) async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { (wake: CheckedContinuation<Void, Never>) in
        let isAwake = state.withLock { state in
          guard !Task.isCancelled, !isReady(state),
            let index = state.queue.firstIndex(where: { $0.id == id })
          else { return true }
          state.queue[index].wake = wake
          return false
        }
        if isAwake { wake.resume() }
      }
    } onCancel: {
      state.withLock { state -> CheckedContinuation<Void, Never>? in
        guard let index = state.queue.firstIndex(where: { $0.id == id }) else { return nil }
        defer { state.queue[index].wake = nil }
        return state.queue[index].wake
      }?.resume()
    }
  }
}
