import Storage
import TextFormats

extension SelfTestReport {
  /// The report as a command prints it.
  ///
  /// - Parameter format: How.
  /// - Returns: The text, without a newline at its end.
  func text(_ format: OutputFormat) -> String {
    switch format {
    case .table: engineTable + "\n\n" + checkTable
    case .json: JSONText.pretty(json).trimmedEnd
    case .csv: csv
    }
  }

  /// One line an engine: what the check that is there for it says.
  private var engineTable: String {
    var table = TextTable([
      .number(""), .text("engine"), .text("verdict"), .text("by"), .text("because"),
    ])
    for (number, engine) in engines.enumerated() {
      let objection =
        engine.objections.first { $0.check == engine.check } ?? engine.objections.first
      table.append([
        number == 0 ? "" : "\(number)", engine.engine, engine.word, objection?.check ?? "",
        objection?.text ?? "",
      ])
    }
    return table.text.trimmedEnd
  }

  /// Which check catches which cheat, by the cheats' numbers.
  private var checkTable: String {
    var table = TextTable(
      [.text("check")] + cheats.indices.map { .number("\($0 + 1)") }
        + [.number("false alarms"), .text("compares")])
    for check in checks {
      table.append(
        [check.name] + cheats.map { $0.caughtBy.contains(check.name) ? "x" : "" }
          + [NumberFormat.significant(check.falseAlarmRate, 2), check.compares])
    }
    return table.text.trimmedEnd
  }

  private var json: JSONValue {
    .object([
      ("seed", .int(seed)),
      ("false_alarm", .number(checks.reduce(0) { $0 + $1.falseAlarmRate })),
      (
        "engines",
        .array(
          engines.map { engine in
            .object([
              ("engine", .string(engine.engine)), ("does", .string(engine.summary)),
              ("verdict", .string(engine.word)), ("check", .string(engine.check)),
              ("caught_by", .object(engine.objections.map { ($0.check, .string($0.text)) })),
            ])
          })
      ),
      (
        "checks",
        .array(
          checks.map { check in
            .object([
              ("check", .string(check.name)), ("compares", .string(check.compares)),
              ("false_alarm", .number(check.falseAlarmRate)),
              ("catches", .array(catches(check.name).map { .string($0) })),
            ])
          })
      ),
    ])
  }

  /// Every engine against every check.
  private var csv: String {
    let rows = engines.flatMap { engine in
      checks.map { check in
        let objection = engine.objections.first { $0.check == check.name }
        return [
          engine.engine, check.name, objection == nil ? "accepted" : "rejected",
          objection?.text ?? "",
        ]
      }
    }
    return CSVTable(columns: ["engine", "check", "verdict", "objection"], rows: rows).text
      .trimmedEnd
  }
}
