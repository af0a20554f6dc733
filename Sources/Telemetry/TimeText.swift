import Foundation

/// Writes times as ISO 8601 in UTC with microseconds; keeps the text of the last second.
struct TimeText {
  private var second = Int.min
  private var text = ""

  /// Returns a time as text.
  ///
  /// - Parameter time: Time since the beginning of 1970, UTC; nanoseconds, at least 0.
  /// - Returns: Text such as `2026-01-31T23:59:59.000001Z`.
  mutating func text(_ time: Int) -> String {
    let (seconds, nanoseconds) = time.quotientAndRemainder(dividingBy: 1_000_000_000)
    if seconds != second {
      second = seconds
      text = String(Date(timeIntervalSince1970: Double(seconds)).ISO8601Format().dropLast())
    }
    // A digit more in front keeps the leading zeros.
    return text + "." + String(1_000_000 + nanoseconds / 1_000).dropFirst() + "Z"
  }
}
