extension AllocationPolicy {
  /// Decides on a piece of work of a named agent.
  ///
  /// - Parameters:
  ///   - agent: Name of the agent.
  ///   - phase: The phase.
  ///   - criticality: How much depends on it.
  ///   - consumed: Share of the whole budget that is consumed; unit 1, at least 0.
  ///   - escalation: Whether its work is escalated, as `ReworkWatch` says.
  ///   - mode: Whether the rules are in force.
  ///   - override: Tier that somebody forces; nil for none.
  /// - Returns: What is done with it; nil where the policy names no such agent, which gets no tier
  ///   rather than that of others: a name that is misspelt must not cost it its floor.
  package func assign(
    agent: String, phase: WorkPhase, criticality: Criticality = .routine, consumed: Double,
    escalation: AllocationState.Escalation = .none, mode: AllocationState.Mode = .normal,
    override: ManualOverride? = nil
  ) -> Assignment? {
    rules.agent(named: agent).map {
      decide(
        AllocationState(
          agent: $0, phase: phase, criticality: criticality,
          budget: BudgetState(consumed: consumed, reserve: rules.reserve),
          escalation: escalation, mode: mode, forced: override?.tier))
    }
  }
}
