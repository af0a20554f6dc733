import Economics
import TextFormats

/// What weeks took, by model and phase.
struct WeeklyUseText {
  /// The weeks, the latest first.
  let weeks: [(week: BudgetWeek, use: WeeklyUse)]

  /// Takes weeks.
  ///
  /// - Parameters:
  ///   - status: The latest week.
  ///   - count: How many weeks, that one included; at least 1.
  init(_ status: BudgetStatus, count: Int) {
    weeks = (0..<count).map { ago in
      let week = status.week.later(by: -ago)
      return (week, WeeklyUse(status.view, in: week, of: status.plan))
    }
  }

  /// For a person.
  var text: String {
    var lines: [String] = []
    for (week, use) in weeks {
      lines.append("week of \(week.firstDay)")
      guard use.total.entries > 0 else {
        lines += ["nothing is logged", ""]
        continue
      }
      lines += [Self.models(use).text]
    }
    return lines.joined(separator: "\n").trimmedEnd
  }

  /// What a week took, by model and phase.
  static func models(_ use: WeeklyUse) -> TextTable {
    var table = TextTable([.text("model"), .text("tier"), .text("phase")] + columns)
    for cell in use.cells {
      table.append(
        [cell.model, cell.tier?.rawValue ?? "-", cell.phase] + numbers(cell.sum, of: use))
    }
    table.append(["all", "", ""] + numbers(use.total, of: use))
    return table
  }

  /// What a week took, by work item.
  static func items(_ use: WeeklyUse) -> TextTable {
    var table = TextTable([.text("item")] + columns)
    for item in use.items { table.append([item.name] + numbers(item.sum, of: use)) }
    table.append(["all"] + numbers(use.total, of: use))
    return table
  }

  private static let columns: [TextTable.Column] = [
    .number("entries"), .number("tokens"), .number("share"), .number("cost"),
  ]

  private static func numbers(_ sum: WeeklyUse.Sum, of use: WeeklyUse) -> [String] {
    let share = use.total.tokens > 0 ? Double(sum.tokens) / Double(use.total.tokens) : 0
    let money = "$" + NumberFormat.fixed(Double(sum.known.picodollars) * 1e-12, decimals: 2)
    let cost =
      sum.unpriced == 0
      ? money : sum.unpriced == sum.entries ? "unknown" : "\(money) + \(sum.unpriced) unknown"
    return [
      "\(sum.entries)", NumberFormat.grouped(sum.tokens),
      NumberFormat.fixed(share * 100, decimals: 1) + " %", cost,
    ]
  }

  /// For programs: a row a week, model and phase.
  var fields: [[(String, JSONValue)]] {
    weeks.flatMap { week, use in
      use.cells.map { cell in
        [
          ("week", .string("\(week.firstDay)")), ("model", .string(cell.model)),
          ("tier", .string(cell.tier?.rawValue)), ("phase", .string(cell.phase)),
          ("entries", .int(cell.sum.entries)), ("tokens", .int(cell.sum.tokens)),
          (
            "dollars",
            cell.sum.unpriced == cell.sum.entries
              ? .null : .number(Double(cell.sum.known.picodollars) * 1e-12)
          ),
          ("unpriced_entries", .int(cell.sum.unpriced)),
        ]
      }
    }
  }
}
