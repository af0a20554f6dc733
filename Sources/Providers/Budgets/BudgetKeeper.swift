package import Economics
package import MAKERCore

/// One budget for all the channels of a run.
///
/// A call that fits only if calls under way turn out cheaper than their worst case waits for the next of
/// them to end: a run is stopped by what it was charged, not by what it might have been.
package actor BudgetKeeper: CallBudget {
  /// The limits, which never change.
  package nonisolated let limits: BudgetLimits
  /// The budget as it stands.
  package private(set) var budget: Budget
  /// Why a call was refused first; nil while none was.
  package private(set) var refusal: BudgetRefusal?
  /// Calls that wait for others to end; count.
  package var callsWaiting: Int { waiting.count }
  private var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
  private var nextWaiter = 0

  /// Keeps a budget.
  package init(_ budget: Budget) {
    limits = budget.limits
    self.budget = budget
  }

  /// Sets aside the worst case of one call, once it fits.
  ///
  /// - Throws: `ChannelFailure.exhausted` where it cannot fit any more, `fatal` when told to stop.
  package func reserve(
    _ worst: Charge, for provider: String
  ) async throws(ChannelFailure) -> CallReservation {
    while !Task.isCancelled {
      switch budget.reserve(worst, for: provider) {
      case .granted(let reservation):
        return CallReservation(
          number: reservation.number, provider: provider, worst: reservation.worst)
      case .refused(let refusal):
        if self.refusal == nil { self.refusal = refusal }
        throw ChannelFailure(.exhausted, refusal.description)
      case .later:
        await nextSettlement()
      }
    }
    throw ChannelFailure(.fatal, "told to stop")
  }

  /// Gives back what a call did not cost.
  package func settle(_ reservation: CallReservation, _ outcome: AttemptOutcome) {
    budget.settle(
      Budget.Reservation(
        provider: reservation.provider, worst: reservation.worst, number: reservation.number),
      as: outcome)
    // Whoever waits asks again: what was given back may be enough for several.
    let woken = waiting.values
    waiting = [:]
    for continuation in woken { continuation.resume() }
  }

  /// Waits until a call under way is settled, or this task is cancelled.
  private func nextSettlement() async {
    let waiter = nextWaiter
    nextWaiter += 1
    await withTaskCancellationHandler {
      await withCheckedContinuation { waiting[waiter] = $0 }
    } onCancel: {
      Task { await self.wake(waiter) }
    }
  }

  private func wake(_ waiter: Int) { waiting.removeValue(forKey: waiter)?.resume() }
}
