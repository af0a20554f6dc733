package import Economics
package import Storage

/// The weekly budget that a run is charged to, and its token log.
package struct WeeklySpending: Equatable {
  /// The budget.
  package let plan: BudgetPlan
  /// The log.
  package let log: TokenLog

  /// Makes it; see the properties.
  package init(plan: BudgetPlan, log: TokenLog) {
    self.plan = plan
    self.log = log
  }

  /// Whether two are the same budget with the same log.
  package static func == (left: WeeklySpending, right: WeeklySpending) -> Bool {
    left.plan == right.plan && left.log.file.path == right.log.file.path
  }
}

extension BudgetPlan {
  /// Whether a limit of dollars holds for a model.
  func limitsMoney(of model: String) -> Bool {
    let tier = tier(of: model)
    return limits.contains { $0.unit == .dollars && $0.scope.includes(tier) }
  }
}
