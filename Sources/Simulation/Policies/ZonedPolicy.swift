package import Economics

/// A router under an allocation policy: no task goes below the tier that the policy gives its agent, and
/// the zone of the week's budget says what must wait.
package struct ZonedPolicy: WorkPolicy {
  /// Name in tables.
  package let name: String
  /// Whether the allocation keeps security work on the highest tier.
  package let keepsSecurity: Bool
  /// The zone of the week says what must wait.
  package let heedsBudget = true
  private let plans: [WorkPlan]
  private let allocation: AllocationPolicy
  private let route: @Sendable (VisibleTask) -> ModelTier

  /// Makes a policy.
  ///
  /// - Parameters:
  ///   - name: Name in tables.
  ///   - plans: A plan by the rank of the tier that a task begins with; none asks a lower tier.
  ///   - allocation: The tiers of agents, the zones and the reserve.
  ///   - route: The tier for a task, by what can be seen of it.
  package init(
    _ name: String, plans: [WorkPlan], allocation: AllocationPolicy,
    route: @escaping @Sendable (VisibleTask) -> ModelTier
  ) {
    precondition(
      plans.count == ModelTier.allCases.count
        && zip(ModelTier.allCases, plans).allSatisfy { $0 <= $1.lowestTier },
      "a plan for each tier, which asks none below it")
    self.name = name
    self.plans = plans
    self.allocation = allocation
    self.route = route
    keepsSecurity = true
  }

  /// Work of an agent that the policy does not name is put off: no tier is known to be high enough.
  package func decide(_ task: VisibleTask, _ ledger: WeekLedger) -> WorkDecision {
    guard
      let given = allocation.assign(
        agent: task.agent, phase: task.phase, criticality: task.criticality,
        consumed: ledger.consumed
      )?.tier
    else { return .later }
    let tier = task.criticality == .security ? .large : max(given, route(task))
    let rule = allocation.rules.rule(of: ledger.zone)
    let isSpared = rule.spares.map { task.criticality >= $0 } ?? false
    guard tier > rule.most, tier > given, !isSpared else { return .work(plans[tier.rank]) }
    // What the router wants above the zone's highest tier waits, or is done as the policy gives it.
    return rule.above == .wait ? .later : .work(plans[max(given, rule.most).rank])
  }
}
