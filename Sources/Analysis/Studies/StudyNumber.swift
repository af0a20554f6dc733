import Foundation

/// Numbers in the sentences of studies.
package enum StudyNumber {
  /// A number of few digits, or a whole one where these would not show all before the point.
  ///
  /// What is not quite all is never rounded to all, nor what is not quite nothing to nothing: a number
  /// below 1 gets as many digits as tell it from 1, a share below 100 % as many as tell it from that.
  ///
  /// - Parameters:
  ///   - number: The number; any unit.
  ///   - digits: Digits that count; 1 to 9.
  ///   - isPerCent: Whether the number is a share of 1 that is said in per cent.
  /// - Returns: The words.
  package static func spoken(_ number: Double, digits: Int, isPerCent: Bool = false) -> String {
    let shown = isPerCent ? 100 * number : number
    let whole: Double = isPerCent ? 100 : 1
    return text(shown, digits: digits, below: whole) + (isPerCent ? " %" : "")
  }

  private static func text(_ number: Double, digits: Int, below whole: Double) -> String {
    let isSmall = abs(number) < 1e15
    // From half a unit below: what would be rounded to one more digit before the point.
    let isLong = isSmall && abs(number) >= pow(10, Double(digits)) - 0.5
    if isSmall && number == number.rounded() || isLong && !(abs(number) < whole) {
      return "\(Int(number.rounded()))"
    }
    for more in digits..<17 {
      let text = shortened(number, digits: more)
      if abs(number) >= whole || abs(Double(text) ?? 0) < whole { return text }
    }
    return shortened(number, digits: 17)
  }
}
