import Storage

/// A table for people: aligned columns under a header, two blanks between them.
///
/// Widths count characters, so accents and Greek letters align; double-width scripts may not.
package struct TextTable: Equatable, Sendable {
  /// A column: numbers to the right, text to the left.
  package struct Column: Equatable, Sendable {
    package let title: String
    package let isNumeric: Bool

    package static func number(_ title: String) -> Column { Column(title: title, isNumeric: true) }
    package static func text(_ title: String) -> Column { Column(title: title, isNumeric: false) }
  }

  package let columns: [Column]
  /// - Shape: `rows[row][column]`, as many cells a row as there are columns.
  package private(set) var rows: [[String]] = []

  package init(_ columns: [Column]) { self.columns = columns }

  /// Adds a row; a cell for every column.
  package mutating func append(_ row: [String]) {
    precondition(row.count == columns.count, "\(row.count) cells for \(columns.count) columns")
    rows.append(row.map(\.onOneLine))
  }

  /// The table with a newline at the end of each line and no blanks there.
  package var text: String { text { _, _ in nil } }

  /// The table with colours, in which cells stand where they stand without.
  ///
  /// - Parameter colour: Colour of a cell by its row and column; nil for none.
  /// - Returns: The lines.
  package func text(coloured colour: (_ row: Int, _ column: Int) -> TextColour?) -> String {
    let titles = columns.map(\.title.onOneLine)
    let widths = columns.indices.map { column in
      rows.reduce(titles[column].count) { max($0, $1[column].count) }
    }
    let rule = widths.map { String(repeating: "-", count: $0) }
    let head = [titles, rule].map { line($0, widths: widths) { _ in nil } + "\n" }
    return head.joined()
      + rows.enumerated().map { row, cells in
        line(cells, widths: widths) { colour(row, $0) } + "\n"
      }.joined()
  }

  private func line(
    _ cells: [String], widths: [Int], _ colour: (_ column: Int) -> TextColour?
  ) -> String {
    let last = cells.lastIndex { $0.contains { $0 != " " } } ?? -1
    var line = ""
    for column in cells.indices where column <= last {
      let blanks = String(repeating: " ", count: widths[column] - cells[column].count)
      let cell = colour(column)?.paint(cells[column]) ?? cells[column]
      line += column == 0 ? "" : "  "
      line += columns[column].isNumeric ? blanks + cell : cell + blanks
    }
    while line.last == " " { line.removeLast() }
    return line
  }
}
