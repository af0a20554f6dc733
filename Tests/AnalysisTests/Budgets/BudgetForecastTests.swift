import Analysis
import Economics
import RandomStreams
import Statistics
import Testing

@Suite struct BudgetForecastTests {
  let week = BudgetWeek(firstDay: CalendarDate(daysSince1970: 20_773))
  let key = StreamKey(seed: 41)

  private func time(_ day: Double) -> UTCTime {
    week.begin.adding(seconds: Int(day * 86_400))
  }

  /// Entries four a day over some days.
  private func amounts(_ days: Range<Int>, _ size: Int = 100) -> [BudgetAmount] {
    days.flatMap { day in
      (0..<4).map { BudgetAmount(time: time(Double(day) + 0.1 + 0.2 * Double($0)), amount: size) }
    }
  }

  private func forecast(
    _ amounts: [BudgetAmount], day: Double, limit: Double = 3000, draws: Int = 199
  ) -> BudgetForecast? {
    BudgetForecast(amounts, in: week, now: time(day), limit: limit, draws: draws, key)
  }

  @Test("nothing known gives no forecast, not a number")
  func nothing() {
    #expect(forecast([], day: 3) == nil)
    #expect(forecast(Array(amounts(0..<1).prefix(2)), day: 3) == nil, "two entries are too few")
    #expect(forecast(amounts(0..<2, 0), day: 3) == nil, "entries of nothing tell nothing")
    #expect(forecast(amounts(-70 ..< -65), day: 3) == nil, "ten weeks ago is forgotten")
    #expect(forecast(Array(amounts(0..<1).prefix(3)), day: 3) != nil)
  }

  @Test("a forecast is the same each time, and its intervals lie within each other")
  func intervals() throws {
    let log = amounts(-7..<3)
    let first = try #require(forecast(log, day: 3))
    let again = try #require(forecast(log, day: 3))
    #expect(first.consumption == again.consumption && first.exhaustions == again.exhaustions)
    let (narrow, wide) = (first.consumption(level: 0.8), first.consumption(level: 0.95))
    #expect(wide.low <= narrow.low && narrow.low <= first.median)
    #expect(first.median <= narrow.high && narrow.high <= wide.high)
    #expect(narrow.low >= first.consumed && first.consumed == 1200)
    #expect(first.midnights.count == 4 && first.midnights.last == week.end)
    for midnight in 1..<4 {
      #expect(
        first.interval(at: midnight, level: 0.8).low
          >= first.interval(at: midnight - 1, level: 0.8).low)
    }
    let (early, late) = (first.exhaustion(level: 0.95), first.exhaustion(level: 0.8))
    #expect(early.lowerBound <= late.lowerBound && late.upperBound <= early.upperBound)
    // Four entries of 100 a day make 2800 in the week.
    #expect(narrow.contains(2800))
  }

  @Test("what was met is known, and what cannot be met is not this week")
  func limits() throws {
    let log = amounts(-7..<3)
    let met = try #require(forecast(log, day: 3, limit: 500))
    #expect(met.probabilityOfExhaustion == 1)
    #expect(met.exhaustion(level: 0.8).lowerBound == .at(log[28 + 4].time))
    #expect(met.exhaustion(level: 0.8).upperBound == .at(log[28 + 4].time))
    let far = try #require(forecast(log, day: 3, limit: 1e12))
    #expect(far.probabilityOfExhaustion == 0)
    #expect(far.exhaustion(level: 0.8) == .notThisWeek ... .notThisWeek)
  }

  @Test("gaps, piles and endless rates leave a forecast defined")
  func odd() throws {
    let logs: [(String, [BudgetAmount])] = [
      ("a gap of five weeks", amounts(-42 ..< -35) + amounts(2..<3)),
      ("all at one second", [BudgetAmount](repeating: .init(time: time(2), amount: 7), count: 50)),
      ("now", [BudgetAmount](repeating: .init(time: time(3), amount: 7), count: 50)),
      ("huge", amounts(-7..<3, 1_000_000_000_000)),
      (
        "a hundred thousand a day",
        (0..<100_000).map { .init(time: time(2 + Double($0) / 100_000), amount: 5) }
      ),
    ]
    for (name, log) in logs {
      let made = try #require(forecast(log, day: 3, draws: 39), "\(name)")
      let interval = made.consumption(level: 0.95)
      #expect(interval.low.isFinite && interval.high.isFinite, "\(name): \(interval)")
      #expect(interval.low >= made.consumed, "\(name)")
      #expect(made.model.dispersion >= 1, "\(name)")
    }
    let last = try #require(forecast(amounts(-7..<7), day: 6.999_99))
    #expect(last.consumption(level: 0.95).low == last.consumed)
  }

  @Test("clumped entries are found to spread more than Poisson counts")
  func dispersion() throws {
    let even = try #require(UsageModel(amounts(-14..<3), in: week, now: time(3)))
    let clumps = stride(from: -14, to: 3, by: 4).flatMap { day in
      (0..<16).map { BudgetAmount(time: time(Double(day) + 0.01 * Double($0)), amount: 100) }
    }
    let clumped = try #require(UsageModel(clumps, in: week, now: time(3)))
    #expect(even.dispersion == 1)
    #expect(clumped.dispersion > 5, "\(clumped.dispersion)")
  }
}
