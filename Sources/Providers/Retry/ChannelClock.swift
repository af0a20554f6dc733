/// The time that channels wait by: the machine's, or a virtual one where time passes at once.
package struct ChannelClock: Sendable {
  private let elapsed: @Sendable () -> Int
  private let wait: @Sendable (Int) async throws -> Void

  /// Takes the time of a clock, from now on.
  package init<Source: Clock>(_ clock: Source) where Source.Duration == Duration {
    let start = clock.now
    elapsed = { Self.nanoseconds(start.duration(to: clock.now)) }
    wait = { try await clock.sleep(for: .nanoseconds($0)) }
  }

  /// The machine's time.
  package static var real: ChannelClock { ChannelClock(ContinuousClock()) }

  /// Time since the clock was taken; nanoseconds.
  package var now: Int { elapsed() }

  /// Waits.
  ///
  /// - Parameter time: How long; nanoseconds.
  /// - Throws: `CancellationError`, at once, where the surrounding task is cancelled.
  package func sleep(_ time: Int) async throws { try await wait(time) }

  private static func nanoseconds(_ duration: Duration) -> Int {
    let (seconds, attoseconds) = duration.components
    return Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000)
  }
}
