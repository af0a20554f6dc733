/// Writes JSON (RFC 8259) for results and for messages; reading is `JSONReader`'s work.
package enum JSONText {
  /// Returns a value on several lines, indented by two blanks, with a newline at the end.
  package static func pretty(_ value: JSONValue) -> String {
    var text = ""
    write(value, indent: "", to: &text)
    return text + "\n"
  }

  /// Returns a value on one line, without needless blanks and without a newline at the end.
  package static func compact(_ value: JSONValue) -> String {
    var text = ""
    write(onOneLine: value, to: &text)
    return text
  }

  /// Returns a string in quotes, with what JSON forbids escaped, and what steers a terminal.
  package static func quoted(_ string: String) -> String {
    var text = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case " "..."~": text.unicodeScalars.append(scalar)
      case _ where scalar.steersTerminal:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }

  private static func write(_ value: JSONValue, indent: String, to text: inout String) {
    switch value {
    case .null: text += "null"
    case .bool(let bool): text += bool ? "true" : "false"
    case .int(let int): text += "\(int)"
    case .number(let number): text += number.isFinite ? ShortestNumber.text(number) : "null"
    case .decimal(let number): text += number
    case .string(let string): text += quoted(string)
    case .array(let items):
      writeLines(items, "[", "]", indent: indent, to: &text) { item, inner, text in
        write(item, indent: inner, to: &text)
      }
    case .object(let members):
      // Bytes, for two spellings of one letter are two keys.
      precondition(
        Set(members.map { Array($0.0.utf8) }).count == members.count,
        "a key stands twice in an object")
      writeLines(members, "{", "}", indent: indent, to: &text) { member, inner, text in
        text += quoted(member.0) + ": "
        write(member.1, indent: inner, to: &text)
      }
    }
  }

  private static func write(onOneLine value: JSONValue, to text: inout String) {
    switch value {
    case .array(let items):
      text += "["
      for (index, item) in items.enumerated() {
        if index > 0 { text += "," }
        write(onOneLine: item, to: &text)
      }
      text += "]"
    case .object(let members):
      text += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { text += "," }
        text += quoted(member.0) + ":"
        write(onOneLine: member.1, to: &text)
      }
      text += "}"
    default: write(value, indent: "", to: &text)
    }
  }

  private static func writeLines<Item>(
    _ items: [Item], _ open: String, _ close: String, indent: String, to text: inout String,
    write: (Item, String, inout String) -> Void
  ) {
    text += open
    let inner = indent + "  "
    for (index, item) in items.enumerated() {
      text += index == 0 ? "\n" : ",\n"
      text += inner
      write(item, inner, &text)
    }
    text += items.isEmpty ? close : "\n\(indent)\(close)"
  }
}
