/// Reads lists of whole numbers from a text, from an opening bracket on.
///
/// The text is passed to each call, because a value that holds it could not be kept.
package struct ListCursor {
  /// Index of the next byte.
  package private(set) var index: Int

  /// Starts at an index of a text.
  package init(at index: Int) {
    self.index = index
  }

  /// What ends here.
  package enum Failure: Error {
    /// Not what the grammar says.
    case malformed
    /// The end of the text.
    case ended
  }

  /// Passes a byte that must come next, after white space.
  ///
  /// - Throws: `malformed` where another byte comes, `ended` where none does.
  package mutating func expect(_ byte: UInt8, _ text: Span<UInt8>) throws(Failure) {
    guard try peek(text) == byte else { throw .malformed }
    index += 1
  }

  /// Passes a byte where it comes next, after white space.
  ///
  /// - Throws: `ended` where no byte comes any more.
  package mutating func skip(_ byte: UInt8, _ text: Span<UInt8>) throws(Failure) -> Bool {
    guard try peek(text) == byte else { return false }
    index += 1
    return true
  }

  /// Reads lists of numbers within a list, `[[3, 2], [], [1]]`.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - count: Lists that there must be; count, at least 1.
  ///   - isRepairing: Whether the end of the text stands for a missing last bracket.
  ///   - take: Takes a number of a list; false where there can be none like it.
  ///   - end: Hears that a list has ended.
  /// - Throws: `Failure` where a list or a number does not come, and where one is not taken.
  @inline(__always)
  mutating func lists(
    _ text: Span<UInt8>, count: Int, isRepairing: Bool, take: (_ list: Int, _ number: Int) -> Bool,
    end: (_ list: Int) -> Void = { _ in }
  ) throws(Failure) {
    try expect(UInt8(ascii: "["), text)
    for list in 0..<count {
      if list > 0 { try expect(UInt8(ascii: ","), text) }
      try expect(UInt8(ascii: "["), text)
      var isFirst = true
      while let number = try number(text, isFirst: &isFirst) {
        guard take(list, number) else { throw .malformed }
      }
      end(list)
    }
    if isRepairing {
      if isAtEnd(text) { return }
      if try skip(UInt8(ascii: ","), text), isAtEnd(text) { return }
    }
    try expect(UInt8(ascii: "]"), text)
  }

  /// Passes the closing bracket of a list, or reads the next number of it.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - isFirst: Whether nothing of the list was read yet; set to false.
  /// - Returns: The number; nil after the last.
  /// - Throws: `Failure` where neither comes next, and where the number is past 64 bits.
  @inline(__always)
  package mutating func number(
    _ text: Span<UInt8>, isFirst: inout Bool
  ) throws(Failure) -> Int? {
    var byte = try peek(text)
    if !isFirst, byte == UInt8(ascii: ",") {
      index += 1
      byte = try peek(text)
    } else if !isFirst, byte != UInt8(ascii: "]") {
      throw .malformed
    }
    if byte == UInt8(ascii: "]") {
      index += 1
      return nil
    }
    isFirst = false
    return try number(text, from: byte)
  }

  /// Reads one number: a sign or none, then digits without a leading zero.
  @inline(__always)
  private mutating func number(_ text: Span<UInt8>, from byte: UInt8) throws(Failure) -> Int {
    let isNegative = byte == UInt8(ascii: "-")
    if isNegative || byte == UInt8(ascii: "+") { index += 1 }
    let first = index
    var value = 0
    while index < text.count {
      let digit = text[index] &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      // Up to eighteen digits always fit.
      if index - first < 18 {
        value = value &* 10 &+ Int(digit)
      } else {
        value = try Self.appended(Int(digit), to: value, isNegative: isNegative)
      }
      index += 1
    }
    guard index > first else { throw index < text.count ? .malformed : .ended }
    guard text[first] != UInt8(ascii: "0") || index == first + 1 else { throw .malformed }
    // From the nineteenth digit on the value has its sign already.
    return isNegative && index - first <= 18 ? 0 - value : value
  }

  /// A number of more than eighteen digits, with its sign, as far as 64 bits go.
  private static func appended(
    _ digit: Int, to value: Int, isNegative: Bool
  ) throws(Failure) -> Int {
    let signed = isNegative && value > 0 ? 0 - value : value
    let (tens, isTooLarge) = signed.multipliedReportingOverflow(by: 10)
    let (sum, isTooLargeToo) =
      isNegative ? tens.subtractingReportingOverflow(digit) : tens.addingReportingOverflow(digit)
    guard !isTooLarge, !isTooLargeToo else { throw .malformed }
    return sum
  }

  /// The next byte that is no white space, which is passed.
  @inline(__always)
  private mutating func peek(_ text: Span<UInt8>) throws(Failure) -> UInt8 {
    while index < text.count {
      let byte = text[index]
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0C, 0x0D: index += 1
      default: return byte
      }
    }
    throw .ended
  }

  /// Whether nothing but white space is left.
  package mutating func isAtEnd(_ text: Span<UInt8>) -> Bool {
    do { _ = try peek(text) } catch { return error == .ended }
    return false
  }
}
