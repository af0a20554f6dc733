import Foundation
import TextFormats

/// Numbers as text, the same on every machine and in every locale.
package enum NumberFormat {
  /// Returns the shortest text that reads back as the same number; whole numbers have no `.0`.
  package static func shortest(_ number: Double) -> String {
    ShortestNumber.text(number)
  }

  /// Returns a count with commas between thousands, as 1,048,575.
  package static func grouped(_ count: Int) -> String {
    var text = ""
    for (place, digit) in String(count.magnitude).reversed().enumerated() {
      if place > 0, place % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return (count < 0 ? "-" : "") + String(text.reversed())
  }

  /// Returns how many there are of a thing, as `1 task` or `1,024 tasks`.
  ///
  /// - Parameters:
  ///   - count: How many.
  ///   - noun: The thing.
  ///   - many: What several of it are called; the noun with an s unless given.
  /// - Returns: The count with its noun.
  package static func counted(_ count: Int, _ noun: String, _ many: String? = nil) -> String {
    "\(grouped(count)) \(count == 1 ? noun : many ?? noun + "s")"
  }

  /// Returns a number rounded to significant digits, as C's `%g`, with exponents as `1.2e9`.
  ///
  /// - Parameters:
  ///   - number: Any number; `nan`, `inf` and `-inf` are written so.
  ///   - digits: Significant digits; 1 to 17.
  /// - Returns: The text, without blanks.
  package static func significant(_ number: Double, _ digits: Int) -> String {
    precondition((1...17).contains(digits), "1 to 17 significant digits, not \(digits)")
    if number.isNaN { return "nan" }
    return ShortestNumber.trimmed(exponent: String(format: "%.\(digits)g", number))
  }

  /// Returns a number with a fixed number of decimals.
  package static func fixed(_ number: Double, decimals: Int) -> String {
    precondition((0...17).contains(decimals), "0 to 17 decimals, not \(decimals)")
    if number.isNaN { return "nan" }
    return String(format: "%.\(decimals)f", number)
  }

  /// Returns a count with an SI prefix and at most three significant digits, such as `1.2 M`.
  ///
  /// - Parameter count: A count or a rate; below 1000 no prefix, from 1e21 an exponent.
  /// - Returns: The text, with a blank before the prefix.
  package static func prefixed(_ count: Double) -> String {
    guard count.isFinite, count.magnitude < 1e21 else { return significant(count, 3) }
    var scaled = count
    for prefix in ["", " k", " M", " G", " T", " P", " E"] {
      let text = significant(scaled, 3)
      // 999.7 rounds to 1e3: then the next prefix is due.
      if !text.contains("e") && Double(text).map({ $0.magnitude < 1000 }) == true {
        return text + prefix
      }
      scaled /= 1000
    }
    return significant(count, 3)
  }

  /// Returns a duration as `0:42`, `1:02:03` or `2 d 03:04:05`.
  ///
  /// - Parameter seconds: Seconds, rounded to the nearest; at least 0.
  /// - Returns: The text; `-:--` for what is not finite or longer than a thousand years.
  package static func duration(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 0, seconds < 3.2e10 else { return "-:--" }
    let total = Int(seconds.rounded())
    let (days, hours, minutes) = (total / 86_400, total / 3600 % 24, total / 60 % 60)
    if days > 0 {
      return "\(days) d " + String(format: "%02d:%02d:%02d", hours, minutes, total % 60)
    }
    return hours > 0
      ? String(format: "%d:%02d:%02d", hours, minutes, total % 60)
      : String(format: "%d:%02d", minutes, total % 60)
  }
}
