import MAKERCore

/// Reads JSON (RFC 8259) from bytes, in linear time and to a bounded depth.
///
/// A key that stands twice in an object, a lone surrogate and a depth beyond the bound are no JSON.
struct JSONReader {
  /// Most lists and objects within each other; count.
  static let mostDepth = 64

  /// What ends here.
  enum Failure: Error {
    /// Not what the grammar says, or too deep.
    case malformed
    /// A key stands twice.
    case twice(String)
  }

  private let text: [UInt8]
  private var index = 0

  /// Starts at the beginning of a text.
  init(_ text: [UInt8]) { self.text = text }

  /// A text that is one value and nothing else, written in one way whatever its spelling; nil where it
  /// is none.
  ///
  /// - Returns: The value without white space, keys in order of their bytes, numbers and strings in
  ///   one spelling each.
  static func canonical(_ text: [UInt8]) -> [UInt8]? {
    var reader = JSONReader(text)
    var value: [UInt8] = []
    do throws(Failure) {
      try reader.value(into: &value, depth: 0)
      try reader.expectEnd()
      return value
    } catch { return nil }
  }

  /// A member's value.
  enum Value {
    case null
    case string(String)
    /// Any other value, in its canonical spelling.
    case other(String)
  }

  /// Reads a text that is one object and nothing else.
  ///
  /// - Returns: Its members, as they stand.
  /// - Throws: `Failure`.
  mutating func object() throws(Failure) -> [(key: String, value: Value)] {
    var members: [(key: String, value: Value)] = []
    var known: Set<String> = []
    try expect(UInt8(ascii: "{"))
    if try peek() == UInt8(ascii: "}") {
      index += 1
    } else {
      repeat {
        let key = try string()
        guard known.insert(key).inserted else { throw .twice(key) }
        try expect(UInt8(ascii: ":"))
        if try peek() == UInt8(ascii: "\"") {
          members.append((key, .string(try string())))
        } else {
          var value: [UInt8] = []
          try self.value(into: &value, depth: 1)
          let written = String(decoding: value, as: UTF8.self)
          members.append((key, written == "null" ? .null : .other(written)))
        }
      } while try skipComma(orEnd: UInt8(ascii: "}"))
    }
    try expectEnd()
    return members
  }

  private mutating func value(into out: inout [UInt8], depth: Int) throws(Failure) {
    guard depth <= Self.mostDepth else { throw .malformed }
    switch try peek() {
    case UInt8(ascii: "{"): try object(into: &out, depth: depth)
    case UInt8(ascii: "["):
      index += 1
      out.append(UInt8(ascii: "["))
      if try peek() == UInt8(ascii: "]") {
        index += 1
      } else {
        var isFirst = true
        repeat {
          if !isFirst { out.append(UInt8(ascii: ",")) }
          isFirst = false
          try value(into: &out, depth: depth + 1)
        } while try skipComma(orEnd: UInt8(ascii: "]"))
      }
      out.append(UInt8(ascii: "]"))
    case UInt8(ascii: "\""): Self.write(try string(), to: &out)
    case UInt8(ascii: "t"): try word("true", to: &out)
    case UInt8(ascii: "f"): try word("false", to: &out)
    case UInt8(ascii: "n"): try word("null", to: &out)
    default: out += try number()
    }
  }

