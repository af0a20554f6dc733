/// Every state that work can be in under some rules, the plainest first.
///
/// All inputs of a decision are crossed, but for budgets: of those only the pairs of zone and reserve
/// that a budget passes through.  Agent and phase vary fastest and overrides slowest, so that the first
/// state that breaks an invariant is one with as little said about it as possible.
package struct AllocationStates: RandomAccessCollection, Sendable {
  private let agents: Int
  private let budgets: [BudgetState]
  // Made once: a list of all cases is made anew by every use.
  private static let phases = WorkPhase.allCases
  private static let criticalities = Criticality.allCases
  private static let escalations = AllocationState.Escalation.allCases
  private static let modes = AllocationState.Mode.allCases
  private static let forced: [ModelTier?] = [nil] + ModelTier.allCases

  /// Lists the states.
  ///
  /// - Parameters:
  ///   - agents: Agents of the rules; count.
  ///   - reserve: Share of the budget that is kept; unit 1, 0 to below 1.
  package init(agents: Int, reserve: Double) {
    self.agents = agents
    budgets = BudgetState.reachable(reserve: reserve)
  }

  /// Index of the first state.
  package var startIndex: Int { 0 }

  /// Index after the last state; also the count of them.
  package var endIndex: Int {
    agents * Self.phases.count * Self.criticalities.count * budgets.count
      * Self.escalations.count * Self.modes.count * Self.forced.count
  }

  /// The state of an index.
  package subscript(position: Int) -> AllocationState {
    var rest = position
    func next(_ count: Int) -> Int {
      let (quotient, place) = rest.quotientAndRemainder(dividingBy: count)
      rest = quotient
      return place
    }
    let phase = next(Self.phases.count)
    let agent = next(agents)
    let criticality = next(Self.criticalities.count)
    let budget = next(budgets.count)
    let escalation = next(Self.escalations.count)
    let mode = next(Self.modes.count)
    return AllocationState(
      agent: agent, phase: Self.phases[phase], criticality: Self.criticalities[criticality],
      budget: budgets[budget], escalation: Self.escalations[escalation],
      mode: Self.modes[mode], forced: Self.forced[next(Self.forced.count)])
  }
}
