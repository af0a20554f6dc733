/// What a week took, by model and phase, and by work item.
package struct WeeklyUse: Hashable, Sendable {
  /// What some entries came to.
  package struct Sum: Hashable, Sendable {
    /// Entries; count.
    package var entries = 0
    /// Tokens; count.
    package var tokens = 0
    /// Money, as far as it is known.
    package var known = Money.zero
    /// Entries whose cost is unknown; count.
    package var unpriced = 0

    /// No entries.
    package init() {}

    /// Adds an entry; sums stay at the largest integer.
    package mutating func add(_ entry: TokenLogEntry) {
      entries += 1
      let (sum, isTooLarge) = tokens.addingReportingOverflow(entry.tokens)
      tokens = isTooLarge ? .max : sum
      guard let cost = entry.cost else {
        unpriced += 1
        return
      }
      let (money, isTooMuch) = known.picodollars.addingReportingOverflow(cost.picodollars)
      known = Money(picodollars: isTooMuch ? .max : money)
    }
  }

  /// One model in one phase.
  package struct Cell: Hashable, Sendable {
    /// The model as it was logged.
    package var model: String
    /// Its tier; nil where the plan names none.
    package var tier: ModelTier?
    /// The phase as it was logged.
    package var phase: String
    /// What it came to.
    package var sum: Sum
  }

  /// All that was done for one work item.
  package struct Item: Hashable, Sendable {
    /// The item as it was logged.
    package var name: String
    /// What it came to.
    package var sum: Sum
  }

  /// Models by tier and name, phases by name.
  package let cells: [Cell]
  /// Items by name.
  package let items: [Item]
  /// All together.
  package let total: Sum

  /// Sums up a week.
  ///
  /// - Parameters:
  ///   - view: The log.
  ///   - week: The week.
  ///   - plan: Says which tier a model is of.
  package init(_ view: TokenLogView, in week: BudgetWeek, of plan: BudgetPlan) {
    struct Key: Hashable {
      let model: String
      let phase: String
    }
    var sums: [Key: Sum] = [:]
    var items: [String: Sum] = [:]
    var total = Sum()
    for counted in view.entries(in: week) {
      sums[Key(model: counted.entry.model, phase: counted.entry.phase), default: Sum()]
        .add(counted.entry)
      items[counted.entry.item, default: Sum()].add(counted.entry)
      total.add(counted.entry)
    }
    self.total = total
    self.items = items.map { Item(name: $0.key, sum: $0.value) }.sorted { $0.name < $1.name }
    let cells = sums.map { key, sum in
      Cell(model: key.model, tier: plan.tier(of: key.model), phase: key.phase, sum: sum)
    }
    self.cells = cells.sorted { left, right in
      let leftRank = left.tier?.rank ?? 3
      let rightRank = right.tier?.rank ?? 3
      return (leftRank, left.model, left.phase) < (rightRank, right.model, right.phase)
    }
  }
}
