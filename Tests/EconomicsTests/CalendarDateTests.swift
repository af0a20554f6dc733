import Economics
import Testing

@Suite struct CalendarDateTests {
  @Test(arguments: [
    ("1970-01-01", 0), ("1970-03-01", 59), ("2000-02-29", 11_016), ("2000-03-01", 11_017),
    ("1969-12-31", -1), ("2026-11-20", 20_777), ("1600-01-01", -135_140), ("9999-12-31", 2_932_896),
  ])
  func aDayIsReadAndWritten(text: String, days: Int) {
    #expect(CalendarDate(text)?.daysSince1970 == days)
    #expect(CalendarDate(daysSince1970: days).description == text)
  }

  /// Over four centuries, after which the calendar repeats.
  @Test func daysAreReadAsTheyAreWritten() {
    for days in stride(from: -20_000, to: 127_000, by: 59) {
      let day = CalendarDate(daysSince1970: days)
      #expect(CalendarDate(day.description) == day)
      #expect(day.next.previous == day && day < day.next)
    }
  }

  @Test(arguments: [
    "2026-02-29", "2100-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00", "2026-1-1",
    "20261120", "2026-11-20 ", "", "today",
  ])
  func otherTextsAreNoDays(text: String) {
    #expect(CalendarDate(text) == nil)
  }
}
