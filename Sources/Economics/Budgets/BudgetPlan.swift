/// What a week may cost, over all models and by tier, and which tier a model is of.
package struct BudgetPlan: Hashable, Sendable {
  /// The models of a tier.
  package struct ModelRule: Hashable, Sendable {
    /// Names that it is for: `haiku`, `openai:gpt-4.1-mini*` or, with a star alone, every other one.
    package var model: ModelPattern
    /// Their tier.
    package var tier: ModelTier

    /// Makes a rule; see the properties.
    package init(model: ModelPattern, tier: ModelTier) {
      self.model = model
      self.tier = tier
    }
  }

  /// Who uses it and where its numbers are from, for a person.
  package var note: String
  /// Day on which weeks begin, at midnight UTC.
  package var weekBegins: Weekday
  /// Limit of a week over all models, those of no tier included.
  package var total: SpendingLimit
  /// Limits of a week by tier.
  package var tiers: [ModelTier: SpendingLimit]
  /// Which tier a model is of; the nearest pattern counts.
  package var models: [ModelRule]

  /// Makes a plan; see the properties.
  package init(
    note: String = "", weekBegins: Weekday = .monday, total: SpendingLimit,
    tiers: [ModelTier: SpendingLimit] = [:], models: [ModelRule] = []
  ) {
    self.note = note
    self.weekBegins = weekBegins
    self.total = total
    self.tiers = tiers
    self.models = models
  }

  /// The tier of a model.
  ///
  /// - Parameter model: Its name, as `haiku` or `openai:gpt-4.1-mini-2025-04-14`.
  /// - Returns: The tier of the nearest pattern, the first of equally near ones; nil where none fits.
  package func tier(of model: String) -> ModelTier? {
    var best: (nearness: ModelPattern.Nearness, tier: ModelTier)?
    for rule in models {
      guard let nearness = rule.model.nearness(to: model) else { continue }
      if best.map({ nearness > $0.nearness }) ?? true { best = (nearness, rule.tier) }
    }
    return best?.tier
  }

  /// The week that a time is in.
  package func week(containing time: UTCTime) -> BudgetWeek {
    BudgetWeek(containing: time, begins: weekBegins)
  }

  /// What is limited: over all models first, then by tier from the smallest, tokens before dollars.
  package var limits: [BudgetLimit] {
    let scopes =
      [(BudgetScope.total, total)]
      + ModelTier.allCases.compactMap { tier in tiers[tier].map { (.tier(tier), $0) } }
    return scopes.flatMap { scope, limits in
      BudgetUnit.allCases.compactMap { unit in
        unit.limit(of: limits).map { BudgetLimit(scope: scope, unit: unit, most: $0) }
      }
    }
  }
}

/// Which models a limit is for.
package enum BudgetScope: Hashable, Sendable, CustomStringConvertible {
  /// All.
  case total
  /// Those of a tier.
  case tier(ModelTier)

  /// The word for it, as `total` or `small`.
  package var description: String {
    switch self {
    case .total: "total"
    case .tier(let tier): tier.rawValue
    }
  }

  /// Whether a model of some tier counts.
  ///
  /// - Parameter tier: The model's tier; nil where it has none.
  /// - Returns: Whether it does.
  package func includes(_ tier: ModelTier?) -> Bool {
    switch self {
    case .total: true
    case .tier(let own): own == tier
    }
  }
}

/// One limit of a week.
package struct BudgetLimit: Hashable, Sendable {
  /// Which models it is for.
  package var scope: BudgetScope
  /// What it counts.
  package var unit: BudgetUnit
  /// The most; tokens, or 1e-12 dollars, above 0.
  package var most: Int

  /// Makes a limit; see the properties.
  package init(scope: BudgetScope, unit: BudgetUnit, most: Int) {
    self.scope = scope
    self.unit = unit
    self.most = most
  }
}
