/// Splits the bytes of a CSV text into comments and records.
///
/// Bytes, not characters: Swift takes a carriage return and a newline for one character.
struct CSVParser {
  /// Comment lines without their mark.
  private(set) var comments: [String] = []
  /// Fields of each record, with the line on which it begins; lines count from 1.
  private(set) var records: [(line: Int, fields: [String])] = []

  private let bytes: [UInt8]
  private var position = 0
  private var line = 1

  /// Reads a whole text; a line that begins with `#` is a comment, an empty line is skipped.
  init(_ bytes: [UInt8]) throws(CSVError) {
    guard String(validating: bytes, as: UTF8.self) != nil else { throw .notUTF8 }
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    while let byte = peek() {
      if byte == UInt8(ascii: "#") {
        readComment()
      } else if !skipLineEnd() {
        let start = line
        records.append((start, try readRecord()))
      }
    }
  }

  private func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func readComment() {
    let start = position + 1
    while let byte = peek(), byte != UInt8(ascii: "\n") { position += 1 }
    var text = bytes[start..<position]
    _ = skipLineEnd()
    if text.last == UInt8(ascii: "\r") { text.removeLast() }
    if text.first == UInt8(ascii: " ") { text.removeFirst() }
    comments.append(String(decoding: text, as: UTF8.self))
  }

  private mutating func readRecord() throws(CSVError) -> [String] {
    var fields: [String] = []
    while true {
      fields.append(peek() == UInt8(ascii: "\"") ? try readQuoted() : try readBare())
      if peek() == nil || skipLineEnd() { return fields }
      guard peek() == UInt8(ascii: ",") else { throw .strayQuote(line: line) }
      position += 1
    }
  }

  private mutating func readBare() throws(CSVError) -> String {
    let start = position
    while let byte = peek(), byte != UInt8(ascii: ","), !isLineEnd {
      guard byte != UInt8(ascii: "\"") else { throw .strayQuote(line: line) }
      position += 1
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func readQuoted() throws(CSVError) -> String {
    let start = line
    var text: [UInt8] = []
    position += 1
    while let byte = peek() {
      position += 1
      if byte == UInt8(ascii: "\"") {
        guard peek() == byte else { return String(decoding: text, as: UTF8.self) }
        position += 1
      } else if byte == UInt8(ascii: "\n") {
        line += 1
      }
      text.append(byte)
    }
    throw .unclosedQuote(line: start)
  }

  private var isLineEnd: Bool {
    let isReturn = bytes[position] == UInt8(ascii: "\r")
    let next = isReturn ? position + 1 : position
    return next < bytes.count && bytes[next] == UInt8(ascii: "\n")
  }

  private mutating func skipLineEnd() -> Bool {
    guard peek() != nil, isLineEnd else { return false }
    position += bytes[position] == UInt8(ascii: "\r") ? 2 : 1
    line += 1
    return true
  }
}
