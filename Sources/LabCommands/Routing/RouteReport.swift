import Analysis
import Economics
import Foundation
import Statistics
import Storage
import TextFormats

/// Recorded decisions held against their outcomes, for people and for programs.
struct RouteReport {
  let report: RoutingReport

  /// Lines of complaints that are shown one by one; count.
  private static let mostComplaints = 20

  /// Reads the records, and says what is wrong with them.
  init(_ arguments: Arguments, in context: LabContext) throws {
    let places = try RoutePlaces(arguments)
    try places.require(for: "--report")
    let (report, complaints) = try Self.read(places)
    for line in complaints.prefix(Self.mostComplaints) { context.note(line) }
    if complaints.count > Self.mostComplaints {
      context.note("and \(complaints.count - Self.mostComplaints) more of this kind")
    }
    guard let report else { throw LabError("\(places.names): no decision in it") }
    self = report
  }

  private init(_ report: RoutingReport) { self.report = report }

  /// Reads places.
  ///
  /// - Parameter places: A log, a store, or both.
  /// - Returns: The report, nil without a decision, and what is wrong with the records, a line each.
  /// - Throws: `StoreError` or `LabError` where a file cannot be read.
  static func read(_ places: RoutePlaces) throws -> (report: RouteReport?, complaints: [String]) {
    let (logs, unread) = try places.read()
    let history = RoutingHistory(logs: logs, now: .now)
    let report = history.entries.isEmpty ? nil : RouteReport(RoutingReport(history))
    return (report, (unread + history.findings.map(\.description)).map(\.onOneLine))
  }

  /// Prints the report, and draws its figure where one is asked for.
  func write(as format: OutputFormat, _ arguments: Arguments, in context: LabContext) throws {
    switch format {
    case .table: context.write(text)
    case .json: context.write(JSONText.pretty(json).trimmedEnd)
    case .csv: context.write(JSONText.csv(rows: rows))
    }
    guard let path = arguments.string("figure") else { return }
    guard !report.calibration.groups.isEmpty else {
      throw LabError("--figure: no decision has an outcome yet")
    }
    for file in try CalibrationFigure(report.calibration).draw(path, in: context) {
      context.note("drawn: \(file.lastPathComponent)")
    }
  }

  /// The report for people; it ends without a line end.
  var text: String {
    [counts, "", tiers.text, savings, "", confidences.text + scores].joined(separator: "\n")
  }

  /// How many decisions there are.
  var counts: String {
    let all = report.rows[report.rows.count - 1]
    return
      "\(NumberFormat.counted(all.tasks, "decision")), \(NumberFormat.grouped(all.judged)) with an outcome, "
      + "\(NumberFormat.grouped(report.overridden)) overridden"
  }

  /// What became of the tasks of each tier.
  var tiers: TextTable {
    var table = TextTable([
      .text("tier"), .number("tasks"), .number("judged"), .number("by the tier alone"),
      .text("95 % interval"), .number("done at last"), .number("escalated"), .number("rework"),
    ])
    for row in report.rows {
      table.append([
        row.tier?.rawValue ?? "all", "\(row.tasks)", "\(row.judged)",
        row.rate.map { "\(row.held), \(Self.percent($0))" } ?? "-",
        row.judged == 0 ? "-" : Self.percent(row.interval), "\(row.succeeded)",
        "\(row.escalated)", "\(row.rework)",
      ])
    }
    return table
  }

  /// What was saved against a team that is all medium.
  var savings: String {
    let savings = report.savings
    let leftOut = savings.unknown == 0 ? "" : "; \(savings.unknown) left out, their cost is unknown"
    guard let share = savings.share else {
      return "saved against all-medium: unknown, no task has both costs\(leftOut)"
    }
    let interval =
      savings.interval.high.isFinite
      ? "95 % interval \(Self.percent(savings.interval))" : "one task tells no interval"
    return
      "saved against all-medium: \(Self.percent(share)) (\(interval)), \(savings.cost) in place of "
      + "\(savings.mediumCost) for \(NumberFormat.counted(savings.tasks, "task"))\(leftOut)"
  }

  /// The stated confidences against what happened.
  var confidences: TextTable {
    var table = TextTable([
      .number("confidence"), .number("judged"), .number("by the tier alone"),
      .text("95 % interval"), .number("p-value"), .text("verdict"),
    ])
    for group in report.calibration.groups {
      table.append([
        NumberFormat.shortest(group.stated), "\(group.count)",
        "\(group.successes), \(Self.percent(group.rate))", Self.percent(group.interval),
        NumberFormat.significant(group.pValue, 2), group.verdict.rawValue,
      ])
    }
    return table
  }

