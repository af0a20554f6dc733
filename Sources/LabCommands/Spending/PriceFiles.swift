package import Economics
import Foundation

/// Finds the price books that a command uses.
package enum PriceFiles {
  /// The variable that names a book where no option does.
  package static let variable = "MAKERLAB_PRICES"

  /// Path of the user's own book; nil where there is none.
  package static func path(_ arguments: Arguments, environment: [String: String]) -> String? {
    if let path = arguments.string("prices") { return path }
    return environment[variable].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The day that `--on` names; nil where it is not given.
  ///
  /// - Parameters:
  ///   - arguments: The command line.
  ///   - today: The day that none may be after.
  /// - Returns: The day.
  /// - Throws: `UsageError` or `LabError` for what is no day, or one to come.
  package static func day(
    _ arguments: Arguments, today: CalendarDate = .today
  ) throws -> CalendarDate? {
    guard let text = arguments.string("on") else { return nil }
    guard let day = CalendarDate(text) else {
      throw UsageError.invalidValue(source: "--on", value: text, expected: "a day as 2026-11-20")
    }
    guard day <= today else { throw LabError("--on \(day) is after today, \(today)") }
    return day
  }

  /// Reads the shipped book, and lays the user's own over it.
  ///
  /// - Parameters:
  ///   - path: Path of the user's own; nil for none.
  ///   - today: The day that no book of a user's may be dated after.
  /// - Returns: The books, the user's own first.
  /// - Throws: `LabError` or `PriceBookError` in one line.
  package static func books(_ path: String?, today: CalendarDate = .today) throws -> PriceBooks {
    let shipped = try PriceBook.shipped()
    guard let path else { return PriceBooks([shipped]) }
    guard let json = FileManager.default.contents(atPath: path) else {
      throw LabError("\(path): this price book cannot be read")
    }
    let own = try PriceBook(json: json, name: path)
    try own.check(today: today)
    return PriceBooks([own, shipped])
  }
}

extension CalendarDate {
  /// Today, as the whole world's clocks have it (UTC).
  package static var today: CalendarDate {
    CalendarDate(daysSince1970: Int((Date().timeIntervalSince1970 / 86_400).rounded(.down)))
  }
}
