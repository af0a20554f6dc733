/// Why bytes are no JSON.
struct JSONError: Error {
  let problem: String
  let offset: Int
}

/// Reads JSON (RFC 8259) strictly: nothing after the value, no name twice in an object, no control
/// characters, only valid UTF-8 and whole pairs of surrogates.
struct JSONReader {
  private static let deepest = 200

  private let bytes: [UInt8]
  private var index = 0
  private var depth = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Reads one value.
  static func value(_ bytes: [UInt8]) throws(JSONError) -> JSON {
    var reader = JSONReader(bytes)
    let value = try reader.value()
    reader.skipBlanks()
    guard reader.index == bytes.count else { throw reader.error("more than one value") }
    return value
  }

  private func error(_ problem: String) -> JSONError { JSONError(problem: problem, offset: index) }

  private var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func skipBlanks() {
    while let byte, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
  }

  private mutating func takes(_ expected: UInt8) -> Bool {
    guard byte == expected else { return false }
    index += 1
    return true
  }

  private mutating func word(_ text: StaticString, _ value: JSON) throws(JSONError) -> JSON {
    for position in 0..<text.utf8CodeUnitCount {
      guard takes(unsafe text.utf8Start[position]) else { throw error("an unknown word") }
    }
    return value
  }

  private mutating func value() throws(JSONError) -> JSON {
    skipBlanks()
    switch byte {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case nil: throw error("no value")
    default: return try number()
    }
  }

  private mutating func nest() throws(JSONError) {
    index += 1
    depth += 1
    guard depth <= Self.deepest else { throw error("nested too deeply") }
    skipBlanks()
  }

  private mutating func object() throws(JSONError) -> JSON {
    try nest()
    var members: [(name: String, value: JSON)] = []
    if !takes(UInt8(ascii: "}")) {
      repeat {
        skipBlanks()
        guard byte == UInt8(ascii: "\"") else { throw error("no name of a member") }
        let name = try string()
        guard !members.contains(where: { $0.name == name }) else {
          throw error("the name \(name) twice")
        }
        skipBlanks()
        guard takes(UInt8(ascii: ":")) else { throw error("no colon") }
        members.append((name, try value()))
        skipBlanks()
      } while takes(UInt8(ascii: ","))
      guard takes(UInt8(ascii: "}")) else { throw error("an open object") }
    }
    depth -= 1
    return .object(members)
  }

  private mutating func array() throws(JSONError) -> JSON {
    try nest()
    var items: [JSON] = []
    if !takes(UInt8(ascii: "]")) {
      repeat {
        items.append(try value())
        skipBlanks()
      } while takes(UInt8(ascii: ","))
      guard takes(UInt8(ascii: "]")) else { throw error("an open array") }
    }
    depth -= 1
    return .array(items)
  }

  private mutating func number() throws(JSONError) -> JSON {
    let start = index
    while let byte, "+-.eE0123456789".utf8.contains(byte) { index += 1 }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    guard let first = digits.utf8.first, (0x30...0x39).contains(first),
      digits.utf8.count == 1 || first != 0x30 || ".eE".contains(digits.dropFirst().first ?? "0"),
      let last = digits.utf8.last, (0x30...0x39).contains(last),
      let number = Double(text)
    else { throw error("no number") }
    return Int(text).map { .int($0) } ?? .number(number)
  }

  private mutating func string() throws(JSONError) -> String {
    index += 1
    var text: [UInt8] = []
    while true {
      let start = index
      while let byte, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 {
        index += 1
      }
      text += bytes[start..<index]
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        guard let string = String(validating: text, as: UTF8.self) else {
          throw error("a string that is no UTF-8")
        }
        return string
      case UInt8(ascii: "\\"):
        index += 1
        text += Array(String(try escaped()).utf8)
      default: throw error("an open string, or a control character in one")
      }
    }
  }

  private mutating func escaped() throws(JSONError) -> Unicode.Scalar {
    guard let byte else { throw error("an open escape") }
    index += 1
    switch byte {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "u"):
      let first = try hexadecimal()
      if let scalar = Unicode.Scalar(first) { return scalar }
      guard first < 0xDC00, takes(UInt8(ascii: "\\")), takes(UInt8(ascii: "u")) else {
        throw error("half a surrogate pair")
      }
      let second = try hexadecimal()
      guard (0xDC00..<0xE000).contains(second),
        let scalar = Unicode.Scalar(
          0x10000 + (UInt32(first) - 0xD800) * 0x400 + UInt32(second) - 0xDC00)
      else { throw error("half a surrogate pair") }
      return scalar
    default: throw error("an unknown escape")
    }
  }

  private mutating func hexadecimal() throws(JSONError) -> UInt16 {
    guard index + 4 <= bytes.count,
      bytes[index..<(index + 4)].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let value = UInt16(String(decoding: bytes[index..<(index + 4)], as: UTF8.self), radix: 16)
    else { throw error("no four hexadecimal digits") }
    index += 4
    return value
  }
}
