/// A probability as it was written, with its complement right to the last digit.
///
/// A double stands here for its shortest decimal: 0.9999 has the complement 0.0001, not the
/// 1.0000000000000011e-4 that subtracting doubles gives.  Races raise (1 − p)/p to the margin, so
/// that lost digits would multiply.
public struct Probability: Hashable, Sendable {
  /// The probability; unit 1, range [0, 1].
  public let value: Double
  /// One less the probability; unit 1, range [0, 1].
  public let complement: Double
  /// The decimal digits as an integer, where the decimal has at most 19 places.
  private let numerator: UInt64
  /// The power of ten below the numerator; 0 when the decimal has more places.
  private let denominator: UInt64

  /// Takes a probability as its shortest decimal.
  ///
  /// - Parameters:
  ///   - value: Probability; unit 1, range [0, 1].
  ///   - name: What to call it in an error.
  /// - Throws: `MarginError.outOfRange` when the value is outside [0, 1] or not a number.
  public init(_ value: Double, name: String = "p") throws(MarginError) {
    guard value >= 0, value <= 1 else {
      throw .outOfRange(quantity: name, value: value, allowed: "0 to 1")
    }
    self.value = value
    if let decimal = Probability.shortestDecimal(of: value) {
      self.numerator = decimal.digits
      self.denominator = decimal.scale
      let rest = DoubleDouble(decimal.scale - decimal.digits)
      self.complement = (rest / DoubleDouble(decimal.scale)).value
    } else {
      self.numerator = 0
      self.denominator = 0
      self.complement = 1 - value
    }
  }

  /// The probability with about 32 digits.
  var precise: DoubleDouble {
    denominator == 0
      ? DoubleDouble(value) : DoubleDouble(numerator) / DoubleDouble(denominator)
  }

  /// One less the probability with about 32 digits.
  var preciseComplement: DoubleDouble {
    denominator == 0
      ? DoubleDouble.sum(1, -value)
      : DoubleDouble(denominator - numerator) / DoubleDouble(denominator)
  }

  /// Reads `0.d…d` or `d.d…e-xx`; nil when it has more than 19 places.
  private static func shortestDecimal(of value: Double) -> (digits: UInt64, scale: UInt64)? {
    if value == 0 { return (0, 1) }
    var digits: UInt64 = 0
    var places = 0
    var exponent = 0
    var isFraction = false
    var parts = value.description.utf8[...]
    if let mark = parts.firstIndex(of: UInt8(ascii: "e")) {
      exponent = Int(String(Substring(parts[parts.index(after: mark)...]))) ?? 0
      parts = parts[..<mark]
    }
    for byte in parts {
      if byte == UInt8(ascii: ".") {
        isFraction = true
      } else {
        digits = digits * 10 + UInt64(byte - UInt8(ascii: "0"))
        if isFraction { places += 1 }
      }
    }
    places -= exponent
    guard (0...19).contains(places) else { return nil }
    var scale: UInt64 = 1
    for _ in 0..<places { scale *= 10 }
    return (digits, scale)
  }
}
