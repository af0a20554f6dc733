import Economics
import Testing

@Suite struct BurnRateTests {
  let week = BudgetWeek(firstDay: CalendarDate(daysSince1970: 20_773))

  private func amount(day: Double, _ amount: Int) -> BudgetAmount {
    BudgetAmount(time: time(day), amount: amount)
  }

  private func time(_ day: Double) -> UTCTime {
    week.begin.adding(seconds: Int(day * 86_400))
  }

  @Test("the pace is of the week so far, and of the last seven days in its first")
  func pace() throws {
    #expect(Weekday(week.firstDay) == .monday)
    let amounts = [amount(day: -10, 7000), amount(day: -3, 700), amount(day: 0.5, 300)]
    let later = try #require(BurnRate(amounts, in: week, now: time(2)))
    #expect(later.perDay == 150 && later.entries == 1 && later.since == week.begin)
    let early = try #require(BurnRate(amounts, in: week, now: time(0.75)))
    #expect(early.perDay == 1000.0 / 7 && early.entries == 2)
    #expect(BurnRate(amounts, in: week, now: time(0))?.perDay == 100)
    #expect(BurnRate([], in: week, now: time(3)) == nil)
    #expect(BurnRate([amount(day: -3, 700)], in: week, now: time(3)) == nil)
  }

  @Test func thePaceIsDrawnOutToTheEndOfTheWeek() throws {
    let rate = try #require(BurnRate([amount(day: 0.5, 300)], in: week, now: time(2)))
    #expect(rate.consumption(after: 300, now: time(2), in: week) == 1050)
    #expect(rate.exhaustion(of: 150, now: time(2), in: week) == time(3))
    #expect(rate.exhaustion(of: 750, now: time(2), in: week) == nil, "not before the week is over")
    #expect(rate.exhaustion(of: 0, now: time(2), in: week) == time(2))
    let idle = try #require(BurnRate([amount(day: 0.5, 0)], in: week, now: time(2)))
    #expect(idle.exhaustion(of: 1, now: time(2), in: week) == nil)
  }
}
