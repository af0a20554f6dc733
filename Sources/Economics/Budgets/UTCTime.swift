/// A second of universal time, as logs are dated by.
package struct UTCTime: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Seconds since 1 January 1970, leap seconds not counted; negative before it.
  package let secondsSince1970: Int

  /// Seconds of a day.
  package static let daySeconds = 86_400

  /// Makes a time by its distance from 1 January 1970; seconds.
  package init(secondsSince1970: Int) { self.secondsSince1970 = secondsSince1970 }

  /// The begin of a day.
  package init(_ date: CalendarDate) {
    self.init(secondsSince1970: date.daysSince1970 * Self.daySeconds)
  }

  /// Reads `2026-11-20T14:05:00Z` or `2026-11-20`, its begin; nil for any other form, and for times that
  /// no day has.
  package init?(_ text: String) {
    guard let date = CalendarDate(String(text.prefix(10))) else { return nil }
    if text.utf8.count == 10 {
      self.init(date)
      return
    }
    let rest = text.dropFirst(10)
    guard let match = rest.wholeMatch(of: /T([0-9]{2}):([0-9]{2}):([0-9]{2})Z/),
      let hour = Int(match.1), let minute = Int(match.2), let second = Int(match.3),
      hour < 24, minute < 60, second < 60
    else { return nil }
    self.init(
      secondsSince1970: date.daysSince1970 * Self.daySeconds + hour * 3600 + minute * 60 + second)
  }

  /// The day that it is in.
  package var date: CalendarDate {
    let day = secondsSince1970 / Self.daySeconds
    return CalendarDate(
      daysSince1970: day * Self.daySeconds > secondsSince1970 ? day - 1 : day)
  }

  /// A later time.
  ///
  /// - Parameter seconds: How much later; seconds, negative for an earlier one.
  /// - Returns: The time.
  package func adding(seconds: Int) -> UTCTime {
    UTCTime(secondsSince1970: secondsSince1970 + seconds)
  }

  /// How long it is from another time to this one; days, negative where this is the earlier.
  package func days(since other: UTCTime) -> Double {
    Double(secondsSince1970 - other.secondsSince1970) / Double(Self.daySeconds)
  }

  /// Whether one time is before another.
  package static func < (left: UTCTime, right: UTCTime) -> Bool {
    left.secondsSince1970 < right.secondsSince1970
  }

  /// The earliest and the latest time that a person may name: the years 1970 to 9998.
  package static let allowed =
    UTCTime(secondsSince1970: 0)...UTCTime(secondsSince1970: 253_370_764_799)

  /// The time to the minute, for tables: `2026-11-20 14:05`.
  package var toTheMinute: String {
    String(description.prefix { $0 != "T" }) + " " + String(description.dropLast(4).suffix(5))
  }

  /// The time as `2026-11-20T14:05:00Z`.
  package var description: String {
    let second = secondsSince1970 - date.daysSince1970 * Self.daySeconds
    let parts = [second / 3600, second / 60 % 60, second % 60].map { part in
      part < 10 ? "0\(part)" : "\(part)"
    }
    return "\(date)T\(parts.joined(separator: ":"))Z"
  }
}
