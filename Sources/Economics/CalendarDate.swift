/// A day of the Gregorian calendar, as prices are dated by.
package struct CalendarDate: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Days since 1 January 1970; negative before it.
  package let daysSince1970: Int

  /// Makes a day by its distance from 1 January 1970; days.
  package init(daysSince1970: Int) { self.daysSince1970 = daysSince1970 }

  /// Reads `2026-11-20`; nil for any other form and for days that no calendar has.
  package init?(_ text: String) {
    guard let match = text.wholeMatch(of: /([0-9]{4})-([0-9]{2})-([0-9]{2})/),
      let year = Int(match.1), let month = Int(match.2), let day = Int(match.3),
      (1...12).contains(month), day >= 1
    else { return nil }
    self.init(daysSince1970: Self.days(year: year, month: month, day: day))
    // A day that the month lacks is a day of the next one.
    guard description == text else { return nil }
  }

  /// The day after.
  package var next: CalendarDate { CalendarDate(daysSince1970: daysSince1970 + 1) }

  /// The day before.
  package var previous: CalendarDate { CalendarDate(daysSince1970: daysSince1970 - 1) }

  /// Whether one day is before another.
  package static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    left.daysSince1970 < right.daysSince1970
  }

  /// The day as `2026-11-20`.
  package var description: String {
    // Years are counted from March, so that the day which leap years add is a year's last.
    let (era, dayOfEra) = Self.floor(daysSince1970 + Self.daysFromMarchOfYearZero, by: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
    return Self.padded(year, 4) + "-" + Self.padded(month, 2) + "-" + Self.padded(day, 2)
  }

  private static let daysFromMarchOfYearZero = 719_468

  private static func days(year: Int, month: Int, day: Int) -> Int {
    let (era, yearOfEra) = floor(month <= 2 ? year - 1 : year, by: 400)
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - daysFromMarchOfYearZero
  }

  private static func floor(_ number: Int, by divisor: Int) -> (quotient: Int, rest: Int) {
    let quotient = (number >= 0 ? number : number - divisor + 1) / divisor
    return (quotient, number - quotient * divisor)
  }

  private static func padded(_ number: Int, _ digits: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
