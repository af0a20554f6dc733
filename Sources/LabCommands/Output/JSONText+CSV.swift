import Storage
import TextFormats

extension JSONText {
  /// Returns members as a table of one row: numbers of a list with semicolons between them, members
  /// of an object as `name:value`, nothing for null.
  static func csv(_ fields: [(String, JSONValue)]) -> String { csv(rows: [fields]) }

  /// Returns rows of the same members as a table, in the same form; nothing where there is no row.
  static func csv(rows: [[(String, JSONValue)]]) -> String {
    guard let first = rows.first else { return "" }
    return CSVTable(
      columns: first.map(\.0), rows: rows.map { $0.map { cell($0.1) } }
    ).text.trimmedEnd
  }

  /// Returns a value as a cell of a table: a list with semicolons, nothing for null.
  static func cell(_ value: JSONValue) -> String {
    switch value {
    // Lines of text stay; what else steers a terminal came from elsewhere and is shown as a sign.
    case .string(let text): text.onLines
    case .array(let values): values.map(cell).joined(separator: ";")
    case .object(let members): members.map { "\($0.0):\(cell($0.1))" }.joined(separator: ";")
    case .null: ""
    default: pretty(value).trimmedEnd
    }
  }
}
