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
