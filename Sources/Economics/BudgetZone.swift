/// How much of a budget is consumed, in the four steps that a policy heeds.
package enum BudgetZone: String, Codable, CaseIterable, Sendable, Comparable {
  /// Consumed below 70 %, from 70 %, from 85 % and from 95 % of the budget.
  case green, yellow, orange, red

  /// Share of the budget at which each zone begins; unit 1.
  package var begins: Double {
    switch self {
    case .green: 0
    case .yellow: 0.70
    case .orange: 0.85
    case .red: 0.95
    }
  }

  /// The zone of a budget.
  ///
  /// - Parameter consumed: Share of the budget that is consumed; unit 1, at least 0, above 1 where it
  ///   is overdrawn.
  package init(consumed: Double) {
    self = Self.allCases.last { consumed >= $0.begins } ?? .green
  }

  /// Whether one zone is consumed less than another.
  package static func < (left: BudgetZone, right: BudgetZone) -> Bool { left.begins < right.begins }
}
