/// How long a server asks to wait.
package enum RetryAfter {
  /// Longest wait that is understood, a day; nanoseconds.
  package static let longest = 86_400_000_000_000

  /// Reads the headers of a response: `retry-after-ms`, else `retry-after` in seconds or as a date.
  ///
  /// A date is taken against the server's own clock, its `date`, where it tells it.
  ///
  /// - Parameters:
  ///   - headers: Values by name, names in lowercase.
  ///   - now: Our clock; seconds since 1970-01-01 00:00 UTC.
  /// - Returns: Time to wait; nanoseconds, 0 to `longest`, nil where nothing that can be read is said.
  package static func nanoseconds(in headers: [String: String], now: Int) -> Int? {
    if let wait = headers["retry-after-ms"].flatMap({ decimal($0, unit: 1e6) }) { return wait }
    guard let text = headers["retry-after"] else { return nil }
    if let wait = decimal(text, unit: 1e9) { return wait }
    guard let then = HTTPDate.seconds(text) else { return nil }
    let from = headers["date"].flatMap(HTTPDate.seconds) ?? now
    let (wait, isTooLarge) = then.subtractingReportingOverflow(from)
    return isTooLarge ? nil : max(0, min(wait, longest / 1_000_000_000)) * 1_000_000_000
  }

  private static func decimal(_ text: String, unit: Double) -> Int? {
    guard text.utf8.allSatisfy({ (48...57).contains($0) || $0 == UInt8(ascii: ".") }),
      let number = Double(text)
    else { return nil }
    return Int(min(number * unit, Double(longest)))
  }
}
