package import Economics

/// What can be seen of a task before it is worked on.
package struct VisibleTask: Equatable, Sendable {
  /// Its label, right or not; nil for none.
  package let label: String?
  /// Its text.
  package let text: String
  /// What hangs on it.
  package let criticality: Criticality
  /// Agent that it is given to.
  package let agent: String
  /// Phase of work that it belongs to.
  package let phase: WorkPhase

  /// Makes what is visible; see the properties.
  package init(
    label: String?, text: String, criticality: Criticality, agent: String = "",
    phase: WorkPhase = .exec
  ) {
    self.label = label
    self.text = text
    self.criticality = criticality
    self.agent = agent
    self.phase = phase
  }
}

/// What a policy decides of a task.
package enum WorkDecision: Equatable, Sendable {
  /// It is worked on by that plan now.
  case work(WorkPlan)
  /// It waits for the next week.
  case later
}

/// Who works on which task, and how.
package protocol WorkPolicy: Sendable {
  /// Name of the policy in tables.
  var name: String { get }
  /// Whether it promises that security work is done by the highest tier alone.
  var keepsSecurity: Bool { get }
  /// Whether its decisions heed what the week has taken so far.
  var heedsBudget: Bool { get }

  /// Decides of a task.
  ///
  /// - Parameters:
  ///   - task: What can be seen of it.
  ///   - ledger: What the week has taken so far.
  /// - Returns: The decision.
  func decide(_ task: VisibleTask, _ ledger: WeekLedger) -> WorkDecision
}

/// One plan for every task.
package struct FixedPolicy: WorkPolicy {
  /// Name in tables.
  package let name: String
  /// The plan.
  package let plan: WorkPlan
  /// Whether the plan asks nobody but the highest tier.
  package var keepsSecurity: Bool { plan.lowestTier == .large }
  /// The same plan, whatever the week has taken.
  package let heedsBudget = false

  /// Makes a policy; see the properties.
  package init(_ name: String, _ plan: WorkPlan) {
    self.name = name
    self.plan = plan
  }

  /// Has every task done at once, by the plan.
  package func decide(_ task: VisibleTask, _ ledger: WeekLedger) -> WorkDecision { .work(plan) }
}

/// A plan by the tier that a router names.
package struct RoutedPolicy: WorkPolicy {
  /// Name in tables.
  package let name: String
  /// The router may name any tier for security work too.
  package let keepsSecurity = false
  /// The tier does not depend on what the week has taken.
  package let heedsBudget = false
  private let route: @Sendable (VisibleTask) -> ModelTier
  private let plans: [WorkPlan]

  /// Makes a policy.
  ///
  /// - Parameters:
  ///   - name: Name in tables.
  ///   - plans: A plan by the rank of each tier.
  ///   - route: The tier for a task, by what can be seen of it.
  package init(
    _ name: String, plans: [WorkPlan], route: @escaping @Sendable (VisibleTask) -> ModelTier
  ) {
    precondition(plans.count == ModelTier.allCases.count, "a plan for each tier")
    self.name = name
    self.plans = plans
    self.route = route
  }

  /// Has every task done at once, by the plan of the tier that the router names.
  package func decide(_ task: VisibleTask, _ ledger: WeekLedger) -> WorkDecision {
    .work(plans[route(task).rank])
  }
}
