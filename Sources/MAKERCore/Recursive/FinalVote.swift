/// What a reply says at its end: the rest of its last line, which begins with `vote:`.
package enum FinalVote {
  /// What the last line begins with, in whatever case.
  package static var mark: StaticString { "vote:" }

  /// Finds what a reply votes for.
  ///
  /// - Parameter text: The reply.
  /// - Returns: Where it stands, without white space around it; not empty.
  /// - Throws: `RedFlag.noAction` where the last line does not begin with the mark,
  ///   `RedFlag.badAction` where nothing follows it.
  package static func range(in text: Span<UInt8>) throws(RedFlag) -> Range<Int> {
    var end = text.count
    while end > 0, isSpace(text[end - 1]) { end -= 1 }
    var start = end
    while start > 0, text[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    while start < end, isSpace(text[start]) { start += 1 }
    guard text.starts(with: mark, at: start, upTo: end, ignoresCase: true) else { throw .noAction }
    start += mark.utf8CodeUnitCount
    while start < end, isSpace(text[start]) { start += 1 }
    guard start < end else { throw .badAction }
    return start..<end
  }

  /// Reads the number of a candidate.
  ///
  /// - Parameters:
  ///   - text: The reply.
  ///   - candidates: How many there are; count.
  /// - Returns: Index of the candidate; from 0.
  /// - Throws: `RedFlag.noAction` without a vote, `RedFlag.badAction` where it is no decimal number
  ///   from 1 to `candidates`.
  package static func index(in text: Span<UInt8>, of candidates: Int) throws(RedFlag) -> Int {
    let range = try range(in: text)
    guard let number = text.decimal(range), number >= 1, number <= candidates else {
      throw .badAction
    }
    return number - 1
  }

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
  }
}

/// Three parts of a line by their names, `A=[…], B=[…], C=[…]`, in this order and nothing else.
package struct NamedParts: Sendable {
  /// Where the first part stands, without brackets and white space around it.
  package let first: Range<Int>
  /// Where the second part stands.
  package let second: Range<Int>
  /// Where the third part stands.
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
