package import Economics
package import RandomStreams

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What a token log tells of how a team consumes: entries a day, weekends, clumping and sizes.
///
/// Entries come at random, at one rate on weekdays and another on weekends; their number may spread more
/// than a Poisson count; their sizes are lognormal.  Each part is uncertain as far as the log is short, and
/// a forecast draws all of them anew.  Weeks before count less the longer ago they are (power discounting,
/// West and Harrison 1997), since teams change.
package struct UsageModel: Sendable {
  /// Weeks before this one that count; count.
  package static let weeksBefore = 8
  /// What a week counts beside the next one; unit 1.
  package static let discount = 0.5
  /// Fewest entries of which anything is said; count.
  package static let fewestEntries = 3

  /// Entries that count towards the rate, discounted.
  package let entries: Double
  /// Days on weekdays over which they came, discounted.
  package let weekdays: Double
  /// Days on weekends over which they came, discounted.
  package let weekendDays: Double
  /// Entries on weekdays and weekends, and days of both, over which they are compared; not discounted.
  package let profile: (weekday: Double, weekend: Double, weekdays: Double, weekendDays: Double)
  /// Variance of the number of entries of a day over its mean; unit 1, at least 1.
  package let dispersion: Double
  /// Number, mean and sum of squares about it of the natural logarithms of sizes.
  package let logSizes: (count: Double, mean: Double, squares: Double)

  /// What a pattern of work could be, given the log.
  package struct Drawn: Sendable {
    /// Entries a weekday; count.
    package var rate: Double
    /// How many times as many come on a day of the weekend; unit 1.
    package var weekend: Double
    /// Mean of the natural logarithm of sizes.
    package var mu: Double
    /// Standard deviation of that logarithm; at least 0.
    package var sigma: Double
  }

  /// Learns from a log; nil where it holds too little.
  ///
  /// - Parameters:
  ///   - amounts: What was consumed when, by time; amounts of 0 tell nothing.
  ///   - week: This week.
  ///   - now: The time that it is, in the week.
  package init?(_ amounts: [BudgetAmount], in week: BudgetWeek, now: UTCTime) {
    let oldest = week.later(by: -Self.weeksBefore).begin
    let used = amounts.filter { oldest <= $0.time && $0.time <= now && $0.amount > 0 }
    guard used.count >= Self.fewestEntries, let first = used.first else { return nil }
    // Where a log begins with an entry, that entry tells where it begins and not how often one comes.
    let isBegin = amounts.first { $0.amount > 0 }?.time == first.time
    let begin = isBegin ? first.time : oldest
    let counted = used.dropFirst(isBegin ? 1 : 0)
    var counts: [CalendarDate: Double] = [:]
    for amount in counted { counts[amount.time.date, default: 0] += 1 }

    var (entries, weekdays, weekendDays) = (0.0, 0.0, 0.0)
    var profile = (weekday: 0.0, weekend: 0.0, weekdays: 0.0, weekendDays: 0.0)
    var days: [(isWeekend: Bool, length: Double, count: Double)] = []
    var date = begin.date
    while UTCTime(date) <= now {
      let from = max(UTCTime(date), begin)
      let length = min(UTCTime(date.next), now).days(since: from)
      let count = counts[date] ?? 0
      let age = (week.firstDay.daysSince1970 - date.daysSince1970 + 6) / 7
      let weight = date >= week.firstDay ? 1 : pow(Self.discount, Double(age))
      let isWeekend = Weekday(date).isWeekend
      entries += weight * count
      if isWeekend {
        weekendDays += weight * length
        profile.weekendDays += length
        profile.weekend += count
      } else {
        weekdays += weight * length
        profile.weekdays += length
        profile.weekday += count
      }
      days.append((isWeekend, length, count))
      date = date.next
    }
    self.entries = entries
    self.weekdays = weekdays
    self.weekendDays = weekendDays
    self.profile = profile
    dispersion = Self.dispersion(days, profile)
    let logarithms = used.map { log(Double($0.amount)) }
    let mean = logarithms.reduce(0, +) / Double(logarithms.count)
    logSizes = (
      Double(logarithms.count), mean, logarithms.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    )
  }

  /// Pearson's statistic over its degrees of freedom, drawn towards 1 where there are few days.
  private static func dispersion(
    _ days: [(isWeekend: Bool, length: Double, count: Double)],
    _ profile: (weekday: Double, weekend: Double, weekdays: Double, weekendDays: Double)
  ) -> Double {
    let priorDays = 3.0
    var (sum, count) = (priorDays, priorDays)
    // A weekend or the weekdays that saw nothing tell nothing of clumping.
    for (isWeekend, entries, length) in [
      (false, profile.weekday, profile.weekdays), (true, profile.weekend, profile.weekendDays),
    ] where entries > 0 && length > 0 {
      let group = days.filter { $0.isWeekend == isWeekend && $0.length > 0 }
      for day in group {
        let expected = entries / length * day.length
        // A sliver of a day expects next to nothing, and its ratio would say anything.
        sum += (day.count - expected) * (day.count - expected) / max(expected, 0.5)
      }
      count += Double(group.count - 1)
    }
    return max(1, sum / count)
  }

  /// Draws a pattern of work that the log allows.
  ///
  /// - Parameter stream: The random numbers.
  /// - Returns: The pattern.
  package func drawn(_ stream: inout WordStream) -> Drawn {
    // Before the first weekend was seen it may be anything, on average like other days.
    let priorWeekend = 1.0
    let perWeekday = (profile.weekday + 0.5) / max(profile.weekdays, 0.5)
    let weekend =
      exp(stream.logGamma(shape: priorWeekend + profile.weekend / dispersion))
      / (priorWeekend + perWeekday * profile.weekendDays / dispersion)
    let rate =
      exp(stream.logGamma(shape: entries / dispersion + 0.5)) * dispersion
      / (weekdays + weekend * weekendDays)
    // Sizes that differ by a factor of e count as four entries before any was seen.
    let (priorCount, priorSquares) = (4.0, 4.0)
    let chiSquare = 2 * exp(stream.logGamma(shape: (priorCount + logSizes.count - 1) / 2))
    let sigma = ((priorSquares + logSizes.squares) / chiSquare).squareRoot()
    let mu = logSizes.mean + sigma / logSizes.count.squareRoot() * stream.normal()
    return Drawn(rate: rate, weekend: weekend, mu: mu, sigma: sigma)
  }
}
