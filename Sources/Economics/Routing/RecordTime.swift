/// A moment of a record, UTC, as clocks of machines tell it: it may jump.
package struct RecordTime: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Time since the beginning of 1970, UTC; milliseconds, negative before it.
  package let milliseconds: Int

  /// Makes a moment; milliseconds since the beginning of 1970, UTC.
  package init(milliseconds: Int) { self.milliseconds = milliseconds }

  /// Reads `2026-11-20T22:30:00Z` or `2026-11-20T22:30:00.250Z`; nil for any other form.
  package init?(_ text: String) {
    let form = #/([0-9-]{10})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{3}))?Z/#
    guard let match = text.wholeMatch(of: form), let day = CalendarDate(String(match.1)),
      let hours = Int(match.2), let minutes = Int(match.3), let seconds = Int(match.4),
      hours < 24, minutes < 60, seconds < 60
    else { return nil }
    let clock = (hours * 60 + minutes) * 60 + seconds
    milliseconds =
      (day.daysSince1970 * 86_400 + clock) * 1000 + (match.5.flatMap { Int($0) } ?? 0)
  }

  /// The day of the moment.
  package var day: CalendarDate {
    CalendarDate(daysSince1970: (milliseconds - clock) / Self.day)
  }

  /// The moment as `2026-11-20T22:30:00.250Z`.
  package var description: String {
    func padded(_ number: Int, _ digits: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
    let seconds = clock / 1000
    return "\(day)T\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):"
      + "\(padded(seconds % 60, 2)).\(padded(clock % 1000, 3))Z"
  }

  /// Whether one moment is before another.
  package static func < (left: RecordTime, right: RecordTime) -> Bool {
    left.milliseconds < right.milliseconds
  }

  private static let day = 86_400_000

  /// Time since the beginning of the day; milliseconds.
  private var clock: Int {
    let rest = milliseconds % Self.day
    return rest < 0 ? rest + Self.day : rest
  }
}
