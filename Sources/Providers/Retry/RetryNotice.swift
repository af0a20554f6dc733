package import MAKERCore

/// What a person is told while a draw waits to be asked for again.
package struct RetryNotice: Hashable, Sendable, CustomStringConvertible {
  /// Where the draw stands.
  package var coordinates: DrawCoordinates
  /// Channel, as `openai:gpt-4.1-mini`.
  package var channel: String
  /// Why the last attempt failed.
  package var failure: ChannelFailure
  /// The attempt that follows; from 2.
  package var attempt: Int
  /// Most attempts of a draw; count.
  package var attempts: Int
  /// Time until it follows; nanoseconds.
  package var wait: Int

  /// One line, as "waiting 12 s: rate limited: slow down, attempt 3 of 6".
  package var description: String {
    "waiting \(WaitingTime.text(wait)): \(failure), attempt \(attempt) of \(attempts)"
  }
}
