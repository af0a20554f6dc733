/// A number as it was written: sign, decimal digits and a power of ten; nothing is rounded.
///
/// Hexadecimal, `inf`, `nan`, underscores, blanks and trailing text are no decimal numbers.
package struct DecimalText: Equatable, Sendable {
  /// Whether a minus stood before it; zero may have one too.
  package let isNegative: Bool
  /// Significant digits without leading or trailing zeros; empty for zero.
  package let digits: String
  /// The number is `digits` × 10^`exponent`; clamped to ±1,000,000,000.
  package let exponent: Int

  /// Reads a number; nil when the text is not one.
  package init?(_ text: String) {
    guard
      let match = text.wholeMatch(
        of: /([+-]?)([0-9]*)(?:\.([0-9]*))?(?:[eE]([+-]?)([0-9]+))?/)
    else { return nil }
    let whole = match.2
    let fraction = match.3 ?? ""
    guard !(whole.isEmpty && fraction.isEmpty) else { return nil }
    let limit = 1_000_000_000
    let magnitude = match.5.map { min(Int($0) ?? limit, limit) } ?? 0
    let written = match.4 == "-" ? -magnitude : magnitude

    var digits = Substring((whole + fraction).drop { $0 == "0" })
    let lengthWithZeros = digits.count
    while digits.last == "0" { digits.removeLast() }
    self.isNegative = match.1 == "-"
    self.digits = String(digits)
    self.exponent =
      digits.isEmpty
      ? 0
      : max(-limit, min(limit, written - fraction.count + lengthWithZeros - digits.count))
  }

  /// Whether the number has no fractional part, such as `1e12` or `1.5e3`.
  package var isIntegral: Bool { exponent >= 0 }

  /// The number as an integer; nil when it has a fractional part or does not fit.
  package var integer: Int? {
    guard isIntegral, exponent <= 19 else { return nil }
    return Int(
      (isNegative ? "-" : "") + "0" + digits + String(repeating: "0", count: exponent))
  }
}
