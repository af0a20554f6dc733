package import MAKERCore

/// Allows calls or refuses them, for many tasks at once.
package protocol CallBudget: Sendable {
  /// Sets aside the worst case of one call.
  ///
  /// - Parameters:
  ///   - worst: What the call may cost at worst; an unknown price is nil.
  ///   - provider: Provider, as `openai`.
  /// - Returns: What the call is settled with.
  /// - Throws: `ChannelFailure` of kind `exhausted` where the rest of the budget does not allow it.
  func reserve(
    _ worst: Charge, for provider: String
  ) async throws(ChannelFailure) -> CallReservation

  /// Gives back what a call did not cost; called once a reservation.
  ///
  /// - Parameters:
  ///   - reservation: The reservation of the call.
  ///   - outcome: What came of it; the worst case stands where its cost is unknown.
  func settle(_ reservation: CallReservation, _ outcome: AttemptOutcome) async
}

/// What one call may cost at worst, set aside in a budget.
package struct CallReservation: Hashable, Sendable {
  /// Number of the reservation within its budget; from 0, never given twice.
  package var number: Int
  /// Provider, as `openai`.
  package var provider: String
  /// What was set aside.
  package var worst: Charge

  /// Makes a reservation; see the properties.
  package init(number: Int, provider: String, worst: Charge) {
    self.number = number
    self.provider = provider
    self.worst = worst
  }
}
