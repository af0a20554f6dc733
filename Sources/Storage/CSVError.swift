/// Why a text is not a CSV table of ours, or lacks what is asked of it.
package enum CSVError: Error, Equatable, Sendable {
  /// The bytes are not UTF-8.
  case notUTF8
  /// The text ends before a line with the names of the columns.
  case noColumns
  /// The column line holds a name twice.
  case duplicateColumn(name: String, line: Int)
  /// A row has another number of fields than there are columns.
  case fieldCount(line: Int, found: Int, expected: Int)
  /// A quoted field that begins on this line is never closed.
  case unclosedQuote(line: Int)
  /// A quote inside a bare field, or text after a closing quote.
  case strayQuote(line: Int)
  /// There is no such column.
  case missingColumn(name: String, columns: [String])
}

extension CSVError: CustomStringConvertible {
  /// One line for a person; lines count from 1.
  package var description: String { sentence.onOneLine }

  private var sentence: String {
    switch self {
    case .notUTF8: "the file is not UTF-8 text"
    case .noColumns: "there is no line with column names"
    case .duplicateColumn(let name, let line): "line \(line): the column \(name) occurs twice"
    case .fieldCount(let line, let found, let expected):
      "line \(line): \(found) fields instead of \(expected)"
    case .unclosedQuote(let line): "line \(line): a quoted field is never closed"
    case .strayQuote(let line): "line \(line): a quote inside a field that does not begin with one"
    case .missingColumn(let name, let columns):
      "no column \(name), only \(columns.joined(separator: ", "))"
    }
  }
}
