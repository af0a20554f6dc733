/// A day of the week.
package enum Weekday: String, Codable, CaseIterable, Sendable {
  /// The days in the order of ISO 8601.
  case monday, tuesday, wednesday, thursday, friday, saturday, sunday

  /// Place in a week that begins on Monday; from 0.
  package var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// The weekday of a date.
  package init(_ date: CalendarDate) {
    // 1 January 1970 was a Thursday.
    let place = (date.daysSince1970 % 7 + 7 + 3) % 7
    self = Self.allCases[place]
  }

  /// The first three letters, as `mon`.
  package var short: String { String(rawValue.prefix(3)) }

  /// Whether it is Saturday or Sunday.
  package var isWeekend: Bool { self == .saturday || self == .sunday }
}
