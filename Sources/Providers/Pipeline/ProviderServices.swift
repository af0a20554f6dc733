import Foundation

/// What the channels of a run share.
package struct ProviderServices: Sendable {
  /// Sends requests.
  package var transport: any HTTPTransport
  /// Keeps draws and attempts.
  package var ledger: any DrawLedger
  /// Allows calls.
  package var budget: any CallBudget
  /// The time that waits and latencies are measured by.
  package var clock: ChannelClock
  /// The date, which some servers name; seconds since 1970-01-01 00:00 UTC.
  package var date: @Sendable () -> Int
  /// Told of each wait before a draw is asked for again.
  package var onWait: @Sendable (RetryNotice) -> Void

  /// Makes the services; see the properties.
  package init(
    transport: any HTTPTransport, ledger: any DrawLedger, budget: any CallBudget,
    clock: ChannelClock = .real,
    date: @escaping @Sendable () -> Int = { Int(Date().timeIntervalSince1970) },
    onWait: @escaping @Sendable (RetryNotice) -> Void = { _ in }
  ) {
    self.transport = transport
    self.ledger = ledger
    self.budget = budget
    self.clock = clock
    self.date = date
    self.onWait = onWait
  }
}
