import TextFormats

/// Writes JSON (RFC 8259) on one line, without looking back; reading is the decoder's work.
struct JSONWriter {
  /// What is written so far.
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// Forgets what is written and keeps its room.
  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }

  /// Ends a line.
  mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  /// Writes an object, as an element or as the value of a key.
  mutating func object(_ key: String? = nil, _ members: (inout JSONWriter) -> Void) {
    begin(key, UInt8(ascii: "{"))
    members(&self)
    end(UInt8(ascii: "}"))
  }

  /// Writes an array, as an element or as the value of a key.
  mutating func array(_ key: String? = nil, _ elements: (inout JSONWriter) -> Void) {
    begin(key, UInt8(ascii: "["))
    elements(&self)
    end(UInt8(ascii: "]"))
  }

  /// Writes an integer, null where there is none.
  mutating func member(_ key: String, _ value: Int?) {
    write(key: key)
    if let value { write(value) } else { write("null") }
  }

  /// Writes a number, null where there is none or it is not finite.
  mutating func member(_ key: String, _ value: Double?) {
    write(key: key)
    if let value, value.isFinite { write(value.description) } else { write("null") }
  }

  /// Writes a string, null where there is none.
  mutating func member(_ key: String, _ value: String?) {
    write(key: key)
    if let value { write(quoted: value) } else { write("null") }
  }

  /// Writes a truth value.
  mutating func member(_ key: String, _ value: Bool) {
    write(key: key)
    write(value ? "true" : "false")
  }

  /// Writes a string of which every part is plain.
  ///
  /// - Parameters:
  ///   - key: Its key.
  ///   - parts: Appends what stands between the quotation marks, without need of an escape.
  mutating func member(_ key: String, _ parts: (inout JSONWriter) -> Void) {
    write(key: key)
    bytes.append(UInt8(ascii: "\""))
    parts(&self)
    bytes.append(UInt8(ascii: "\""))
  }

  /// Writes an element made elsewhere.
  ///
  /// - Parameter json: Valid JSON; bytes.
  mutating func element(_ json: [UInt8]) {
    separate()
    bytes += json
  }

  private mutating func begin(_ key: String?, _ bracket: UInt8) {
    if let key { write(key: key) } else { separate() }
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func end(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  /// Keys are the code's own words and need no escape.
  private mutating func write(key: String) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    write(key)
    write("\":")
  }

  /// Appends text as it is.
  mutating func write(_ text: String) {
    // Logs live by this line; appending the view costs a fifth of their time more.
    var text = text
    text.withUTF8 { unsafe bytes.append(contentsOf: $0) }
  }

  /// Appends an integer.
  ///
  /// - Parameters:
  ///   - value: The integer.
  ///   - leading: A character in the place of the first one; nil for none.
  mutating func write(_ value: Int, leading: UInt8? = nil) {
    let start = bytes.count
    var rest = value.magnitude
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    var (first, last) = (start, bytes.count - 1)
    while first < last {
      bytes.swapAt(first, last)
      (first, last) = (first + 1, last - 1)
    }
    if let leading { bytes[start] = leading }
  }

  private mutating func write(quoted text: String) {
    bytes.append(UInt8(ascii: "\""))
    let isPlain = text.utf8.allSatisfy {
      $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
    }
    if isPlain {
      write(text)
    } else {
      for scalar in text.unicodeScalars { write(escaped: scalar) }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Escapes what JSON forbids, and what a terminal would obey.
  private mutating func write(escaped scalar: Unicode.Scalar) {
    switch scalar {
    case "\"": write("\\\"")
    case "\\": write("\\\\")
    case _ where scalar.steersTerminal:
      let digits = String(scalar.value, radix: 16)
      write("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
    default: bytes += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
    }
  }
}
