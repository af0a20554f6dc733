package import Economics
package import RandomStreams
package import Statistics

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What a week will have consumed at its end, and when a limit will be met: many drawn continuations.
///
/// A draw is a pattern of work that the log allows and a rest of the week by that pattern, so that an
/// interval between their ranks covers what comes at its level as far as the log's past is like its
/// future.
package struct BudgetForecast: Sendable {
  /// What a limit comes to, as time.
  package enum Exhaustion: Hashable, Sendable, Comparable {
    /// The limit is met then.
    case at(UTCTime)
    /// It is not met before the week is over.
    case notThisWeek

    /// Whether one is earlier.
    package static func < (left: Exhaustion, right: Exhaustion) -> Bool {
      switch (left, right) {
      case (.at(let left), .at(let right)): left < right
      case (.at, .notThisWeek): true
      case (.notThisWeek, _): false
      }
    }
  }

  /// The time that it is.
  package let now: UTCTime
  /// The week.
  package let week: BudgetWeek
  /// What is consumed; the unit of the amounts.
  package let consumed: Double
  /// Continuations; count.
  package var draws: Int { exhaustions.count }
  /// What the log tells.
  package let model: UsageModel
  /// Midnights to come, the end of the week last.
  package let midnights: [UTCTime]
  /// Consumption of the week at each of them, ascending.
  ///
  /// - Shape: `consumption[midnight][rank]`.
  package let consumption: [[Double]]
  /// When the limit is met, ascending.
  package let exhaustions: [Exhaustion]

  /// Continuations of a forecast unless told otherwise: ranks of 80 % and 95 % are whole numbers; count.
  package static let usualDraws = 3999
  /// Entries of a day that are drawn one by one; more are drawn in as many groups.
  private static let mostGroups = 500

  /// Forecasts a week; nil where too little is known.
  ///
  /// - Parameters:
  ///   - amounts: What was consumed in this week and those before, by time.
  ///   - week: This week.
  ///   - now: The time that it is, in the week.
  ///   - limit: The limit; the unit of the amounts.
  ///   - draws: Continuations; count, at least 1.
  ///   - key: Where the random numbers are.
  package init?(
    _ amounts: [BudgetAmount], in week: BudgetWeek, now: UTCTime, limit: Double,
    draws: Int = usualDraws, _ key: StreamKey
  ) {
    guard let model = UsageModel(amounts, in: week, now: now) else { return nil }
    self.model = model
    self.now = now
    self.week = week
    var consumed = 0.0
    var met: UTCTime?
    for amount in amounts where week.contains(amount.time) && amount.time <= now {
      consumed += Double(amount.amount)
      if met == nil, consumed >= limit { met = amount.time }
    }
    self.consumed = consumed
    let rest = week.days.compactMap { date -> (begin: UTCTime, length: Double, isWeekend: Bool)? in
      let begin = max(UTCTime(date), now)
      let length = UTCTime(date.next).days(since: begin)
      return length > 0 ? (begin, length, Weekday(date).isWeekend) : nil
    }
    midnights = rest.map { $0.begin.adding(seconds: Int(($0.length * 86_400).rounded())) }
    var consumption = [[Double]](repeating: [], count: rest.count)
    var exhaustions: [Exhaustion] = []
    for draw in 0..<draws {
      var stream = WordStream(key.child(draw))
      let pattern = model.drawn(&stream)
      var sum = consumed
      var end = met
      for (index, day) in rest.enumerated() {
        let mean = pattern.rate * day.length * (day.isWeekend ? pattern.weekend : 1)
        let count = Self.count(mean, model.dispersion, &stream)
        let groups = min(count, Self.mostGroups)
        if end != nil || groups == 0 {
          for group in 0..<groups {
            sum += Self.size(of: Self.part(group, groups, count), pattern, &stream)
          }
        } else {
          let times = (0..<groups).map { _ in stream.uniform() }.sorted()
          for (group, time) in times.enumerated() {
            sum += Self.size(of: Self.part(group, groups, count), pattern, &stream)
            if end == nil, sum >= limit {
              end = day.begin.adding(seconds: Int(time * day.length * 86_400))
            }
          }
        }
        consumption[index].append(sum)
      }
      exhaustions.append(end.map { .at($0) } ?? .notThisWeek)
    }
    self.consumption = consumption.map { $0.sorted() }
    self.exhaustions = exhaustions.sorted()
  }

  /// The number of entries that come where so many are expected, spread as much as those of the log.
  private static func count(_ mean: Double, _ dispersion: Double, _ stream: inout WordStream) -> Int
  {
    guard mean > 0 else { return 0 }
    let mean = min(mean, 1e9)
    guard dispersion > 1.001 else { return stream.poisson(mean) }
    let scale = dispersion - 1
    return stream.poisson(min(exp(stream.logGamma(shape: mean / scale)) * scale, 1e12))
  }

  /// Entries of a group, as equal as can be; count.
  private static func part(_ group: Int, _ groups: Int, _ count: Int) -> Int {
    count / groups + (group < count % groups ? 1 : 0)
  }

  /// What some entries come to: the sum of many is nearly normal.
  private static func size(
    of entries: Int, _ pattern: UsageModel.Drawn, _ stream: inout WordStream
  ) -> Double {
    // A size beyond any log's is a size that a log of few entries cannot rule out.
    let largest = 1e18
    if entries == 1 { return min(exp(pattern.mu + pattern.sigma * stream.normal()), largest) }
    let variance = pattern.sigma * pattern.sigma
    let mean = exp(pattern.mu + variance / 2)
    let deviation = mean * expm1(variance).squareRoot()
    let sum = Double(entries) * mean + Double(entries).squareRoot() * deviation * stream.normal()
    return min(max(0, sum), largest)
  }

  /// What the week will have consumed at its end.
  ///
  /// - Parameter level: Probability that it does; unit 1, range (0, 1).
  /// - Returns: An interval with as many draws below it as above.
  package func consumption(level: Double) -> Interval {
    interval(at: consumption.count - 1, level: level)
  }

  /// What the week will have consumed at a midnight.
  ///
  /// - Parameters:
  ///   - midnight: Index of the midnight.
  ///   - level: Probability; unit 1, range (0, 1).
  /// - Returns: An interval with as many draws below it as above.
  package func interval(at midnight: Int, level: Double) -> Interval {
    guard consumption.indices.contains(midnight) else {
      return Interval(low: consumed, high: consumed, level: level)
    }
    let (low, high) = ranks(level)
    let values = consumption[midnight]
    return Interval(low: values[low], high: values[high], level: level)
  }

  /// Median of what the week will have consumed at its end; the unit of the amounts.
  package var median: Double { consumption.last.map { $0[draws / 2] } ?? consumed }

  /// When the limit will be met.
  ///
  /// - Parameter level: Probability; unit 1, range (0, 1).
  /// - Returns: The first and the last time of an interval with as many draws before it as after.
  package func exhaustion(level: Double) -> ClosedRange<Exhaustion> {
    let (low, high) = ranks(level)
    return exhaustions[low]...exhaustions[high]
  }

  /// Share of the draws in which the limit is met this week; unit 1.
  package var probabilityOfExhaustion: Double {
    let met = exhaustions.prefix { $0 != .notThisWeek }.count
    return Double(met) / Double(draws)
  }

  /// First and last rank of an interval; from 0.
  private func ranks(_ level: Double) -> (low: Int, high: Int) {
    let outside = ((1 - level) / 2 * Double(draws + 1)).rounded(.toNearestOrEven)
    let low = min(max(0, Int(outside) - 1), (draws - 1) / 2)
    return (low, draws - 1 - low)
  }
}
