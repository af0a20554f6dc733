/// What a case-insensitive regular expression takes for white space, letters and words.
///
/// - Source: Python's `re` with `IGNORECASE` on text, whose `\s`, `\b` and cases go beyond ASCII.
enum ReplyCharacters {
  /// Bytes of the white space that begins at an index; 0 where none does.
  static func space(_ text: Span<UInt8>, at index: Int) -> Int {
    guard index < text.count else { return 0 }
    let byte = text[index]
    if byte < 0x80 {
      return byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) || (byte >= 0x1C && byte <= 0x1F)
        ? 1 : 0
    }
    guard index + 1 < text.count else { return 0 }
    let second = text[index + 1]
    if byte == 0xC2 { return second == 0x85 || second == 0xA0 ? 2 : 0 }
    guard index + 2 < text.count else { return 0 }
    switch (byte, second, text[index + 2]) {
    case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9),
      (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
      return 3
    default: return 0
    }
  }

  /// Bytes of the white space that ends before an index; 0 where none does.
  static func space(_ text: Span<UInt8>, before index: Int) -> Int {
    guard index > 0 else { return 0 }
    if text[index - 1] < 0x80 { return space(text, at: index - 1) }
    for length in 2...3 where index >= length && space(text, at: index - length) == length {
      return length
    }
    return 0
  }

  /// Bytes of a letter, in whatever case, that ends before an index; 0 where another one does.
  ///
  /// - Parameters:
  ///   - letter: The letter looked for; lowercase ASCII.
  ///   - text: The text.
  ///   - index: Where it shall end.
  /// - Returns: 1, and 2 or 3 where a letter beyond ASCII counts as the same: `ſ` is an `s`.
  static func length(of letter: UInt8, _ text: Span<UInt8>, before index: Int) -> Int {
    guard index > 0 else { return 0 }
    let byte = text[index - 1]
    if byte < 0x80 {
      let lower = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
      return lower == letter ? 1 : 0
    }
    switch letter {
    case UInt8(ascii: "s"):
      return byte == 0xBF && index >= 2 && text[index - 2] == 0xC5 ? 2 : 0
    case UInt8(ascii: "i"):
      return (byte == 0xB0 || byte == 0xB1) && index >= 2 && text[index - 2] == 0xC4 ? 2 : 0
    case UInt8(ascii: "k"):
      return byte == 0xAA && index >= 3 && text[index - 2] == 0x84 && text[index - 3] == 0xE2
        ? 3 : 0
    default: return 0
    }
  }

  /// Whether the character before an index is a letter, a digit or an underscore.
  static func isWord(_ text: Span<UInt8>, before index: Int) -> Bool {
    guard index > 0 else { return false }
    let byte = text[index - 1]
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      return true
    case ..<0x80: return false
    default: return isWord(scalar(text, before: index))
    }
  }

  /// The character whose last byte stands before an index; nil where the bytes are none.
  private static func scalar(_ text: Span<UInt8>, before index: Int) -> Unicode.Scalar? {
    var start = index - 1
    while start > 0, index - start < 4, text[start] & 0xC0 == 0x80 { start -= 1 }
    let bytes = (start..<index).map { text[$0] }
    return String(decoding: bytes, as: UTF8.self).unicodeScalars.last
  }

  /// Letters and whatever stands for a number: `é` and `²` belong to a word, `→` does not.
  private static func isWord(_ scalar: Unicode.Scalar?) -> Bool {
    guard let properties = scalar?.properties else { return false }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
      return true
    default: return properties.numericType != nil
    }
  }
}
