import Storage

/// Writes JSON (RFC 8259) for results; reading is the decoder's work.
package enum JSONText {
  /// Returns a value on several lines, indented by two blanks, with a newline at the end.
  package static func pretty(_ value: JSONValue) -> String {
    var text = ""
    write(value, indent: "", to: &text)
    return text + "\n"
  }

  /// Returns members as a table of one row: numbers of a list with semicolons between them, members
  /// of an object as `name:value`, nothing for null.
  static func csv(_ fields: [(String, JSONValue)]) -> String { csv(rows: [fields]) }

  /// Returns rows of the same members as a table, in the same form.
  static func csv(rows: [[(String, JSONValue)]]) -> String {
    CSVTable(
      columns: rows.first?.map(\.0) ?? [], rows: rows.map { $0.map { cell($0.1) } }
    ).text.trimmedEnd
  }

  /// Returns a value as a cell of a table: a list with semicolons, nothing for null.
  static func cell(_ value: JSONValue) -> String {
    switch value {
    case .string(let text): text
    case .array(let values): values.map(cell).joined(separator: ";")
    case .object(let members): members.map { "\($0.0):\(cell($0.1))" }.joined(separator: ";")
    case .null: ""
    default: pretty(value).trimmedEnd
    }
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
    case .number(let number): text += number.isFinite ? NumberFormat.shortest(number) : "null"
    case .string(let string): text += quoted(string)
    case .array(let items):
      writeLines(items, "[", "]", indent: indent, to: &text) { item, inner, text in
        write(item, indent: inner, to: &text)
      }
    case .object(let members):
      precondition(Set(members.map(\.0)).count == members.count, "a key stands twice in an object")
      writeLines(members, "{", "}", indent: indent, to: &text) { member, inner, text in
        text += quoted(member.0) + ": "
        write(member.1, indent: inner, to: &text)
      }
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