  private mutating func object(into out: inout [UInt8], depth: Int) throws(Failure) {
    index += 1
    var members: [[UInt8]: [UInt8]] = [:]
    if try peek() == UInt8(ascii: "}") {
      index += 1
    } else {
      repeat {
        let key = try string()
        try expect(UInt8(ascii: ":"))
        var value: [UInt8] = []
        try self.value(into: &value, depth: depth + 1)
        guard members.updateValue(value, forKey: Array(key.utf8)) == nil else { throw .twice(key) }
      } while try skipComma(orEnd: UInt8(ascii: "}"))
    }
    out.append(UInt8(ascii: "{"))
    for (place, member) in members.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) })
      .enumerated()
    {
      if place > 0 { out.append(UInt8(ascii: ",")) }
      Self.write(String(decoding: member.key, as: UTF8.self), to: &out)
      out.append(UInt8(ascii: ":"))
      out += member.value
    }
    out.append(UInt8(ascii: "}"))
  }

  private mutating func number() throws(Failure) -> [UInt8] {
    // JSON knows no plus sign, no leading zero, and digits on both sides of a point.
    let first = text[index] == UInt8(ascii: "-") ? index + 1 : index
    guard text[index] != UInt8(ascii: "+"), let end = DecimalAnswer.end(text, from: index),
      text[first] != UInt8(ascii: "."),
      text[first] != UInt8(ascii: "0") || first + 1 == end || text[first + 1] &- 48 >= 10,
      let number = DecimalAnswer.canonical(text[index..<end])
    else { throw .malformed }
    if let point = text[index..<end].firstIndex(of: UInt8(ascii: ".")) {
      guard point + 1 < end, text[point + 1] &- 48 < 10 else { throw .malformed }
    }
    index = end
    return number
  }

  private mutating func string() throws(Failure) -> String {
    try expect(UInt8(ascii: "\""))
    var bytes: [UInt8] = []
    while index < text.count {
      let byte = text[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: bytes, as: UTF8.self)
      case UInt8(ascii: "\\"): bytes.append(contentsOf: String(try escaped()).utf8)
      case ..<0x20: throw .malformed
      default: bytes.append(byte)
      }
    }
    throw .malformed
  }

  private mutating func escaped() throws(Failure) -> Unicode.Scalar {
    guard index < text.count else { throw .malformed }
    index += 1
    switch text[index - 1] {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      let unit = try hexadecimal()
      if let scalar = Unicode.Scalar(unit) { return scalar }
      guard unit < 0xDC00, index + 1 < text.count, text[index] == UInt8(ascii: "\\"),
        text[index + 1] == UInt8(ascii: "u")
      else { throw .malformed }
      index += 2
      let low = try hexadecimal()
      guard (0xDC00..<0xE000).contains(low),
        let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
      else { throw .malformed }
      return scalar
    default: throw .malformed
    }
  }

  private mutating func hexadecimal() throws(Failure) -> UInt32 {
    guard index + 4 <= text.count else { throw .malformed }
    var value: UInt32 = 0
    for byte in text[index..<index + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw .malformed }
      value = value << 4 | UInt32(digit)
    }
    index += 4
    return value
  }

  private mutating func word(_ word: StaticString, to out: inout [UInt8]) throws(Failure) {
    guard text.span.starts(with: word, at: index) else { throw .malformed }
    index += word.utf8CodeUnitCount
    out.append(word)
  }

  /// Passes a comma, or the end of a list or an object; true after a comma.
  private mutating func skipComma(orEnd end: UInt8) throws(Failure) -> Bool {
    let byte = try peek()
    guard byte == end || byte == UInt8(ascii: ",") else { throw .malformed }
    index += 1
    return byte != end
  }

  private mutating func expect(_ byte: UInt8) throws(Failure) {
    guard try peek() == byte else { throw .malformed }
    index += 1
  }

  /// The next byte that is no white space, which is passed.
  private mutating func peek() throws(Failure) -> UInt8 {
    skipSpace()
    guard index < text.count else { throw .malformed }
    return text[index]
  }

  private mutating func expectEnd() throws(Failure) {
    skipSpace()
    guard index == text.count else { throw .malformed }
  }

  private mutating func skipSpace() {
    while index < text.count, [0x20, 0x09, 0x0A, 0x0D].contains(text[index]) { index += 1 }
  }

  /// Appends a string in quotes, with what must be escaped and nothing else.
  static func write(_ string: String, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    for byte in string.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        out.append(UInt8(ascii: "\\"))
        out.append(byte)
      case ..<0x20:
        let digits = String(byte, radix: 16)
        out.append(contentsOf: "\\u00\(digits.count < 2 ? "0" : "")\(digits)".utf8)
      default: out.append(byte)
      }
    }
    out.append(UInt8(ascii: "\""))
  }
}
