/// Which tier does which work, as data: nothing here is known to keep its invariants.
///
/// `AllocationPolicy` is rules that were checked in every state.
package struct AllocationRules: Hashable, Sendable {
  /// Which tiers an override may force.
  package enum Overrides: String, Codable, CaseIterable, Sendable {
    /// Any.
    case any
    /// Those that break no invariant.
    case held
    /// Those that are no lower than what a green zone gives.
    case upward
  }

  /// Names of the models, as `provider:model`.
  ///
  /// - Shape: `models[tier]`, in the order of `ModelTier.allCases`.
  package var models: [String]
  /// The agents; at least one, no name twice.
  package var agents: [AgentRule]
  /// What is done in each zone.
  ///
  /// - Shape: `zones[zone]`, in the order of `BudgetZone.allCases`.
  package var zones: [ZoneRule]
  /// Share of the budget that is kept for critical work; unit 1, 0 to below 1.
  package var reserve: Double
  /// Least criticality of work that may be done from the reserve.
  package var reserveFor: Criticality
  /// When rework escalates an agent.
  package var rework: ReworkRule
  /// Tiers of the default policy.
  ///
  /// - Shape: `rollback[agent]`, as many as `agents`.
  package var rollback: [ModelTier]
  /// Which tiers may be forced.
  package var overrides: Overrides
  /// What has to hold in every state; at least one.
  package var invariants: [AllocationInvariant]

  /// Makes rules; see the properties.
  package init(
    models: [String], agents: [AgentRule], zones: [ZoneRule], reserve: Double,
    reserveFor: Criticality, rework: ReworkRule, rollback: [ModelTier], overrides: Overrides,
    invariants: [AllocationInvariant]
  ) {
    precondition(
      models.count == ModelTier.allCases.count && zones.count == BudgetZone.allCases.count,
      "a model for each tier, a rule for each zone")
    precondition(rollback.count == agents.count, "a default tier for each agent")
    self.models = models
    self.agents = agents
    self.zones = zones
    self.reserve = reserve
    self.reserveFor = reserveFor
    self.rework = rework
    self.rollback = rollback
    self.overrides = overrides
    self.invariants = invariants
  }

  /// Name of a tier's model, as `provider:model`.
  package func model(of tier: ModelTier) -> String { models[tier.rank] }

  /// The rule of a zone.
  package func rule(of zone: BudgetZone) -> ZoneRule {
    switch zone {
    case .green: zones[0]
    case .yellow: zones[1]
    case .orange: zones[2]
    case .red: zones[3]
    }
  }

  /// Index of an agent; nil where the rules name none of that name.
  package func agent(named name: String) -> Int? { agents.firstIndex { $0.name == name } }

  /// Every state that work can be in.
  package var states: AllocationStates {
    AllocationStates(agents: agents.count, reserve: reserve)
  }
}
