/// How a limit of a week stands.
package struct BudgetLine: Hashable, Sendable {
  /// The limit.
  package var limit: BudgetLimit
  /// What is consumed of it, as far as it is known; tokens, or 1e-12 dollars.
  package var consumed: Int
  /// Entries whose amount is unknown; count.
  package var unknown: Int
  /// Line of the first of them in the log; from 1, nil where none is logged.
  package var firstUnknownLine: Int?
  /// The amounts that are known, by time, none after now.
  package var amounts: [BudgetAmount]

  /// Share of the limit that is consumed; unit 1, above 1 where it is overdrawn.
  package var share: Double { Double(consumed) / Double(limit.most) }
  /// The zone; with unknown amounts, the zone at least.
  package var zone: BudgetZone { BudgetZone(consumed: share) }
  /// What is left; tokens, or 1e-12 dollars, at least 0.
  package var remaining: Int { max(0, limit.most - consumed) }

  /// Sums up a week.
  ///
  /// - Parameters:
  ///   - limit: The limit.
  ///   - view: The log.
  ///   - week: The week.
  ///   - plan: Says which tier a model is of.
  package init(_ limit: BudgetLimit, _ view: TokenLogView, in week: BudgetWeek, of plan: BudgetPlan)
  {
    self.limit = limit
    amounts = []
    consumed = 0
    unknown = 0
    for counted in view.entries(in: week)
    where limit.scope.includes(plan.tier(of: counted.entry.model)) {
      guard let amount = limit.unit.amount(of: counted.entry) else {
        unknown += 1
        firstUnknownLine = firstUnknownLine ?? counted.line
        continue
      }
      let (sum, isTooLarge) = consumed.addingReportingOverflow(amount)
      consumed = isTooLarge ? .max : sum
      amounts.append(BudgetAmount(time: min(counted.time, view.now), amount: amount))
    }
  }
}

/// An amount that was consumed at a time.
package struct BudgetAmount: Hashable, Sendable {
  /// When.
  package var time: UTCTime
  /// How much; tokens, or 1e-12 dollars, at least 0.
  package var amount: Int

  /// Makes an amount; see the properties.
  package init(time: UTCTime, amount: Int) {
    self.time = time
    self.amount = amount
  }
}

/// How the limits of a plan stand in a week.
package struct BudgetStatus: Sendable {
  /// The plan.
  package let plan: BudgetPlan
  /// The week.
  package let week: BudgetWeek
  /// The log.
  package let view: TokenLogView
  /// Each limit, in the order of the plan.
  package let lines: [BudgetLine]

  /// Sums up the week that a log's now is in.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - view: The log, with the time that it is.
  package init(_ plan: BudgetPlan, _ view: TokenLogView) {
    self.plan = plan
    self.view = view
    let week = plan.week(containing: view.now)
    self.week = week
    lines = plan.limits.map { BudgetLine($0, view, in: week, of: plan) }
  }

  /// The worst zone of all limits.
  package var zone: BudgetZone { lines.map(\.zone).max() ?? .green }

  /// The worst zone of the limits that a call to a model of some tier must keep.
  ///
  /// - Parameter tier: The model's tier; nil where it has none.
  /// - Returns: The zone.
  package func zone(of tier: ModelTier?) -> BudgetZone {
    lines.filter { $0.limit.scope.includes(tier) }.map(\.zone).max() ?? .green
  }

  /// What may still be charged this week.
  ///
  /// - Parameter scope: Over all models, or of a tier.
  /// - Returns: The rest of each limit; nothing is limited where the plan limits nothing.
  package func remaining(_ scope: BudgetScope) -> SpendingLimit {
    var rest = SpendingLimit()
    for line in lines where line.limit.scope == scope {
      switch line.limit.unit {
      case .tokens: rest.tokens = line.remaining
      case .dollars: rest.money = Money(picodollars: line.remaining)
      }
    }
    return rest
  }
}
