/// Decimal numbers in text: `42`, `+42.0` and `4.2e1` are one number.
///
/// Nothing is rounded, whatever the number of digits.
package enum DecimalNumber {
  /// The index after the number that begins at an index; nil where none does.
  ///
  /// A number has digits on at least one side of its point; a sign and an exponent may stand around
  /// them.
  package static func end(_ text: [UInt8], from start: Int) -> Int? {
    var index = start
    func isDigit() -> Bool { index < text.count && text[index] &- 48 < 10 }
    func passSign() {
      if index < text.count, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") {
        index += 1
      }
    }
    passSign()
    var digits = 0
    while isDigit() { (index, digits) = (index + 1, digits + 1) }
    let afterWhole = index
    if index < text.count, text[index] == UInt8(ascii: ".") {
      index += 1
      let isFraction = isDigit()
      while isDigit() { (index, digits) = (index + 1, digits + 1) }
      if !isFraction, digits == 0 { index = afterWhole }
    }
    guard digits > 0 else { return nil }
    let end = index
    guard index < text.count, text[index] | 0x20 == UInt8(ascii: "e") else { return end }
    index += 1
    passSign()
    guard isDigit() else { return end }
    while isDigit() { index += 1 }
    return index
  }

  /// The number in one way, whatever its spelling; nil where its exponent is past 9 digits.
  ///
  /// - Parameter number: What `end` has found to be a number.
  /// - Returns: Digits without needless zeros, as `0.5`, `-42` or `12e40`.
  package static func canonical(_ number: ArraySlice<UInt8>) -> [UInt8]? {
    var digits: [UInt8] = []
    var exponent = 0
    var isFraction = false
    let isNegative = number.first == UInt8(ascii: "-")
    reading: for (place, byte) in zip(number.indices, number) {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if !(digits.isEmpty && byte == UInt8(ascii: "0")) { digits.append(byte) }
        if isFraction { exponent -= 1 }
      case UInt8(ascii: "."): isFraction = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        let rest = number[(place + 1)...]
        guard rest.count <= 10, let written = Int(String(decoding: rest, as: UTF8.self)) else {
          return nil
        }
        exponent += written
        break reading
      default: break
      }
    }
    while digits.last == UInt8(ascii: "0") {
      digits.removeLast()
      exponent += 1
    }
    guard !digits.isEmpty else { return [UInt8(ascii: "0")] }
    let sign: [UInt8] = isNegative ? [UInt8(ascii: "-")] : []
    return sign + placed(digits, exponent)
  }

  /// Digits with their point where few zeros do, else with an exponent.
  private static func placed(_ digits: [UInt8], _ exponent: Int) -> [UInt8] {
    let zero = UInt8(ascii: "0")
    let point = UInt8(ascii: ".")
    if exponent >= 0, digits.count + exponent <= 21 {
      return digits + Array(repeating: zero, count: exponent)
    }
    if exponent < 0, -exponent < digits.count {
      let whole = digits.count + exponent
      return digits[..<whole] + [point] + digits[whole...]
    }
    if exponent < 0, -exponent - digits.count <= 6 {
      return [zero, point] + Array(repeating: zero, count: -exponent - digits.count) + digits
    }
    return digits + Array("e\(exponent)".utf8)
  }
}
