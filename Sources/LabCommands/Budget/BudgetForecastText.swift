import Analysis
import Economics
import Statistics
import TextFormats

/// Where the limits of a week go, midnight by midnight.
struct BudgetForecastText {
  let view: BudgetView

  /// For a person.
  var text: String {
    var lines = [view.weekLine, ""]
    for row in view.rows {
      let limit = row.line.limit
      guard let forecast = row.forecast else {
        lines += [Self.absence(limit), ""]
        continue
      }
      lines.append(Self.headline(row, forecast))
      lines.append(Self.table(limit, forecast).text)
      lines += Self.ends(forecast) + [Self.basis(forecast), ""]
    }
    return (lines + view.remarks).joined(separator: "\n").trimmedEnd
  }

  /// Why a limit has no forecast.
  static func absence(_ limit: BudgetLimit) -> String {
    "\(limit.name): no forecast; the log holds fewer than \(UsageModel.fewestEntries) entries "
      + "of it in this week and the \(UsageModel.weeksBefore) before"
  }

  /// How a limit stands, and how likely it is met.
  static func headline(_ row: BudgetView.Row, _ forecast: BudgetForecast) -> String {
    "\(row.line.limit.name): \(BudgetStatusText.consumed(row.line)), met this week with probability "
      + NumberFormat.fixed(forecast.probabilityOfExhaustion, decimals: 3)
  }

  /// A forecast, midnight by midnight.
  static func table(_ limit: BudgetLimit, _ forecast: BudgetForecast) -> TextTable {
    var table = TextTable([
      .text("until"), .number("median"), .number("80 % from"), .number("to"),
      .number("95 % from"), .number("to"), .text("zone at the median"),
    ])
    for (index, midnight) in forecast.midnights.enumerated() {
      let (narrow, wide) = (
        forecast.interval(at: index, level: 0.8), forecast.interval(at: index, level: 0.95)
      )
      let median = forecast.consumption[index][forecast.draws / 2]
      table.append([
        midnight.toTheMinute, limit.text(median), limit.text(narrow.low), limit.text(narrow.high),
        limit.text(wide.low), limit.text(wide.high),
        BudgetZone(consumed: median / Double(limit.most)).rawValue,
      ])
    }
    return table
  }

  /// When the limit is met, a line a level.
  static func ends(_ forecast: BudgetForecast) -> [String] {
    BudgetView.levels.map { level in
      let met = forecast.exhaustion(level: level)
      return "limit met, \(Int((level * 100).rounded())) %: "
        + (met.lowerBound == met.upperBound
          ? met.lowerBound.text : "from \(met.lowerBound.text) to \(met.upperBound.text)")
    }
  }

  /// What a forecast rests on.
  static func basis(_ forecast: BudgetForecast) -> String {
    let model = forecast.model
    return
      "from \(NumberFormat.counted(Int(model.logSizes.count), "entry", "entries")); counts of a day spread "
      + "\(NumberFormat.significant(model.dispersion, 3)) times as much as Poisson counts; "
      + "\(NumberFormat.grouped(forecast.draws)) continuations"
  }

  /// For programs: a row a limit and midnight; nothing of limits without a forecast.
  var fields: [[(String, JSONValue)]] {
    view.rows.flatMap { row -> [[(String, JSONValue)]] in
      guard let forecast = row.forecast else { return [] }
      let limit = row.line.limit
      return forecast.midnights.enumerated().map { index, midnight in
        var fields: [(String, JSONValue)] = [
          ("scope", .string("\(limit.scope)")), ("unit", .string(limit.unit.rawValue)),
          ("until", .string("\(midnight)")), ("limit", limit.json(Double(limit.most))),
          ("median", limit.json(forecast.consumption[index][forecast.draws / 2])),
        ]
        for level in BudgetView.levels {
          let percent = Int((level * 100).rounded())
          let interval = forecast.interval(at: index, level: level)
          fields += [
            ("low_\(percent)", limit.json(interval.low)),
            ("high_\(percent)", limit.json(interval.high)),
          ]
        }
        return fields
      }
    }
  }
}
