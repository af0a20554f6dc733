/// Three parts of a line by their names, `A=[…], B=[…], C=[…]`, in this order and nothing else.
package struct NamedParts: Sendable {
  /// Where the first part stands, without brackets and white space around it; bytes of the text.
  package let first: Range<Int>
  /// Where the second part stands; bytes of the text.
  package let second: Range<Int>
  /// Where the third part stands; bytes of the text.
  package let third: Range<Int>

  /// Reads a line; nil where it has another form or brackets do not close.
  ///
  /// - Parameters:
  ///   - names: Names of the parts.
  ///   - text: The text.
  ///   - line: The part of it that is read.
  package init?(
    _ names: (StaticString, StaticString, StaticString), in text: Span<UInt8>, _ line: Range<Int>
  ) {
    var index = line.lowerBound
    guard let first = Self.part(names.0, text, &index, line.upperBound),
      Self.pass(UInt8(ascii: ","), text, &index, line.upperBound),
      let second = Self.part(names.1, text, &index, line.upperBound),
      Self.pass(UInt8(ascii: ","), text, &index, line.upperBound),
      let third = Self.part(names.2, text, &index, line.upperBound)
    else { return nil }
    Self.skipSpace(text, &index, line.upperBound)
    guard index == line.upperBound else { return nil }
    self.first = first
    self.second = second
    self.third = third
  }

  private static func part(
    _ name: StaticString, _ text: Span<UInt8>, _ index: inout Int, _ end: Int
  ) -> Range<Int>? {
    skipSpace(text, &index, end)
    guard text.starts(with: name, at: index, upTo: end) else { return nil }
    index += name.utf8CodeUnitCount
    guard pass(UInt8(ascii: "="), text, &index, end), pass(UInt8(ascii: "["), text, &index, end)
    else { return nil }
    var start = index
    var depth = 1
    while index < end {
      switch text[index] {
      case UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "]"): depth -= 1
      default: break
      }
      index += 1
      if depth == 0 {
        var last = index - 1
        while start < last, FinalVote.isSpace(text[start]) { start += 1 }
        while last > start, FinalVote.isSpace(text[last - 1]) { last -= 1 }
        return start..<last
      }
    }
    return nil
  }

  private static func pass(
    _ byte: UInt8, _ text: Span<UInt8>, _ index: inout Int, _ end: Int
  ) -> Bool {
    skipSpace(text, &index, end)
    guard index < end, text[index] == byte else { return false }
    index += 1
    return true
  }

  private static func skipSpace(_ text: Span<UInt8>, _ index: inout Int, _ end: Int) {
    while index < end, FinalVote.isSpace(text[index]) { index += 1 }
  }
}
