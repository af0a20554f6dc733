/// A table of formatted fields under named columns, with comments above.
package struct CSVTable: Equatable, Sendable {
  /// Comment lines without their mark; one line each, control characters replaced by spaces.
  package let comments: [String]
  /// Names of the columns; each once, at least one.
  package let columns: [String]
  /// Fields of the table.
  ///
  /// - Shape: `rows[row][column]`, as many fields as there are columns.
  package let rows: [[String]]

  /// Makes a table.
  package init(comments: [String] = [], columns: [String], rows: [[String]]) {
    precondition(!columns.isEmpty, "a table has a column")
    precondition(Set(columns).count == columns.count, "a column occurs twice")
    precondition(rows.allSatisfy { $0.count == columns.count }, "a row of another width")
    self.comments = comments.map(\.onOneLine)
    self.columns = columns
    self.rows = rows
  }

  /// Returns the fields of one column, by row.
  ///
  /// - Throws: `CSVError.missingColumn`.
  package func column(_ name: String) throws(CSVError) -> [String] {
    guard let index = columns.firstIndex(of: name) else {
      throw .missingColumn(name: name, columns: columns)
    }
    return rows.map { $0[index] }
  }

  /// The text of the table: comments, column line, rows; each line ends in a newline.
  package var text: String {
    var text = ""
    for comment in comments { text += comment.isEmpty ? "#\n" : "# \(comment)\n" }
    for record in [columns] + rows { text += Self.line(of: record) }
    return text
  }

  /// Writes the table to a path in one step; a file that holds it already is left alone.
  ///
  /// - Returns: Whether the file was written.
  /// - Throws: `StoreError` where the file cannot be written.
  @discardableResult
  package func write(to path: String) throws(StoreError) -> Bool {
    try writeAtomically(Array(text.utf8), to: path)
  }

  /// Whether a line that begins so would be read as a comment, or a file as one with a byte order.
  private static func isMark(_ scalar: Unicode.Scalar?) -> Bool {
    scalar == "#" || scalar == "\u{FEFF}"
  }

  /// Returns a record as a line that is read as one: a lone empty field would be an empty line.
  package static func line(of record: [String]) -> String {
    record.enumerated().map { index, field in
      let isAmbiguous =
        field.isEmpty ? record.count == 1 : index == 0 && isMark(field.unicodeScalars.first)
      return isAmbiguous ? quoted(field) : escaped(field)
    }.joined(separator: ",") + "\n"
  }

  /// Quotes a field only where RFC 4180 asks for it.
  private static func escaped(_ field: String) -> String {
    let needsQuotes = field.utf8.contains { byte in
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"): true
      default: false
      }
    }
    return needsQuotes ? quoted(field) : field
  }

  private static func quoted(_ field: String) -> String {
    var text = String.UnicodeScalarView("\"".unicodeScalars)
    for scalar in field.unicodeScalars {
      if scalar == "\"" { text.append(scalar) }
      text.append(scalar)
    }
    text.append("\"")
    return String(text)
  }
}
