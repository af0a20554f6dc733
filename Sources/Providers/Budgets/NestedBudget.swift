package import MAKERCore
import SharedState

/// Budgets within one another: a call is made where each of them allows it.
///
/// All are asked in one order, the narrowest first: so what is set aside in a wider one is always of a call
/// that is under way, and no two calls wait for each other.
package final class NestedBudget: CallBudget {
  /// One of the budgets.
  package struct Layer: Sendable {
    /// Whose it is, for a person, as `this call`.
    package let name: String
    /// The budget.
    package let budget: any CallBudget

    /// Names a budget.
    package init(_ name: String, _ budget: any CallBudget) {
      self.name = name
      self.budget = budget
    }
  }

  private struct State: Sendable {
    var next = 0
    /// What is set aside in each layer, by the number of the whole.
    var parts: [Int: [CallReservation]] = [:]
  }

  private let layers: [Layer]
  private let state = Locked(State())

  /// Nests budgets.
  ///
  /// - Parameter layers: The budgets, the narrowest first; not empty.
  package init(_ layers: [Layer]) {
    precondition(!layers.isEmpty, "a call has a budget")
    self.layers = layers
  }

  /// Calls under way; count.
  package var callsUnderWay: Int { state.withLock { $0.parts.count } }

  /// Sets aside the worst case of one call in each budget; where one refuses, nothing is left in any.
  ///
  /// - Throws: `ChannelFailure.exhausted` of the budget that refuses.
  package func reserve(
    _ worst: Charge, for provider: String
  ) async throws(ChannelFailure) -> CallReservation {
    var parts: [CallReservation] = []
    for layer in layers {
      do throws(ChannelFailure) {
        parts.append(try await layer.budget.reserve(worst, for: provider))
      } catch {
        await settle(parts, .free)
        guard error.kind == .exhausted else { throw error }
        throw ChannelFailure(.exhausted, "\(layer.name): \(error.message)")
      }
    }
    let whole = parts
    return state.withLock { state in
      defer { state.next += 1 }
      state.parts[state.next] = whole
      return CallReservation(number: state.next, provider: provider, worst: worst)
    }
  }

  /// Gives back in each budget what a call did not cost.
  package func settle(_ reservation: CallReservation, _ outcome: AttemptOutcome) async {
    guard let parts = state.withLock({ $0.parts.removeValue(forKey: reservation.number) }) else {
      preconditionFailure("a call is settled once")
    }
    await settle(parts, outcome)
  }

  private func settle(_ parts: [CallReservation], _ outcome: AttemptOutcome) async {
    for (layer, part) in zip(layers, parts).reversed() {
      await layer.budget.settle(part, outcome)
    }
  }
}
