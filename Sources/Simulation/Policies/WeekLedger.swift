package import Economics

/// What a week may take: limits of time by tier and of money, each nil for none.
package struct WeeklyLimits: Equatable, Sendable {
  /// Most time of calls to each tier; milliseconds.
  ///
  /// - Shape: `milliseconds[tier.rank]`, nil for no limit.
  package var milliseconds: [Int?]
  /// Most money; nil for no limit.
  package var money: Money?

  /// Makes limits; see the properties.
  package init(milliseconds: [Int?] = [nil, nil, nil], money: Money? = nil) {
    self.milliseconds = milliseconds
    self.money = money
  }
}

/// What a week has taken so far, held against its limits.
package struct WeekLedger: Equatable, Sendable {
  /// The limits.
  package let limits: WeeklyLimits
  /// Time of calls to each tier; milliseconds.
  ///
  /// - Shape: `milliseconds[tier.rank]`.
  package private(set) var milliseconds = [0, 0, 0]
  /// Money of all calls; 1e-12 of the price book's unit.
  package private(set) var picodollars = 0

  /// Begins a week.
  package init(_ limits: WeeklyLimits) { self.limits = limits }

  /// Books calls.
  ///
  /// - Parameters:
  ///   - tier: Rank of the tier.
  ///   - milliseconds: Their time; milliseconds.
  ///   - picodollars: Their cost; 1e-12 of the price book's unit.
  package mutating func book(tier: Int, milliseconds: Int, picodollars: Int) {
    self.milliseconds[tier] += milliseconds
    self.picodollars += picodollars
  }

  /// Share of a tier's limit that is consumed; unit 1, 0 where there is none.
  package func consumed(_ tier: ModelTier) -> Double {
    limits.milliseconds[tier.rank].map { Double(milliseconds[tier.rank]) / Double($0) } ?? 0
  }

  /// Share of the money that is consumed; unit 1, 0 without a limit.
  package var consumedMoney: Double {
    limits.money.map { Double(picodollars) / Double($0.picodollars) } ?? 0
  }

  /// Greatest share of any limit that is consumed; unit 1.
  package var consumed: Double {
    ModelTier.allCases.map(consumed).reduce(consumedMoney, max)
  }

  /// Zone of the limit that is consumed most.
  package var zone: BudgetZone { BudgetZone(consumed: consumed) }
}
