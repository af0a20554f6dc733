/// Everything that an assignment depends on besides the rules.
package struct AllocationState: Hashable, Sendable {
  /// Whether work is escalated, and why.
  package enum Escalation: String, CaseIterable, Sendable {
    /// Nothing asks for a higher tier.
    case none
    /// Too much of the agent's work had to be done again.
    case rework
    /// The work is of the special kind that the agent's rule names.
    case special
  }

  /// Whether the rules are in force.
  package enum Mode: String, CaseIterable, Sendable {
    /// The policy's own table and rules are in force.
    case normal
    /// The default policy is in force instead: its table, and nothing else.
    case rollback
    /// Nothing is chosen automatically.
    case paused
  }

  /// Index of the agent among those of the rules.
  package var agent: Int
  /// The phase.
  package var phase: WorkPhase
  /// How much depends on the work.
  package var criticality: Criticality
  /// The budget.
  package var budget: BudgetState
  /// Whether the work is escalated.
  package var escalation: Escalation
  /// Whether the rules are in force.
  package var mode: Mode
  /// Tier that somebody forces; nil for none.
  package var forced: ModelTier?

  /// Makes a state; see the properties.
  package init(
    agent: Int, phase: WorkPhase, criticality: Criticality = .routine, budget: BudgetState,
    escalation: Escalation = .none, mode: Mode = .normal, forced: ModelTier? = nil
  ) {
    self.agent = agent
    self.phase = phase
    self.criticality = criticality
    self.budget = budget
    self.escalation = escalation
    self.mode = mode
    self.forced = forced
  }
}
