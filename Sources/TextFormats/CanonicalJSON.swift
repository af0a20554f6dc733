extension JSONValue {
  /// The value in one way whatever its spelling: no white space, keys in order of their bytes, numbers and
  /// strings in one spelling each.
  ///
  /// Equal values are equal byte by byte; nil where a number has an exponent past 9 digits, or is none.
  package var canonical: [UInt8]? {
    var text: [UInt8] = []
    return write(canonical: &text) ? text : nil
  }

  private func write(canonical text: inout [UInt8]) -> Bool {
    switch self {
    case .null: text += "null".utf8
    case .bool(let bool): text += (bool ? "true" : "false").utf8
    case .int(let int): return Self.write(number: "\(int)", to: &text)
    case .number(let number): return number.isFinite && Self.write(number: "\(number)", to: &text)
    case .decimal(let number): return Self.write(number: number, to: &text)
    case .string(let string): Self.write(string, to: &text)
    case .array(let items):
      text.append(UInt8(ascii: "["))
      for (place, item) in items.enumerated() {
        if place > 0 { text.append(UInt8(ascii: ",")) }
        guard item.write(canonical: &text) else { return false }
      }
      text.append(UInt8(ascii: "]"))
    case .object(let members):
      text.append(UInt8(ascii: "{"))
      let sorted = members.sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
      for (place, member) in sorted.enumerated() {
        if place > 0 { text.append(UInt8(ascii: ",")) }
        Self.write(member.0, to: &text)
        text.append(UInt8(ascii: ":"))
        guard member.1.write(canonical: &text) else { return false }
      }
      text.append(UInt8(ascii: "}"))
    }
    return true
  }

  private static func write(number: String, to text: inout [UInt8]) -> Bool {
    guard let number = DecimalNumber.canonical(Array(number.utf8)[...]) else { return false }
    text += number
    return true
  }

  /// Appends a string in quotes, with what must be escaped and nothing else.
  private static func write(_ string: String, to text: inout [UInt8]) {
    text.append(UInt8(ascii: "\""))
    for byte in string.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        text.append(UInt8(ascii: "\\"))
        text.append(byte)
      case ..<0x20:
        let digits = String(byte, radix: 16)
        text.append(contentsOf: "\\u00\(digits.count < 2 ? "0" : "")\(digits)".utf8)
      default: text.append(byte)
      }
    }
    text.append(UInt8(ascii: "\""))
  }
}
