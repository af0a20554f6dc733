import Economics
import Foundation
import Storage
import TextFormats

/// What a week's token log says of the budget that work is to be done within.
struct AllocateBudget {
  /// Options of it, which --zone and --consumed do not stand beside.
  static let options = ["budget", "token-log", "now"]

  private let week: BudgetWeek
  private let worst: BudgetLine

  /// Reads what options name; nil where no option asks for it.
  ///
  /// - Parameters:
  ///   - arguments: The words.
  ///   - context: Where what is odd about the log is noted.
  /// - Throws: `LabError`, `BudgetPlanError` or `StoreError` in one line.
  init?(_ arguments: Arguments, in context: LabContext) throws {
    guard Self.options.contains(where: { arguments.value($0) != nil }) else { return nil }
    guard arguments.value("zone") == nil, arguments.value("consumed") == nil else {
      throw LabError("--budget reads the zone from a log: give no --zone or --consumed beside it")
    }
    guard arguments.value("budget") != nil || arguments.value("token-log") != nil else {
      throw LabError("--now goes with --budget or --token-log")
    }
    let plan = try BudgetFiles.plan(
      BudgetFiles.path(arguments, environment: context.environment))
    let path = arguments.string("token-log") ?? BudgetFiles.usualLog
    guard !path.isEmpty else { throw LabError("--token-log: the name of a file is empty") }
    guard FileManager.default.fileExists(atPath: path) else {
      throw LabError("\(path): there is no such token log: name one with --token-log")
    }
    let log = try BudgetFiles.log(path)
    let own = context.environment[PriceFiles.variable].flatMap { $0.isEmpty ? nil : $0 }
    let reading = try WeeklyReading(log, prices: PriceFiles.books(own))
    let status = reading.status(
      plan, now: try BudgetFiles.now(arguments), isPast: arguments.value("now") != nil)
    guard let worst = status.lines.max(by: { $0.share < $1.share }) else { return nil }
    for note in reading.notes { context.note(note) }
    for finding in status.view.findings { context.note("\(path): clock: \(finding)".onOneLine) }
    for remark in status.lines.compactMap(\.remark) { context.note(remark) }
    week = status.week
    self.worst = worst
  }

  /// Share of the limit that is consumed furthest; unit 1, at least 0.
  var consumed: Double { worst.share }

  /// Which limit makes the zone.
  var sentence: String {
    let limit = worst.limit
    let share = NumberFormat.fixed(worst.share * 100, decimals: 1)
    return
      "the week of \(week.firstDay) has consumed \(share) % of its \(limit.name) "
      + "(\(limit.text(Double(worst.consumed))) of \(limit.text(Double(limit.most)))): "
      + "zone \(worst.zone.rawValue)"
  }

  /// The same as members of a report.
  var fields: [(String, JSONValue)] {
    [
      ("week", .string("\(week.firstDay)")), ("limit", .string(worst.limit.name)),
      ("consumed", .number(worst.share)),
    ]
  }
}
