/// The seven days that one weekly budget is for; they begin at midnight UTC.
package struct BudgetWeek: Hashable, Sendable {
  /// First day.
  package let firstDay: CalendarDate

  /// The week that a time is in.
  ///
  /// - Parameters:
  ///   - time: The time.
  ///   - weekday: Day on which weeks begin.
  package init(containing time: UTCTime, begins weekday: Weekday) {
    let date = time.date
    let after = (Weekday(date).index - weekday.index + 7) % 7
    firstDay = CalendarDate(daysSince1970: date.daysSince1970 - after)
  }

  /// The week that begins on a day.
  package init(firstDay: CalendarDate) { self.firstDay = firstDay }

  /// When it begins.
  package var begin: UTCTime { UTCTime(firstDay) }

  /// When it is over: the next one's begin.
  package var end: UTCTime { begin.adding(seconds: 7 * UTCTime.daySeconds) }

  /// A week before or after.
  ///
  /// - Parameter weeks: How many weeks later; negative for earlier.
  /// - Returns: The week.
  package func later(by weeks: Int) -> BudgetWeek {
    BudgetWeek(firstDay: CalendarDate(daysSince1970: firstDay.daysSince1970 + 7 * weeks))
  }

  /// Its days, in order.
  package var days: [CalendarDate] {
    (0..<7).map { CalendarDate(daysSince1970: firstDay.daysSince1970 + $0) }
  }

  /// Whether a time is in the week.
  package func contains(_ time: UTCTime) -> Bool { begin <= time && time < end }
}
