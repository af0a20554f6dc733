/// How fast a budget is consumed, and when that pace would exhaust it.
///
/// The pace is that of the week so far.  In its first day that would be the pace of some hours, so then
/// the last seven days count; nothing is said where they hold no entry.
package struct BurnRate: Hashable, Sendable {
  /// Consumption a day; tokens, or 1e-12 dollars, at least 0.
  package let perDay: Double
  /// Since when it was taken.
  package let since: UTCTime
  /// Entries that it was taken from; count, at least 1.
  package let entries: Int

  /// Takes the pace; nil where nothing is known of it.
  ///
  /// - Parameters:
  ///   - amounts: What was consumed in this week and those before.
  ///   - week: This week.
  ///   - now: The time that it is, in the week.
  package init?(_ amounts: [BudgetAmount], in week: BudgetWeek, now: UTCTime) {
    let isYoung = now.days(since: week.begin) < 1
    let since = isYoung ? now.adding(seconds: -7 * UTCTime.daySeconds) : week.begin
    let counted = amounts.filter { since <= $0.time && $0.time <= now }
    guard !counted.isEmpty else { return nil }
    self.since = since
    entries = counted.count
    perDay = counted.reduce(0.0) { $0 + Double($1.amount) } / now.days(since: since)
  }

  /// When the pace exhausts what is left; nil where that is not before the end of the week.
  ///
  /// - Parameters:
  ///   - remaining: What is left; tokens, or 1e-12 dollars, at least 0.
  ///   - now: The time that it is.
  ///   - week: The week, after which limits begin anew.
  /// - Returns: The time; now where nothing is left.
  package func exhaustion(of remaining: Int, now: UTCTime, in week: BudgetWeek) -> UTCTime? {
    if remaining <= 0 { return now }
    guard perDay > 0 else { return nil }
    let seconds = Double(remaining) / perDay * Double(UTCTime.daySeconds)
    guard seconds < Double(week.end.secondsSince1970 - now.secondsSince1970) else { return nil }
    return now.adding(seconds: Int(seconds.rounded(.up)))
  }

  /// What the pace makes of a week's consumption at its end; tokens, or 1e-12 dollars.
  ///
  /// - Parameters:
  ///   - consumed: What is consumed; tokens, or 1e-12 dollars.
  ///   - now: The time that it is.
  ///   - week: The week.
  /// - Returns: The projection.
  package func consumption(after consumed: Int, now: UTCTime, in week: BudgetWeek) -> Double {
    Double(consumed) + perDay * max(0, week.end.days(since: now))
  }
}
