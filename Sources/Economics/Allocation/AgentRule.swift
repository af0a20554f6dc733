/// What a policy gives an agent to work with.
package struct AgentRule: Hashable, Sendable {
  /// Grounds on which an agent's work goes to its highest tier at once.
  package enum Ground: String, Codable, CaseIterable, Sendable {
    /// The work is critical, or touches security.
    case critical
    /// The work touches security.
    case security
    /// The work is of the special kind that the rule names.
    case special
  }

  /// Name of the agent; letters, digits, `_` and `-`.
  package let name: String
  /// Tiers by phase.
  ///
  /// - Shape: `tiers[phase]`, in the order of `WorkPhase.allCases`.
  package let tiers: [ModelTier]
  /// Highest tier that its work is escalated to; at least each of `tiers`.
  package let escalatesTo: ModelTier
  /// Grounds for the highest tier at once.
  package let atOnceFor: Set<Ground>
  /// The special kind of work, in words; empty where there is none.
  package let specialCase: String
  /// Least criticality of its work, whatever is said about a piece of it.
  package let criticality: Criticality

  // The grounds again, so that a decision hashes nothing: a policy is proven by a decision in every state.
  /// Least criticality of work that goes to the highest tier at once; nil for none.
  let atOnceFrom: Criticality?
  /// Whether work of a special kind does.
  let risesForSpecial: Bool

  /// Makes a rule; see the properties.
  package init(
    name: String, tiers: [ModelTier], escalatesTo: ModelTier? = nil,
    atOnceFor: Set<Ground> = [], specialCase: String = "", criticality: Criticality = .routine
  ) {
    precondition(tiers.count == WorkPhase.allCases.count, "an agent has a tier for each phase")
    self.name = name
    self.tiers = tiers
    self.escalatesTo = max(escalatesTo ?? .small, tiers.max() ?? .small)
    self.atOnceFor = atOnceFor
    self.specialCase = specialCase
    self.criticality = criticality
    atOnceFrom =
      atOnceFor.contains(.critical) ? .critical : atOnceFor.contains(.security) ? .security : nil
    risesForSpecial = atOnceFor.contains(.special)
  }

  /// The tier of a phase, before anything else is heeded.
  package func tier(in phase: WorkPhase) -> ModelTier {
    switch phase {
    case .lead: tiers[0]
    case .plan: tiers[1]
    case .exec: tiers[2]
    }
  }
}
