import Economics
import RandomStreams
import Testing

@Suite struct BudgetWeekTests {
  @Test func timesReadBackAsTheyStand() throws {
    var stream = WordStream(StreamKey(seed: 8))
    for _ in 0..<2000 {
      let seconds = Int(stream.next() % 8_000_000_000) - 2_000_000_000
      let time = UTCTime(secondsSince1970: seconds)
      #expect(UTCTime(time.description) == time, "\(seconds) s")
      #expect(UTCTime(time.date) <= time && time < UTCTime(time.date.next), "\(seconds) s")
    }
    #expect(UTCTime("2026-11-20T14:05:09Z")?.description == "2026-11-20T14:05:09Z")
    #expect(UTCTime("2026-11-20")?.description == "2026-11-20T00:00:00Z")
    for text in [
      "2026-02-30", "2026-11-20T24:00:00Z", "2026-11-20T23:60:00Z", "2026-11-20T23:00:60Z",
      "2026-11-20 14:05:09", "2026-11-20T14:05:09", "2026-11-20T14:05:09+01:00", "",
      "2026-11-20T14:05:09ZZ",
    ] { #expect(UTCTime(text) == nil, "\(text)") }
  }

  @Test("a week begins on its weekday, holds the time, and the next one follows it")
  func weeks() throws {
    var stream = WordStream(StreamKey(seed: 9))
    for _ in 0..<500 {
      let time = UTCTime(secondsSince1970: Int(stream.next() % 4_000_000_000) - 1_000_000_000)
      for weekday in Weekday.allCases {
        let week = BudgetWeek(containing: time, begins: weekday)
        #expect(Weekday(week.firstDay) == weekday, "\(time), \(weekday)")
        #expect(week.contains(time), "\(time), \(weekday)")
        #expect(week.later(by: 1).begin == week.end)
        #expect(week.days.count == 7 && week.days.last?.next == week.later(by: 1).firstDay)
      }
    }
    let friday = try #require(UTCTime("2026-11-20"))
    #expect(Weekday(friday.date) == .friday)
    #expect(BudgetWeek(containing: friday, begins: .monday).firstDay.description == "2026-11-16")
    #expect(Weekday.allCases.filter(\.isWeekend) == [.saturday, .sunday])
  }
}
