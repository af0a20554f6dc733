/// Lets calls go where all who ask a provider share one limit, and who asks may have a tighter one.
///
/// A call waits for its own limit first, so that who asks little keeps nobody else waiting; it is counted
/// there while it waits for the shared one.
package struct NestedLimiter: Sendable {
  /// Leave of both limiters for one call, to be given back once.
  package struct Permit: Hashable, Sendable {
    fileprivate let own: AdaptiveLimiter.Permit?
    fileprivate let shared: AdaptiveLimiter.Permit
  }

  /// The limit of whoever asks; nil for none.
  package let own: AdaptiveLimiter?
  /// The limit of all who ask this provider.
  package let shared: AdaptiveLimiter

  /// Makes a limiter.
  ///
  /// - Parameters:
  ///   - own: The limit of whoever asks; nil for none.
  ///   - shared: The limit of all who ask this provider.
  package init(own: AdaptiveLimiter? = nil, shared: AdaptiveLimiter) {
    self.own = own
    self.shared = shared
  }

  /// Waits until a call may go.
  ///
  /// - Parameter tokens: Tokens that it may take at most; count, at least 0.
  /// - Returns: A permit, which the caller gives back when the call has ended.
  /// - Throws: `CancellationError` where the surrounding task is cancelled; no permit is lost.
  package func acquire(tokens: Int = 0) async throws(CancellationError) -> Permit {
    let inner = try await own?.acquire(tokens: tokens)
    do throws(CancellationError) {
      return Permit(own: inner, shared: try await shared.acquire(tokens: tokens))
    } catch {
      if let inner { own?.release(inner, .other, tokens: 0) }
      throw error
    }
  }

  /// Gives a permit back.
  ///
  /// - Parameters:
  ///   - permit: The permit of a call that has ended.
  ///   - end: How it ended.
  ///   - tokens: Tokens that it took; nil where unknown, so that its most counts.
  package func release(_ permit: Permit, _ end: AdaptiveWindow.End, tokens: Int? = nil) {
    shared.release(permit.shared, end, tokens: tokens)
    if let inner = permit.own { own?.release(inner, end, tokens: tokens) }
  }

  /// Lets no call of anybody go for a while, as the provider has asked.
  ///
  /// - Parameter time: How long from now; nanoseconds, at least 0.
  package func hold(for time: Int) { shared.hold(for: time) }
}
