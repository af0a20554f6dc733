extension Span<UInt8> {
  /// Whether a word stands at an index.
  ///
  /// - Parameters:
  ///   - word: The word; ASCII in lower case where the case is ignored.
  ///   - index: Where it begins.
  ///   - end: Where the text that is looked at ends; nil for its end.
  ///   - ignoresCase: Whether letters in upper case count as the same.
  /// - Returns: True where all of it stands there.
  package func starts(
    with word: StaticString, at index: Int, upTo end: Int? = nil, ignoresCase: Bool = false
  ) -> Bool {
    let length = word.utf8CodeUnitCount
    guard index + length <= end ?? count else { return false }
    let bytes = unsafe UnsafeBufferPointer(start: word.utf8Start, count: length)
    for offset in 0..<length {
      var byte = self[index + offset]
      if ignoresCase, byte >= UInt8(ascii: "A"), byte <= UInt8(ascii: "Z") { byte |= 0x20 }
      guard unsafe byte == bytes[offset] else { return false }
    }
    return true
  }

  /// Index at which a word stands first in a range; nil where it does not.
  package func firstIndex(of word: StaticString, in range: Range<Int>) -> Int? {
    range.first { starts(with: word, at: $0, upTo: range.upperBound) }
  }

  /// Text of a range; valid UTF-8 where the whole is and no character is cut.
  package func string(_ range: Range<Int>) -> String {
    unsafe extracting(range).withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
  }

  /// A whole number in decimal without sign and leading zeros; nil where a range is none, or has
  /// more than 18 digits.
  package func decimal(_ range: Range<Int>) -> Int? {
    guard (1...18).contains(range.count),
      range.count == 1 || self[range.lowerBound] != UInt8(ascii: "0")
    else { return nil }
    var value = 0
    for index in range {
      let digit = self[index] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      value = value &* 10 &+ Int(digit)
    }
    return value
  }
}
