package import MAKERCore

/// How often, how long and after which waits a draw is asked for again.
///
/// The wait before the attempt after attempt a is drawn evenly from 0 to min(cap, base · 2^(a − 1)):
/// exponential backoff with full jitter, so that draws that failed together do not come back together.
/// Where the provider says how long to wait, that comes first.
package struct RetryPolicy: Hashable, Sendable {
  /// Most attempts at a draw, the first one counted; 1 to 20.
  package var attempts: Int
  /// Most time for a draw, waits between attempts counted and waits for its turn not; nanoseconds, at
  /// least 1.
  package var wallTime: Int
  /// Longest wait after the first attempt; nanoseconds, at least 0.
  package var base: Int
  /// Longest wait of its own after any attempt; nanoseconds, at least `base`.
  package var cap: Int

  /// Makes a policy; see the properties.
  package init(
    attempts: Int = 6, wallTime: Int = 600_000_000_000, base: Int = 500_000_000,
    cap: Int = 60_000_000_000
  ) {
    precondition((1...20).contains(attempts), "1 to 20 attempts")
    precondition(wallTime >= 1 && base >= 0 && cap >= base, "times of a retry policy")
    self.attempts = attempts
    self.wallTime = wallTime
    self.base = base
    self.cap = cap
  }

  /// What follows a failed attempt.
  package enum Decision: Hashable, Sendable {
    /// Ask again after a wait; nanoseconds, at least 0.
    case wait(Int)
    /// The draw fails for good.
    case giveUp(ChannelFailure)
  }

  /// Decides what follows a failed attempt.
  ///
  /// - Parameters:
  ///   - failure: How it failed.
  ///   - attempt: Which one it was; from 1.
  ///   - elapsed: Time since the first attempt began; nanoseconds, at least 0.
  ///   - jitter: A random number; unit 1, range [0, 1).
  /// - Returns: A wait, or the failure to end with.
  package func decision(
    after failure: ChannelFailure, attempt: Int, elapsed: Int, jitter: Double
  ) -> Decision {
    guard failure.kind.isRetryable else { return .giveUp(failure) }
    func end(_ why: String) -> Decision {
      .giveUp(ChannelFailure(failure.kind, "\(failure.message); \(why)"))
    }
    guard attempt < attempts else {
      return end(attempt == 1 ? "it may be asked once only" : "asked \(attempt) times")
    }
    let wait: Int
    if let asked = failure.retryAfter {
      let (sum, isTooLong) = asked.addingReportingOverflow(Int(Double(base) * jitter))
      wait = isTooLong ? .max : sum
    } else {
      wait = Int(Double(longestWait(after: attempt)) * jitter)
    }
    guard wait < wallTime - min(elapsed, wallTime) else {
      let limit = WaitingTime.text(wallTime)
      return end(
        failure.retryAfter.map {
          "it asks to wait \(WaitingTime.text($0)), and a draw has \(limit)"
        } ?? "a draw has \(limit)")
    }
    return .wait(wait)
  }

  /// Longest wait of our own after an attempt; nanoseconds.
  func longestWait(after attempt: Int) -> Int {
    let doublings = attempt - 1
    return base > cap >> doublings ? cap : base << doublings
  }
}

/// Times as a person reads them.
enum WaitingTime {
  /// A time in seconds, whole from 10 s on; nanoseconds.
  static func text(_ time: Int) -> String {
    let tenths = time / 100_000_000 + (time % 100_000_000 == 0 ? 0 : 1)
    return tenths >= 100 || tenths % 10 == 0
      ? "\(tenths / 10 + (tenths % 10 == 0 ? 0 : 1)) s" : "\(tenths / 10).\(tenths % 10) s"
  }
}
