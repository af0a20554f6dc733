/// What a policy sees of a budget: its zone, and whether work already lives on the reserve.
package struct BudgetState: Hashable, Sendable {
  /// What is left of the part of a budget that is kept for critical work.
  package enum Reserve: String, CaseIterable, Sendable {
    /// Some of the free budget is left, so that the reserve is whole.
    case whole
    /// The free budget is spent, some of the reserve is left.
    case opened
    /// Nothing is left.
    case spent
  }

  /// The zone.
  package let zone: BudgetZone
  /// The reserve.
  package let reserve: Reserve

  /// Makes the state of a budget.
  ///
  /// - Parameters:
  ///   - consumed: Share of the whole budget that is consumed; unit 1, at least 0.
  ///   - reserve: Share of the whole budget that is kept as reserve; unit 1, 0 to below 1.
  package init(consumed: Double, reserve: Double) {
    zone = BudgetZone(consumed: consumed)
    self.reserve = consumed >= 1 ? .spent : consumed >= 1 - reserve ? .opened : .whole
  }

  /// Every state that a budget passes through, from an untouched one on.
  ///
  /// - Parameter reserve: Share that is kept; unit 1, 0 to below 1.
  /// - Returns: The states, each once, in the order in which a budget comes to them.
  package static func reachable(reserve: Double) -> [BudgetState] {
    var states: [BudgetState] = []
    // A state changes only where a zone or the reserve begins or ends.
    for consumed in (BudgetZone.allCases.map(\.begins) + [1 - reserve, 1]).sorted() {
      let state = BudgetState(consumed: consumed, reserve: reserve)
      if states.last != state { states.append(state) }
    }
    return states
  }
}
