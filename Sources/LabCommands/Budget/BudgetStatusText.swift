import Analysis
import Economics
import Statistics
import TextFormats

/// How the limits of a week stand, for people and programs.
struct BudgetStatusText {
  let view: BudgetView

  /// For a person.
  ///
  /// - Parameter inColour: Whether zones have colours.
  /// - Returns: The text, without a line end.
  func text(inColour: Bool) -> String {
    let rows = view.rows
    var lines = [view.weekLine, ""]
    let names = column(rows.map(\.line.limit.name))
    let shares = column(rows.map { Self.share($0.line) }, toRight: true)
    let consumed = column(rows.map { Self.amount($0.line) }, toRight: true)
    let limits = column(rows.map { $0.line.limit.text(Double($0.line.limit.most)) }, toRight: true)
    for (index, row) in rows.enumerated() {
      let zone = row.line.zone
      let word = zone.rawValue.uppercased()
      lines.append(
        "\(names[index])  \(ZoneBar.text(row.line.share, inColour: inColour))  \(shares[index])  "
          + "\(consumed[index]) of \(limits[index])  "
          + (inColour ? ZoneBar.coloured(word, zone) : word))
    }
    lines += ["", zoneLine, "", paces.text.trimmedEnd]
    lines += ["", Self.explanation]
    return (lines + view.remarks).joined(separator: "\n").trimmedEnd
  }

  /// The worst zone, whose it is, and what a team does in it.
  var zoneLine: String {
    let zone = view.status.zone
    let owner = view.rows.first { $0.line.zone == zone }.map { " (\($0.line.limit.name))" } ?? ""
    return "zone \(zone.rawValue)\(owner): \(zone.meaning)"
  }

  /// What is consumed of a limit, as `at least 12,000 of 50,000`.
  static func consumed(_ line: BudgetLine) -> String {
    "\(amount(line)) of \(line.limit.text(Double(line.limit.most)))"
  }

  private static func amount(_ line: BudgetLine) -> String {
    (line.unknown > 0 ? "at least " : "") + line.limit.text(Double(line.consumed))
  }

  /// Share of a limit that is consumed, as `12.5 %`.
  static func share(_ line: BudgetLine) -> String {
    NumberFormat.fixed(line.share * 100, decimals: 1) + " %"
  }

  /// Pace and forecast of each limit.
  var paces: TextTable {
    var table = TextTable([
      .text("limit"), .number("a day"), .text("pace meets the limit"), .number("week's end"),
      .number("80 % from"), .number("to"), .text("limit met, 80 % from"), .text("to"),
      .number("met this week"),
    ])
    for row in view.rows {
      let limit = row.line.limit
      var cells = [limit.name]
      if let rate = row.rate {
        let meets = rate.exhaustion(
          of: row.line.remaining, now: view.status.view.now, in: view.status.week)
        cells += [limit.text(rate.perDay), meets?.toTheMinute ?? "not this week"]
      } else {
        cells += ["unknown", "unknown"]
      }
      if let forecast = row.forecast {
        let (end, met) = (forecast.consumption(level: 0.8), forecast.exhaustion(level: 0.8))
        cells += [
          limit.text(forecast.median), limit.text(end.low), limit.text(end.high),
          met.lowerBound.text, met.upperBound.text,
          NumberFormat.fixed(forecast.probabilityOfExhaustion * 100, decimals: 1) + " %",
        ]
      } else {
        cells += ["unknown", "", "", "", "", ""]
      }
      table.append(cells)
    }
    return table
  }

  /// What the table of paces rests on.
  static let explanation =
    "A forecast needs three entries; its intervals cover 80 % as far as the week goes on like those before."

  private func column(_ texts: [String], toRight: Bool = false) -> [String] {
    let width = texts.map(\.count).max() ?? 0
    return texts.map { text in
      let blanks = String(repeating: " ", count: width - text.count)
      return toRight ? blanks + text : text + blanks
    }
  }

  /// For programs: a row a limit.
  var fields: [[(String, JSONValue)]] {
    view.rows.map { row in
      let (line, limit) = (row.line, row.line.limit)
      let now = view.status.view.now
      var fields: [(String, JSONValue)] = [
        ("week", .string("\(view.status.week.firstDay)")), ("now", .string("\(now)")),
        ("scope", .string("\(limit.scope)")), ("unit", .string(limit.unit.rawValue)),
        ("limit", limit.json(Double(limit.most))), ("consumed", limit.json(Double(line.consumed))),
        ("share", .number(line.share)), ("zone", .string(line.zone.rawValue)),
        ("unknown_entries", .int(line.unknown)),
        ("per_day", row.rate.map { limit.json($0.perDay) } ?? .null),
        ("pace_since", .string(row.rate.map { "\($0.since)" })),
        (
          "pace_at_end",
          row.rate.map {
            limit.json($0.consumption(after: line.consumed, now: now, in: view.status.week))
          } ?? .null
        ),
        (
          "pace_meets_limit",
          .string(
            row.rate?.exhaustion(of: line.remaining, now: now, in: view.status.week).map { "\($0)" }
          )
        ),
        ("forecast_median", row.forecast.map { limit.json($0.median) } ?? .null),
      ]
      for level in BudgetView.levels {
        let percent = Int((level * 100).rounded())
        let interval = row.forecast?.consumption(level: level)
        let met = row.forecast?.exhaustion(level: level)
        fields += [
          ("forecast_low_\(percent)", interval.map { limit.json($0.low) } ?? .null),
          ("forecast_high_\(percent)", interval.map { limit.json($0.high) } ?? .null),
          ("met_from_\(percent)", met?.lowerBound.json ?? .null),
          ("met_to_\(percent)", met?.upperBound.json ?? .null),
        ]
      }
      fields.append(("met_this_week", .number(row.forecast?.probabilityOfExhaustion)))
      return fields
    }
  }
}