  /// Brier score and calibration error, a line each; one line where nothing is judged.
  var scores: String {
    let calibration = report.calibration
    guard let brier = calibration.brier, let reliability = calibration.reliability,
      let resolution = calibration.resolution, let uncertainty = calibration.uncertainty,
      let error = calibration.error, let chance = calibration.errorByChance,
      let stated = calibration.meanStated
    else { return "no decision of the router's own has an outcome yet" }
    func number(_ value: Double) -> String { NumberFormat.significant(value, 3) }
    let share = Double(calibration.successes) / Double(calibration.count)
    let interval = calibration.brierInterval
    return """
      stated on average \(number(stated)), done by the tier alone \(number(share))
      Brier score \(number(brier)) (95 % interval \(number(interval.low)) to \(number(interval.high))) = \
      reliability \(number(reliability)) - resolution \(number(resolution)) + uncertainty \
      \(number(uncertainty))
      calibration error \(number(error)), of which chance alone would make \(number(chance))
      """
  }

  private static func percent(_ share: Double) -> String {
    "\(NumberFormat.fixed(share * 100, decimals: 1)) %"
  }

  private static func percent(_ interval: Interval) -> String {
    "\(NumberFormat.fixed(interval.low * 100, decimals: 1)) to \(percent(interval.high))"
  }

  /// A row for each tier, and one for each stated confidence.
  private var rows: [[(String, JSONValue)]] {
    func row(
      _ kind: String, _ name: String, tasks: Int?, judged: Int, successes: Int,
      _ interval: Interval,
      pValue: Double? = nil, verdict: String? = nil
    ) -> [(String, JSONValue)] {
      [
        ("kind", .string(kind)), ("name", .string(name)), ("tasks", .int(tasks)),
        ("judged", .int(judged)), ("by_tier_alone", .int(successes)),
        ("rate", .number(judged == 0 ? nil : Double(successes) / Double(judged))),
        ("rate_low", .number(interval.low)), ("rate_high", .number(interval.high)),
        ("p_value", .number(pValue)), ("verdict", .string(verdict)),
      ]
    }
    return report.rows.map {
      row(
        "tier", $0.tier?.rawValue ?? "all", tasks: $0.tasks, judged: $0.judged, successes: $0.held,
        $0.interval)
    }
      + report.calibration.groups.map {
        row(
          "confidence", NumberFormat.shortest($0.stated), tasks: nil, judged: $0.count,
          successes: $0.successes, $0.interval, pValue: $0.pValue, verdict: $0.verdict.rawValue)
      }
  }

  /// The report as JSON.
  private var json: JSONValue {
    let savings = report.savings
    let calibration = report.calibration
    return .object([
      ("overridden", .int(report.overridden)),
      (
        "tiers",
        .array(
          report.rows.map { row in
            .object([
              ("tier", .string(row.tier?.rawValue ?? "all")), ("tasks", .int(row.tasks)),
              ("judged", .int(row.judged)), ("by_tier_alone", .int(row.held)),
              ("rate", .number(row.rate)), ("rate_low", .number(row.interval.low)),
              ("rate_high", .number(row.interval.high)), ("done_at_last", .int(row.succeeded)),
              ("escalated", .int(row.escalated)), ("rework", .int(row.rework)),
            ])
          })
      ),
      (
        "savings",
        .object([
          ("tasks", .int(savings.tasks)), ("unknown", .int(savings.unknown)),
          ("picodollars", .int(savings.cost.picodollars)),
          ("medium_picodollars", .int(savings.mediumCost.picodollars)),
          ("share", .number(savings.share)), ("share_low", .number(savings.interval.low)),
          ("share_high", .number(savings.interval.high)),
        ])
      ),
      (
        "calibration",
        .object([
          ("judged", .int(calibration.count)), ("mean_stated", .number(calibration.meanStated)),
          ("brier", .number(calibration.brier)),
          ("brier_low", .number(calibration.brierInterval.low)),
          ("brier_high", .number(calibration.brierInterval.high)),
          ("reliability", .number(calibration.reliability)),
          ("resolution", .number(calibration.resolution)),
          ("uncertainty", .number(calibration.uncertainty)),
          ("error", .number(calibration.error)),
          ("error_by_chance", .number(calibration.errorByChance)),
          (
            "groups",
            .array(
              calibration.groups.map { group in
                .object([
                  ("stated", .number(group.stated)), ("judged", .int(group.count)),
                  ("by_tier_alone", .int(group.successes)), ("rate", .number(group.rate)),
                  ("rate_low", .number(group.interval.low)),
                  ("rate_high", .number(group.interval.high)), ("p_value", .number(group.pValue)),
                  ("verdict", .string(group.verdict.rawValue)),
                ])
              })
          ),
        ])
      ),
    ])
  }
}
