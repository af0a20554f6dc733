#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// An unevaluated sum of two doubles, about 32 significant digits.
///
/// Powers of the odds (1 − p)/p up to the margin would lose a digit for every ten of the margin in
/// plain doubles; in this form they are right to the last digit of a double.
///
/// - Source: Dekker (1971), Knuth (TAOCP 2, 4.2.2): error-free sum and product.
struct DoubleDouble: Sendable {
  var high: Double
  var low: Double

  init(_ value: Double) {
    self.init(high: value, low: 0)
  }

  /// Holds any 64-bit integer exactly.
  init(_ integer: UInt64) {
    let upper = Double(integer >> 32) * 4_294_967_296
    let lower = Double(integer & 0xFFFF_FFFF)
    self = DoubleDouble.sum(upper, lower)
  }

  private init(high: Double, low: Double) {
    self.high = high
    self.low = low
  }

  /// Rounded to the nearest double.
  var value: Double { high + low }

  /// The exact sum of two doubles.
  static func sum(_ a: Double, _ b: Double) -> DoubleDouble {
    let sum = a + b
    let part = sum - a
    return DoubleDouble(high: sum, low: (a - (sum - part)) + (b - part))
  }

  /// The exact product of two doubles.
  static func product(_ a: Double, _ b: Double) -> DoubleDouble {
    let product = a * b
    return DoubleDouble(high: product, low: (-product).addingProduct(a, b))
  }

  static func + (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let high = sum(a.high, b.high)
    let low = sum(a.low, b.low)
    let once = sum(high.high, high.low + low.high)
    return sum(once.high, once.low + low.low)
  }

  static prefix func - (a: DoubleDouble) -> DoubleDouble {
    DoubleDouble(high: -a.high, low: -a.low)
  }

  static func - (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble { a + (-b) }

  static func * (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let high = product(a.high, b.high)
    return sum(high.high, high.low + (a.high * b.low + a.low * b.high))
  }

  static func / (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let first = a.high / b.high
    guard first.isFinite, first != 0 else { return DoubleDouble(first) }
    let rest = a - b * DoubleDouble(first)
    let second = rest.high / b.high
    let remainder = rest - b * DoubleDouble(second)
    return DoubleDouble(first) + DoubleDouble(second) + DoubleDouble(remainder.high / b.high)
  }

  /// Returns the power by repeated squaring; the exponent is at least 0.
  func power(_ exponent: Int) -> DoubleDouble {
    var result = DoubleDouble(1.0)
    var base = self
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 { result = result * base }
      rest >>= 1
      if rest > 0 { base = base * base }
    }
    return result
  }
}
