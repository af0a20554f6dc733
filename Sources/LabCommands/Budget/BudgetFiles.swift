import Economics
import Foundation
import Storage

/// Finds the budget and the token log that a command uses.
enum BudgetFiles {
  /// The variable that names a budget where no option does.
  static let variable = "MAKERLAB_BUDGET"
  /// Where the token log is unless told otherwise.
  static let usualLog = "Results/tokens.jsonl"

  /// Rows of the option table of commands that read both.
  static let options: [OptionDescription] = [
    .value(
      "budget", "file", help: "weekly budget as JSON",
      default: "MAKERLAB_BUDGET, or the shipped example"),
    .value("log", "file", help: "token log, one JSON object a line", default: usualLog),
    .value(
      "now", "time",
      help:
        "the time that it is, UTC, as 2026-11-20T14:05:00Z or 2026-11-20, of 1970 to 9998; later "
        + "entries are left out",
      default: "the clock's"),
  ]

  /// Path of the user's budget; nil where there is none.
  static func path(_ arguments: Arguments, environment: [String: String]) -> String? {
    if let path = arguments.string("budget") { return path }
    return environment[variable].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Reads a budget.
  ///
  /// - Parameter path: Path of the file; nil for the shipped example.
  /// - Returns: The plan.
  /// - Throws: `LabError` or `BudgetPlanError` in one line.
  static func plan(_ path: String?) throws -> BudgetPlan {
    guard let path else { return try BudgetPlan.shipped() }
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw LabError("\(path): this budget cannot be read")
    }
    return try BudgetPlan(json: Array(bytes), name: path)
  }

  /// The token log that options name.
  static func log(_ path: String?) throws -> TokenLog {
    let path = path ?? usualLog
    guard !path.isEmpty else { throw LabError("--log: the name of a file is empty") }
    return TokenLog(path: path)
  }

  /// The time that an option says it is, else the clock's.
  static func now(_ arguments: Arguments, option: String = "now") throws -> UTCTime {
    guard let value = arguments.value(option) else { return .now }
    guard let time = UTCTime(value.text) else {
      throw UsageError.invalidValue(
        source: value.source, value: value.text,
        expected: "a time in UTC, as 2026-11-20T14:05:00Z or 2026-11-20")
    }
    guard UTCTime.allowed.contains(time) else {
      throw UsageError.outOfRange(
        source: value.source, value: value.text, allowed: "the years 1970 to 9998")
    }
    return time
  }
}

extension UTCTime {
  /// What the clock says.
  static var now: UTCTime {
    UTCTime(secondsSince1970: Int(Date().timeIntervalSince1970.rounded(.down)))
  }
}
