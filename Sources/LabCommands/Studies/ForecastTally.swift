import Analysis
import Economics
import RandomStreams
import Simulation
import Statistics

/// How often forecasts of simulated weeks held.
struct ForecastTally: Sendable {
  /// Weeks of which enough was logged for a forecast; count.
  private(set) var forecasts = 0
  /// Weeks of which enough was logged for a pace; count.
  private(set) var paces = 0
  private var covered80 = 0
  private var covered95 = 0
  private var met80 = 0
  private var paceWithin = 0
  private var paceZone = [Int](repeating: 0, count: ForecastTally.maxLimits)

  /// Columns of a table with `cells`.
  static let columns = [
    "forecasts", "covered_80", "covered_80_low", "covered_80_high", "covered_95", "met_80", "paces",
    "pace_within", "pace_within_low", "pace_within_high", "pace_zone",
  ]

  /// Most limits that zones are judged at; count.
  static let maxLimits = 8

  /// Simulates a week and forecasts it; the first limit is that of the time it is exhausted.
  ///
  /// - Parameters:
  ///   - stream: How tokens are consumed.
  ///   - weeksBefore: Weeks that the log holds before; count.
  ///   - day: When it is forecast; days from the week's begin.
  ///   - limits: Limits of a week, in mean weeks of the stream; 1 to 8 of them.
  ///   - tolerance: Distance within which the pace counts as right; unit 1.
  ///   - draws: Continuations; count.
  ///   - key: Where the random numbers are.
  mutating func add(
    _ stream: TokenStream, weeksBefore: Int, day: Double, limits: [Double], tolerance: Double,
    draws: Int, _ key: StreamKey
  ) {
    // Any Monday.
    let first = BudgetWeek(firstDay: CalendarDate(daysSince1970: 20_773))
    let week = first.later(by: weeksBefore)
    let now = week.begin.adding(seconds: Int(day * Double(UTCTime.daySeconds)))
    let amounts = stream.amounts(weeks: weeksBefore + 1, from: first, key.child(0))
    let known = amounts.filter { $0.time <= now }
    let limit = limits[0] * stream.meanWeek
    var total = 0.0
    var met = BudgetForecast.Exhaustion.notThisWeek
    for amount in amounts where week.contains(amount.time) {
      total += Double(amount.amount)
      if met == .notThisWeek, total >= limit { met = .at(amount.time) }
    }
    if let forecast = BudgetForecast(
      known, in: week, now: now, limit: limit, draws: draws, key.child(1))
    {
      forecasts += 1
      if forecast.consumption(level: 0.8).contains(total) { covered80 += 1 }
      if forecast.consumption(level: 0.95).contains(total) { covered95 += 1 }
      if forecast.exhaustion(level: 0.8).contains(met) { met80 += 1 }
    }
    if let rate = BurnRate(known, in: week, now: now) {
      paces += 1
      let consumed = known.reduce(0) { $0 + (week.contains($1.time) ? $1.amount : 0) }
      let end = rate.consumption(after: consumed, now: now, in: week)
      if abs(end - total) <= tolerance * total { paceWithin += 1 }
      for (place, share) in limits.enumerated() {
        let limit = share * stream.meanWeek
        if BudgetZone(consumed: end / limit) == BudgetZone(consumed: total / limit) {
          paceZone[place] += 1
        }
      }
    }
  }

  /// Adds what other weeks came to.
  static func += (sum: inout ForecastTally, other: ForecastTally) {
    sum.forecasts += other.forecasts
    sum.paces += other.paces
    sum.covered80 += other.covered80
    sum.covered95 += other.covered95
    sum.met80 += other.met80
    sum.paceWithin += other.paceWithin
    for place in sum.paceZone.indices { sum.paceZone[place] += other.paceZone[place] }
  }

  /// Coverage of the intervals, with 99 % intervals of its own.
  func quantities(_ name: String) -> [StudyQuantity] {
    [
      Self.share("coverage_80_\(name)", covered80, of: forecasts),
      Self.share("coverage_95_\(name)", covered95, of: forecasts),
      Self.share("exhaustion_80_\(name)", met80, of: forecasts),
    ]
  }

  /// How often the pace was right, and named the zone at the first limit, with 99 % intervals.
  func paces(_ name: String) -> [StudyQuantity] {
    [within(name), zone(name, limit: 0)]
  }

  /// How often the pace came within the tolerance, with a 99 % interval.
  func within(_ name: String) -> StudyQuantity {
    Self.share("pace_within_\(name)", paceWithin, of: paces)
  }

  /// How often the pace named the zone at a limit, by its place, with a 99 % interval.
  func zone(_ name: String, limit: Int) -> StudyQuantity {
    Self.share("pace_zone_\(name)", paceZone[limit], of: paces)
  }

  private static func share(_ name: String, _ count: Int, of trials: Int) -> StudyQuantity {
    StudyQuantity(
      name, trials > 0 ? Double(count) / Double(trials) : .nan,
      interval: BinomialInterval.fixedTrials(successes: count, trials: trials, level: 0.99),
      n: trials, method: "simulated weeks")
  }

  /// Cells of a table with `columns`; nothing where no week counted.
  var cells: [String] {
    func share(_ count: Int, _ trials: Int) -> String {
      trials > 0 ? NumberFormat.fixed(Double(count) / Double(trials), decimals: 4) : ""
    }
    func interval(_ count: Int, _ trials: Int) -> [String] {
      let interval = BinomialInterval.fixedTrials(successes: count, trials: trials, level: 0.95)
      return [interval.low, interval.high].map { NumberFormat.fixed($0, decimals: 4) }
    }
    return ["\(forecasts)", share(covered80, forecasts)] + interval(covered80, forecasts)
      + [
        share(covered95, forecasts), share(met80, forecasts), "\(paces)", share(paceWithin, paces),
      ]
      + interval(paceWithin, paces) + [share(paceZone[0], paces)]
  }
}
