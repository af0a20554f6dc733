import Analysis
import Economics
import RandomStreams
import Simulation
import Statistics
import Testing

/// Null: a forecast interval covers at its stated rate, on streams of which its model is true.
///
/// What a week consumes and when its limit is met, in 360 weeks; false alarms at 5 sigma.
@Suite struct BudgetForecastCoverageTests {
  private static let streams: [(name: String, stream: TokenStream)] = [
    ("steady", TokenStream(perWeekday: 6, meanTokens: 9000, sizes: .lognormal(spread: 0.8))),
    ("heavy", TokenStream(perWeekday: 6, meanTokens: 9000, sizes: .lognormal(spread: 1.5))),
    (
      "weekend",
      TokenStream(
        perWeekday: 8, weekendFactor: 0.2, meanTokens: 9000, sizes: .lognormal(spread: 0.8))
    ),
  ]

  @Test("forecast intervals cover at their stated rate over simulated weeks")
  func coverage() {
    let first = BudgetWeek(firstDay: CalendarDate(daysSince1970: 20_773))
    let weeks = 120
    var covered = [0.8: 0, 0.95: 0]
    var met = 0
    var total = 0
    for (index, (name, stream)) in Self.streams.enumerated() {
      for number in 0..<weeks {
        let key = StreamKey(seed: 2026).child(index).child(number)
        let before = 1 + number % 3
        let amounts = stream.amounts(weeks: before + 1, from: first, key.child(0))
        let week = first.later(by: before)
        let now = week.begin.adding(seconds: (number % 7) * 86_400 + 43_200)
        let sum = amounts.filter { week.contains($0.time) }.reduce(0.0) { $0 + Double($1.amount) }
        guard
          let forecast = BudgetForecast(
            amounts.filter { $0.time <= now }, in: week, now: now, limit: stream.meanWeek,
            draws: 199, key.child(1))
        else {
          Issue.record("\(name), week \(number): no forecast")
          continue
        }
        total += 1
        for level in covered.keys where forecast.consumption(level: level).contains(sum) {
          covered[level, default: 0] += 1
        }
        var running = 0.0
        var exhaustion = BudgetForecast.Exhaustion.notThisWeek
        for amount in amounts where week.contains(amount.time) {
          running += Double(amount.amount)
          if running >= stream.meanWeek {
            exhaustion = .at(amount.time)
            break
          }
        }
        if forecast.exhaustion(level: 0.8).contains(exhaustion) { met += 1 }
      }
    }
    for (name, level, count) in [
      ("consumption", 0.8, covered[0.8] ?? 0), ("consumption", 0.95, covered[0.95] ?? 0),
      ("exhaustion", 0.8, met),
    ] {
      let deviation = (level * (1 - level) * Double(total)).squareRoot()
      let z = (Double(count) - level * Double(total)) / deviation
      let report =
        "\(name), seed 2026: expected \(level * Double(total)), observed \(count), z \(z)"
      // Never below the stated rate; above it where the end of a week is nearly known.
      #expect(z > -5, "\(report)")
      #expect(count < total, "\(report): an interval that covers everything says nothing")
    }
    let z80 =
      (Double(covered[0.8] ?? 0) - 0.8 * Double(total)) / (0.16 * Double(total)).squareRoot()
    #expect(z80 < 5, "an interval of 80 % must not be one of 95 %: z \(z80)")
  }
}
