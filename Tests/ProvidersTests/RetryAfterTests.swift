import Foundation
import Providers
import Testing

@Suite struct RetryAfterTests {
  @Test(
    arguments: [
      (["retry-after": "0"], 0), (["retry-after": "7"], 7_000_000_000),
      (["retry-after": "0.25"], 250_000_000), (["retry-after-ms": "1500"], 1_500_000_000),
      (["retry-after-ms": "5", "retry-after": "9"], 5_000_000),
      (["retry-after-ms": "soon", "retry-after": "9"], 9_000_000_000),
      (["retry-after": "99999999999999999999"], RetryAfter.longest),
      (["retry-after": "Sun, 06 Nov 1994 08:49:40 GMT"], 3_000_000_000),
      (["retry-after": "Sun, 06 Nov 1994 08:49:30 GMT"], 0),
      (["retry-after": "Fri, 06 Nov 9999 08:49:30 GMT"], RetryAfter.longest),
      (
        ["retry-after": "Sun, 06 Nov 1994 10:00:10 GMT", "date": "Sun, 06 Nov 1994 10:00:00 GMT"],
        10_000_000_000
      ),
      (["retry-after": ""], nil), (["retry-after": "-5"], nil), (["retry-after": "nan"], nil),
      (["retry-after": "1e3"], nil), (["retry-after": "."], nil),
      (["retry-after": "tomorrow"], nil),
      ([:], nil),
    ] as [([String: String], Int?)])
  func headersAreRead(headers: [String: String], expected: Int?) {
    #expect(RetryAfter.nanoseconds(in: headers, now: 784_111_777) == expected)
  }

  @Test func datesAreThoseOfTheCalendar() throws {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(secondsFromGMT: 0)
    formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
    // Every 50th day or so for 500 years, at changing hours.
    for step in 0..<3700 {
      let seconds = step * 4_320_007
      let text = formatter.string(from: Date(timeIntervalSince1970: Double(seconds)))
      #expect(HTTPDate.seconds(text) == seconds, "\(text)")
    }
  }

  @Test(arguments: [
    "", "Sun, 06 Nov 1994 08:49:37", "Sun 06 Nov 1994 08:49:37 GMT",
    "Sun, 32 Nov 1994 08:49:37 GMT",
    "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 06 Nov 1969 08:49:37 GMT",
    "Sun, 06 Nov 1994 24:49:37 GMT", "Sun, 06 Nov 1994 08:49 GMT", "Sun, 06 Nov 1994 08:60:37 GMT",
    "Sun, 06 Nov 1994 08:49:37 CET", "Sunday, 06-Nov-94 08:49:37 GMT",
    "Sun, -6 Nov 1994 08:49:37 GMT",
  ])
  func otherTextsAreNoDates(text: String) {
    #expect(HTTPDate.seconds(text) == nil)
  }
}
