/// One attempt at a draw, with the time that it has.
struct DrawUnderWay {
  /// Which attempt this is; from 1.
  let attempt: Int
  private let asking: Task<Void, Never>
  private let waiting: Task<Void, Never>?

  /// Starts the attempt.
  ///
  /// - Parameters:
  ///   - attempt: Which attempt this is; from 1.
  ///   - timeout: Time that it has; nanoseconds, nil for any.
  ///   - ask: Asks the channel and sends on what it says.
  ///   - onTimeout: Sends on that the time is up.
  init(
    attempt: Int, timeout: Int?, ask: @escaping @Sendable () async -> Void,
    onTimeout: @escaping @Sendable (ChannelFailure) -> Void
  ) {
    self.attempt = attempt
    asking = Task { await ask() }
    waiting = timeout.map { timeout in
      Task {
        try? await Task.sleep(for: .nanoseconds(timeout))
        guard !Task.isCancelled else { return }
        onTimeout(.timedOut(after: timeout))
      }
    }
  }

  /// Tells the channel to stop; it is not waited for.
  func cancel() {
    asking.cancel()
    waiting?.cancel()
  }
}

/// Calls ten times a second until it is cancelled.
struct Ticker {
  private let ticking: Task<Void, Never>

  /// Starts calling.
  init(_ call: @escaping @Sendable () -> Void) {
    ticking = Task {
      while !Task.isCancelled {
        try? await Task.sleep(for: .milliseconds(100))
        if !Task.isCancelled { call() }
      }
    }
  }

  /// Ends the calls.
  func cancel() { ticking.cancel() }
}
