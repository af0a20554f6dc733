/// Reads JSON (RFC 8259) from bytes, in linear time and to a bounded depth.
///
/// A key that stands twice in an object, a lone surrogate, bytes that are no UTF-8 and a depth beyond the
/// bound are no JSON.
package struct JSONReader {
  /// Most lists and objects within each other; count.
  package static let mostDepth = 64

  /// Why a text is no value.
  package enum Failure: Error, Equatable, CustomStringConvertible {
    /// Not what the grammar says, from a byte on; its index from 0.
    case malformed(at: Int)
    /// Not UTF-8.
    case notText
    /// Too many lists and objects within each other.
    case tooDeep
    /// A key stands twice in an object.
    case twice(String)

    /// What is wrong, and from which byte on.
    package var description: String {
      switch self {
      case .malformed(let index): "no JSON from byte \(index + 1) on"
      case .notText: "not UTF-8"
      case .tooDeep: "more than \(mostDepth) lists and objects within each other"
      case .twice(let key): "the key \(JSONText.quoted(key)) stands twice"
      }
    }
  }

  private let text: [UInt8]
  private var index = 0

  private init(_ text: [UInt8]) { self.text = text }

  /// Reads a text that is one value and nothing else.
  ///
  /// - Parameter text: The text.
  /// - Returns: The value; members of objects stand in their order.
  /// - Throws: `Failure`.
  package static func value(_ text: [UInt8]) throws(Failure) -> JSONValue {
    guard (try? UTF8Span(validating: text.span)) != nil else { throw .notText }
    var reader = JSONReader(text)
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.index == text.count else { throw reader.malformed }
    return value
  }

  private var malformed: Failure { .malformed(at: index) }

  private mutating func value(depth: Int) throws(Failure) -> JSONValue {
    guard depth <= Self.mostDepth else { throw .tooDeep }
    switch try peek() {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["):
      index += 1
      var items: [JSONValue] = []
      if try peek() == UInt8(ascii: "]") {
        index += 1
      } else {
        repeat {
          items.append(try value(depth: depth + 1))
        } while try skipComma(
          orEnd: UInt8(ascii: "]"))
      }
      return .array(items)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"):
      try skip("true")
      return .bool(true)
    case UInt8(ascii: "f"):
      try skip("false")
      return .bool(false)
    case UInt8(ascii: "n"):
      try skip("null")
      return .null
    default: return try number()
    }
  }

  private mutating func object(depth: Int) throws(Failure) -> JSONValue {
    index += 1
    var members: [(String, JSONValue)] = []
    // Bytes, for two spellings of one letter are two keys.
    var known: Set<[UInt8]> = []
    if try peek() == UInt8(ascii: "}") {
      index += 1
    } else {
      repeat {
        let key = try string()
        guard known.insert(Array(key.utf8)).inserted else { throw .twice(key) }
        try expect(UInt8(ascii: ":"))
        members.append((key, try value(depth: depth + 1)))
      } while try skipComma(orEnd: UInt8(ascii: "}"))
    }
    return .object(members)
  }

  private mutating func number() throws(Failure) -> JSONValue {
    // JSON knows no plus sign, no leading zero, and digits on both sides of a point.
    let first = text[index] == UInt8(ascii: "-") ? index + 1 : index
    guard text[index] != UInt8(ascii: "+"), let end = DecimalNumber.end(text, from: index),
      text[first] != UInt8(ascii: "."),
      text[first] != UInt8(ascii: "0") || first + 1 == end || text[first + 1] &- 48 >= 10
    else { throw malformed }
    if let point = text[index..<end].firstIndex(of: UInt8(ascii: ".")) {
      guard point + 1 < end, text[point + 1] &- 48 < 10 else { throw malformed }
    }
    let written = String(decoding: text[index..<end], as: UTF8.self)
    index = end
    // "-0" is 0, and would lose its sign.
    if written != "-0", let int = Int(written) { return .int(int) }
    return .decimal(written)
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
      case ..<0x20: throw malformed
      default: bytes.append(byte)
      }
    }
    throw malformed
  }

  private mutating func escaped() throws(Failure) -> Unicode.Scalar {
    guard index < text.count else { throw malformed }
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
      else { throw malformed }
      index += 2
      let low = try hexadecimal()
      guard (0xDC00..<0xE000).contains(low),
        let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
      else { throw malformed }
      return scalar
    default: throw malformed
    }
  }

  private mutating func hexadecimal() throws(Failure) -> UInt32 {
    guard index + 4 <= text.count else { throw malformed }
    var value: UInt32 = 0
    for byte in text[index..<index + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw malformed }
      value = value << 4 | UInt32(digit)
    }
    index += 4
    return value
  }

  private mutating func skip(_ word: String) throws(Failure) {
    guard text[index...].starts(with: word.utf8) else { throw malformed }
    index += word.utf8.count
  }

  /// Passes a comma, or the end of a list or an object; true after a comma.
  private mutating func skipComma(orEnd end: UInt8) throws(Failure) -> Bool {
    let byte = try peek()
    guard byte == end || byte == UInt8(ascii: ",") else { throw malformed }
    index += 1
    return byte != end
  }

  private mutating func expect(_ byte: UInt8) throws(Failure) {
    guard try peek() == byte else { throw malformed }
    index += 1
  }

  /// The next byte that is no white space, which is passed.
  private mutating func peek() throws(Failure) -> UInt8 {
    skipSpace()
    guard index < text.count else { throw malformed }
    return text[index]
  }

  private mutating func skipSpace() {
    while index < text.count, [0x20, 0x09, 0x0A, 0x0D].contains(text[index]) { index += 1 }
  }
}
