package import MAKERCore

/// A product or a shifted sum of whole numbers, as a recursive solver's prompts write them.
///
/// Read from `A × B`, with or without the line that the benchmark's questions begin with, or from the
/// combination of two answers, `Solve C(P1, P2) with C=[P1 × 10^j + P2], P1=[…], P2=[…]`.
package enum ArithmeticProblem: Hashable, Sendable {
  /// A product of two numbers; each at least 0.
  case product(Int, Int)
  /// `first × 10^shift + second`; numbers at least 0, shift 0 to 18.
  case sum(first: Int, shift: Int, second: Int)

  /// What a question of the benchmark begins with.
  package static var header: StaticString { "Multiply the following numbers:\n" }
  static var times: StaticString { " × " }

  /// A question of the benchmark.
  package static func question(_ first: Int, _ second: Int) -> String {
    "\(header)\(first)\(times)\(second)"
  }

  /// Reads a problem; nil where a range is none.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - range: The part of it that is read; nil for all of it.
  package init?(_ text: Span<UInt8>, _ range: Range<Int>? = nil) {
    let range = range ?? 0..<text.count
    let (start, end) = (range.lowerBound, range.upperBound)
    if text.starts(with: RecursivePrompts.combining, at: start, upTo: end) {
      let line = start + RecursivePrompts.combining.utf8CodeUnitCount..<end
      guard let parts = NamedParts(("C", "P1", "P2"), in: text, line),
        let shift = ArithmeticCombination.shift(text, parts.first),
        let first = text.decimal(parts.second), let second = text.decimal(parts.third)
      else { return nil }
      self = .sum(first: first, shift: shift, second: second)
      return
    }
    var first = start
    if text.starts(with: Self.header, at: start, upTo: end) {
      first += Self.header.utf8CodeUnitCount
    }
    guard let sign = text.firstIndex(of: Self.times, in: first..<end),
      let left = text.decimal(first..<sign),
      let right = text.decimal(sign + Self.times.utf8CodeUnitCount..<end)
    else { return nil }
    self = .product(left, right)
  }

  /// Reads a problem that is a string of its own; nil where it is none.
  package init?(_ text: String) {
    self.init(text.utf8.span)
  }

  /// The answer; nil where it is past 64 bits.
  package var answer: Int? {
    switch self {
    case .product(let left, let right):
      let (product, isTooLarge) = left.multipliedReportingOverflow(by: right)
      return isTooLarge ? nil : product
    case .sum(let first, let shift, let second):
      guard let power = Self.power(shift) else { return nil }
      let (shifted, isTooLarge) = first.multipliedReportingOverflow(by: power)
      let (sum, isTooLargeToo) = shifted.addingReportingOverflow(second)
      return isTooLarge || isTooLargeToo ? nil : sum
    }
  }

  /// The problem in words that a subproblem or a combination is written in.
  package var text: String {
    switch self {
    case .product(let left, let right): "\(left)\(Self.times)\(right)"
    case .sum(let first, let shift, let second):
      RecursivePrompts.combine(ArithmeticCombination.text(shift: shift), "\(first)", "\(second)")
    }
  }

  /// Digits of a number in decimal; count, at least 1.
  package static func digits(of number: Int) -> Int {
    var digits = 1
    var rest = number
    while rest >= 10 {
      rest /= 10
      digits += 1
    }
    return digits
  }

  /// A power of ten; nil where it is past 64 bits.
  package static func power(_ exponent: Int) -> Int? {
    guard (0...18).contains(exponent) else { return nil }
    var power = 1
    for _ in 0..<exponent { power *= 10 }
    return power
  }

  /// A product split by place value, the factor with more digits in two halves; nil where both factors
  /// have one digit, and for a sum.
  package var split: Decomposition? {
    guard case .product(let left, let right) = self else { return nil }
    let (leftDigits, rightDigits) = (Self.digits(of: left), Self.digits(of: right))
    let shift = max(leftDigits, rightDigits) / 2
    guard shift > 0, let power = Self.power(shift) else { return nil }
    let isLeft = leftDigits >= rightDigits
    let (high, low) = (isLeft ? left : right).quotientAndRemainder(dividingBy: power)
    func part(_ half: Int) -> String {
      (isLeft ? Self.product(half, right) : .product(left, half)).text
    }
    return Decomposition(
      first: part(high), second: part(low),
      combination: ArithmeticCombination.text(shift: shift))
  }
}
