/// A decimal number that is compared and divided without rounding.
struct ExactDecimal: Comparable, Sendable {
  private let isNegative: Bool
  /// Digits 0 to 9, none of them 0 at either end; none for 0.
  private let digits: [UInt8]
  /// Power of ten of the last digit.
  private let exponent: Int

  /// Takes a number; nil where the value is none, or has an exponent past 9 digits.
  init?(_ value: JSONValue) {
    switch value {
    case .int, .number, .decimal: break
    default: return nil
    }
    guard let text = value.canonical else { return nil }
    var digits: [UInt8] = []
    var exponent = 0
    var isFraction = false
    isNegative = text.first == UInt8(ascii: "-")
    reading: for (place, byte) in zip(text.indices, text) {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if isFraction { exponent -= 1 }
        if !digits.isEmpty || byte != UInt8(ascii: "0") { digits.append(byte - 48) }
      case UInt8(ascii: "."): isFraction = true
      case UInt8(ascii: "e"):
        exponent += Int(String(decoding: text[(place + 1)...], as: UTF8.self)) ?? 0
        break reading
      default: break
      }
    }
    while digits.last == 0 {
      digits.removeLast()
      exponent += 1
    }
    self.digits = digits
    self.exponent = digits.isEmpty ? 0 : exponent
  }

  private init() { (isNegative, digits, exponent) = (false, [], 0) }

  /// 0.
  static let zero = ExactDecimal()

  /// Whether it is a whole number.
  var isWhole: Bool { exponent >= 0 }

  /// Whether it is above 0.
  var isPositive: Bool { !isNegative && !digits.isEmpty }

  static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
    switch (left.isNegative, right.isNegative) {
    case (true, false): return true
    case (false, true): return false
    case (true, true): return right.isNearerToZero(than: left)
    case (false, false): return left.isNearerToZero(than: right)
    }
  }

  private func isNearerToZero(than other: ExactDecimal) -> Bool {
    guard !digits.isEmpty, !other.digits.isEmpty else {
      return digits.isEmpty && !other.digits.isEmpty
    }
    let (place, otherPlace) = (digits.count + exponent, other.digits.count + other.exponent)
    guard place == otherPlace else { return place < otherPlace }
    return digits.lexicographicallyPrecedes(other.digits)
  }

  /// Whether the number is a whole multiple of a divisor.
  func isMultiple(of divisor: Divisor) -> Bool {
    guard !digits.isEmpty else { return true }
    let power = exponent - divisor.number.exponent
    // The last digit is no 0, so that ten divides none of the digits.
    guard power >= 0 else { return false }
    func product(_ left: UInt64, _ right: UInt64) -> UInt64 {
      divisor.value.dividingFullWidth(left.multipliedFullWidth(by: right)).remainder
    }
    var rest: UInt64 = 0
    let one = 1 % divisor.value
    for digit in digits { rest = (product(rest, 10) + UInt64(digit)) % divisor.value }
    var (factor, square, bits) = (one, 10 % divisor.value, power)
    while bits > 0 {
      if bits & 1 == 1 { factor = product(factor, square) }
      square = product(square, square)
      bits >>= 1
    }
    return product(rest, factor) == 0
  }

  /// A number above 0 of at most 18 digits, to divide by.
  struct Divisor: Sendable {
    fileprivate let number: ExactDecimal
    /// Its digits as a number.
    fileprivate let value: UInt64

    /// Takes a number; nil where it is not above 0 or has more than 18 digits.
    init?(_ number: ExactDecimal) {
      guard number.isPositive, number.digits.count <= 18 else { return nil }
      self.number = number
      value = number.digits.reduce(0) { $0 * 10 + UInt64($1) }
    }
  }
}
