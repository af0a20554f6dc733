import Analysis
import Economics
import MAKERCore
import RaceTheory
import Statistics
import TextFormats

/// Patterns beside their baseline, for people and programs.
struct PatternTable {
  typealias Metric = PatternComparison.Metric

  let setting: PatternSetting
  /// Tasks simulated of each pattern; count, 0 for none.
  let tasks: Int
  let seed: Int
  let rows: [PatternComparison]
  /// The baseline beside itself.
  let baseline: PatternComparison

  /// The baseline, then the patterns.
  var all: [PatternComparison] { [baseline] + rows }

  /// Two tables, and what the patterns of their rows say in full.
  var text: String {
    var parts = [heading, exact.text]
    if tasks > 0 {
      parts += [
        "Of \(NumberFormat.grouped(tasks)) simulated tasks each:", chances.text, amounts.text,
      ]
    }
    parts.append(legend)
    return parts.joined(separator: "\n").trimmedEnd
  }

  private var heading: String {
    let steps =
      setting.steps == 1 ? "1 step" : "\(NumberFormat.grouped(setting.steps)) steps"
    let models = setting.models.map { model in
      var words = "\(model.tier.rawValue) p \(NumberFormat.shortest(model.stepSuccess))"
      if model.validRate < 1 { words += ", v \(NumberFormat.shortest(model.validRate))" }
      return words + ", \(model.price) and \(NumberFormat.shortest(model.seconds)) s a call"
    }
    return "Tasks of \(steps); \(models.joined(separator: "; ")).\n"
  }

  /// Longest name of a row that says what differs; characters.
  private static let longestName = 28

  /// Names of the rows: of the pattern, with what differs where several have it.
  private var names: [String] {
    let patterns = rows.map(\.side.pattern)
    let told = patterns.map { pattern in
      let alike = patterns.filter { $0.name == pattern.name }.map(\.fields)
      let apart = pattern.fields.enumerated().filter { place, field in
        alike.contains { $0[place].value != field.value }
      }
      // What stands for a tier says so itself.
      let words = apart.map { _, field in
        ["tier", "tiers"].contains(field.key) ? field.value : "\(field.key)=\(field.value)"
      }
      return ([pattern.name] + words).joined(separator: " ")
    }
    return ["baseline"]
      + told.indices.map { place in
        let isPlain =
          told[place].count <= Self.longestName && told.count { $0 == told[place] } == 1
        if isPlain { return told[place] }
        let name = patterns[place].name
        return "\(name) \(patterns[...place].count { $0.name == name })"
      }
  }

  private var exact: TextTable {
    var table = TextTable([
      .text("exact"), .number("success"), .number("wrong"), .number("undecided"),
      .number("escalated"), .number("calls"), .number("cost $"), .number("saved %"),
      .number("$ per right"), .number("time s"), .number("time saved %"),
    ])
    for (name, row) in zip(names, all) {
      let law = row.side.law
      table.append([
        name, number(law.success), number(law.wrong), number(law.undecided),
        number(law.escalated), number(law.calls.reduce(0, +)), number(law.cost),
        percent(row.savings.exact), number(row.costPerSuccess),
        number(law.seconds), percent(row.timeSaved.exact),
      ])
    }
    return table
  }

  private var chances: TextTable {
    simulated([
      ("success", \.success, 1), ("undecided", \.undecided, 1), ("escalated", \.escalation, 1),
    ])
  }

  private var amounts: TextTable {
    simulated([
      ("cost $", \.cost, 1), ("saved %", \.savings, 100), ("time saved %", \.timeSaved, 100),
    ])
  }

  /// Simulated values with their intervals, few beside each other, so that lines stay short.
  private func simulated(
    _ metrics: [(title: String, path: KeyPath<PatternComparison, Metric>, scale: Double)]
  ) -> TextTable {
    var table = TextTable([.text("simulated")] + metrics.map { .number($0.title) })
    for (name, row) in zip(names, all) {
      table.append([name] + metrics.map { counted(row[keyPath: $0.path], times: $0.scale) })
    }
    return table
  }

  private var legend: String {
    var lines = zip(names, all).map { "  \($0.0): \($0.1.side.pattern)" }
    if all.contains(where: { $0.side.pattern.review != nil }), let review = setting.review {
      lines.append(
        "A review rejects \(percent(review.sensitivity)) % of wrong work and accepts "
          + "\(percent(review.specificity)) % of right work; a plan is "
          + (review.planSuccess == 1
            ? "always right." : "right with probability \(number(review.planSuccess))."))
    }
    return lines.joined(separator: "\n")
  }

  private func number(_ value: Double) -> String { NumberFormat.significant(value, 4) }

  private func percent(_ value: Double) -> String {
    value.isNaN ? "-" : NumberFormat.significant(100 * value, 4)
  }

  /// A value with its interval, in the digits that it is worth.
  private func counted(_ metric: Metric, times scale: Double = 1) -> String {
    guard let value = metric.simulated, let interval = metric.interval else { return "-" }
    let texts = [value, interval.low, interval.high].map {
      NumberFormat.significant(scale * $0, 3)
    }
    return "\(texts[0]) (\(texts[1]) to \(texts[2]))"
  }

  /// All numbers of a row.
  ///
  /// - Parameter row: The row.
  /// - Returns: Keys and values; null where nothing is known.
  func fields(_ row: PatternComparison) -> [(String, JSONValue)] {
    let law = row.side.law
    let metrics: [(String, Metric)] = [
      ("success", row.success), ("wrong", row.wrong), ("undecided", row.undecided),
      ("escalated", row.escalation), ("cost", row.cost), ("savings", row.savings),
      ("time_saved", row.timeSaved),
    ]
    return [("pattern", .string(row.side.pattern.description))]
      + metrics.flatMap { name, metric in
        [
          (name, Self.finite(metric.exact)), ("\(name)_simulated", Self.finite(metric.simulated)),
          ("\(name)_low", Self.finite(metric.interval?.low)),
          ("\(name)_high", Self.finite(metric.interval?.high)),
        ]
      } + [
        ("step_escalated", .number(law.stepEscalated)),
        ("calls_small", .number(law.calls[0])), ("calls_medium", .number(law.calls[1])),
        ("calls_large", .number(law.calls[2])),
        ("cost_per_success", Self.finite(row.costPerSuccess)),
        ("rounds", .number(law.rounds)), ("seconds", .number(law.seconds)),
        ("tasks", .int(tasks)),
      ]
  }

  /// The whole answer.
  var json: JSONValue {
    .object([
      ("steps", .int(setting.steps)), ("tasks", .int(tasks)),
      ("seed", .int(tasks == 0 ? nil : seed)),
      (
        "models",
        .array(
          setting.models.map { model in
            .object([
              ("tier", .string(model.tier.rawValue)), ("p", .number(model.stepSuccess)),
              ("v", .number(model.validRate)),
              ("cost", .number(Double(model.price.picodollars) / 1e12)),
              ("seconds", .number(model.seconds)),
            ])
          })
      ),
      ("baseline", .object(fields(baseline))),
      ("patterns", .array(rows.map { .object(fields($0)) })),
    ])
  }

  private static func finite(_ value: Double?) -> JSONValue {
    .number(value.flatMap { $0.isFinite ? $0 : nil })
  }
}
