package import MAKERCore

/// Asks until there is an answer or the policy ends it: the only place where draws are asked again.
package struct RetryLoop: Sendable {
  /// What one attempt came to.
  package struct Attempt<Value: Sendable>: Sendable {
    /// The answer, or why there is none.
    package var result: Result<Value, ChannelFailure>
    /// Time that it was under way, waits for its turn not counted; nanoseconds, at least 0.
    package var time: Int

    /// Makes an attempt; see the properties.
    package init(_ result: Result<Value, ChannelFailure>, time: Int) {
      self.result = result
      self.time = time
    }
  }

  /// When to stop, and how long to wait.
  package var policy: RetryPolicy
  /// The time that waits are measured by.
  package var clock: ChannelClock

  /// Makes a loop.
  package init(policy: RetryPolicy, clock: ChannelClock) {
    self.policy = policy
    self.clock = clock
  }

  /// Asks until there is an answer or none will come.
  ///
  /// - Parameters:
  ///   - jitter: A random number for the wait after an attempt; unit 1, range [0, 1).
  ///   - onWait: Told of each wait before it begins: the failure, the attempt to come, the wait.
  ///   - ask: Makes the attempt of this number; from 1.
  /// - Returns: The answer and the number of attempts that it took.
  /// - Throws: The failure to end with; where the surrounding task is cancelled, at once.
  package func run<Value: Sendable>(
    jitter: (Int) -> Double,
    onWait: (_ failure: ChannelFailure, _ attempt: Int, _ wait: Int) -> Void,
    ask: (Int) async throws(ChannelFailure) -> Attempt<Value>
  ) async throws(ChannelFailure) -> (value: Value, attempts: Int) {
    var elapsed = 0
    var number = 1
    while true {
      let attempt = try await ask(number)
      let failure: ChannelFailure
      switch attempt.result {
      case .success(let value): return (value, number)
      case .failure(let reason): failure = reason
      }
      elapsed += attempt.time
      if Task.isCancelled { throw failure }
      switch policy.decision(
        after: failure, attempt: number, elapsed: elapsed, jitter: jitter(number))
      {
      case .giveUp(let end): throw end
      case .wait(let wait):
        number += 1
        onWait(failure, number, wait)
        do { try await clock.sleep(wait) } catch { throw .stopped }
        elapsed += wait
      }
    }
  }
}

extension ChannelFailure {
  /// The failure of a draw whose task was cancelled.
  package static let stopped = ChannelFailure(.transient, "told to stop")
}
