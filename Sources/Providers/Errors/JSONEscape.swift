/// Escapes in the strings of JSON, read where they stand.
enum JSONEscape {
  /// The byte that begins one.
  static let backslash = UInt8(ascii: "\\")

  /// Bytes of an escape at its backslash; 1 where none of JSON stands there.
  static func length(in body: [UInt8], at index: Int) -> Int {
    guard index + 1 < body.count else { return 1 }
    switch body[index + 1] {
    case UInt8(ascii: "u"): return codeUnit(in: body, at: index) == nil ? 1 : 6
    case UInt8(ascii: "\""), backslash, UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return 2
    default: return 1
    }
  }

  /// The printed ASCII character that an escape stands for; nil for any other.
  static func value(in body: [UInt8], at index: Int) -> UInt8? {
    guard index + 1 < body.count else { return nil }
    switch body[index + 1] {
    case UInt8(ascii: "u"):
      return codeUnit(in: body, at: index).flatMap { (33...126).contains($0) ? UInt8($0) : nil }
    case UInt8(ascii: "\""), backslash, UInt8(ascii: "/"): return body[index + 1]
    default: return nil
    }
  }

  /// The number in `\uXXXX`; nil where it is none.
  private static func codeUnit(in body: [UInt8], at index: Int) -> Int? {
    guard index + 6 <= body.count else { return nil }
    var code = 0
    for byte in body[(index + 2)..<(index + 6)] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      code = code * 16 + digit
    }
    return code
  }
}
