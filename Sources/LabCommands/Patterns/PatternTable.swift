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
      parts += ["Of \(NumberFormat.grouped(tasks)) simulated tasks each:", simulated.text]
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

  /// Names of the rows: of the pattern, numbered where several have it.
  private var names: [String] {
    let own = all.map { $0.side.pattern.name }
    return own.indices.map { place in
      let name = place == 0 ? "baseline" : own[place]
      guard place > 0, own.dropFirst().filter({ $0 == name }).count > 1 else { return name }
      return "\(name) \(own[1...place].filter { $0 == name }.count)"
    }
  }

  private var exact: TextTable {
    var table = TextTable([
      .text("exact"), .number("success"), .number("wrong"), .number("undecided"),
      .number("escalated"), .number("calls"), .number("cost $"), .number("saved %"),
      .number("$ per right"), .number("rounds"), .number("time s"), .number("time saved %"),
    ])
    for (name, row) in zip(names, all) {
      let law = row.side.law
      table.append([
        name, number(law.success), number(law.wrong), number(law.undecided),
        number(law.escalated), number(law.calls.reduce(0, +)), number(law.cost),
        percent(row.savings.exact), number(row.costPerSuccess), number(law.rounds),
        number(law.seconds), percent(row.timeSaved.exact),
      ])
    }
    return table
  }

  private var simulated: TextTable {
    var table = TextTable([
      .text("simulated"), .number("success"), .number("undecided"), .number("escalated"),
      .number("cost $"), .number("saved %"), .number("time saved %"),
    ])
    for (name, row) in zip(names, all) {
      table.append([
        name, counted(row.success), counted(row.undecided), counted(row.escalation),
        counted(row.cost), counted(row.savings, times: 100), counted(row.timeSaved, times: 100),
      ])
    }
    return table
  }

  private var legend: String {
    var lines = zip(names, all).map { "  \($0.0): \($0.1.side.pattern)" }
    if all.contains(where: { $0.side.pattern.review != nil }), let review = setting.review {
      lines.append(
        "A review rejects \(percent(review.sensitivity)) % of wrong work and accepts "
          + "\(percent(review.specificity)) % of right work; a plan is right with "
          + "\(number(review.planSuccess)).")
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
