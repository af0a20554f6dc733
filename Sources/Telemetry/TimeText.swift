import Foundation

/// Writes times as ISO 8601 in UTC with microseconds; keeps the text of the last second.
struct TimeText {
  private var second = Int.min
  private var text = ""

  /// Returns the whole second of a time as text, such as `2026-01-31T23:59:59`.
  ///
  /// - Parameter second: Time since the beginning of 1970, UTC; seconds.
  /// - Returns: The text, without a zone.
  mutating func text(ofSecond second: Int) -> String {
    if second != self.second {
      self.second = second
      text = String(Date(timeIntervalSince1970: Double(second)).ISO8601Format().dropLast())
    }
    return text
  }
}

extension JSONWriter {
  /// Writes a time such as `2026-01-31T23:59:59.000001Z`.
  ///
  /// - Parameters:
  ///   - key: Its key.
  ///   - time: Time since the beginning of 1970, UTC; nanoseconds, at least 0.
  ///   - text: Writes the whole second.
  mutating func member(_ key: String, time: Int, _ text: inout TimeText) {
    let (second, nanoseconds) = time.quotientAndRemainder(dividingBy: 1_000_000_000)
    let whole = text.text(ofSecond: second)
    member(key) {
      $0.write(whole)
      // A digit more in front keeps the leading zeros; the point takes its place.
      $0.write(1_000_000 + nanoseconds / 1_000, leading: UInt8(ascii: "."))
      $0.write("Z")
    }
  }
}
