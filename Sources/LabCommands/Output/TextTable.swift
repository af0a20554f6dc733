import Storage

/// A table for people: aligned columns under a header, two blanks between them.
///
/// Widths count characters, so accents and Greek letters align; double-width scripts may not.
package struct TextTable: Equatable, Sendable {
  /// A column: numbers to the right, text to the left.
  package struct Column: Equatable, Sendable {
    /// What stands over it.
    package let title: String
    /// Whether its cells stand to the right.
    package let isNumeric: Bool

    /// A column whose cells stand to the right.
    package static func number(_ title: String) -> Column { Column(title: title, isNumeric: true) }
    /// A column whose cells stand to the left.
    package static func text(_ title: String) -> Column { Column(title: title, isNumeric: false) }
  }

  /// The columns from left to right.
  package let columns: [Column]
  /// - Shape: `rows[row][column]`, as many cells a row as there are columns.
  package private(set) var rows: [[String]] = []

  /// Begins a table without rows.
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

  /// The table in so many columns, if it can be: long texts go on below themselves.
  ///
  /// - Parameter width: Columns of the terminal; at least 1.  Numbers, titles and words stay whole, so a
  ///   table of many columns can be wider.
  /// - Returns: The lines; those of `text` where it fits.
  package func text(width: Int) -> String {
    let titles = columns.map(\.title.onOneLine)
    var widths = columns.indices.map { column in
      rows.reduce(titles[column].count) { max($0, $1[column].count) }
    }
    // What a column cannot be narrower than.
    let least = columns.indices.map { column in
      columns[column].isNumeric
        ? widths[column]
        : rows.flatMap { $0[column].split(separator: " ") }
          .reduce(titles[column].count) { max($0, $1.count) }
    }
    while widths.reduce(2 * (columns.count - 1), +) > width,
      let widest = columns.indices.filter({ widths[$0] > least[$0] })
        .max(by: { widths[$0] < widths[$1] })
    {
      widths[widest] -= 1
    }
    var table = TextTable(columns)
    for row in rows {
      let cells = columns.indices.map { column in
        row[column].count <= widths[column]
          ? [row[column]] : WrappedText.lines(row[column], width: widths[column])
      }
      for line in 0..<(cells.map(\.count).max() ?? 0) {
        table.append(cells.map { line < $0.count ? $0[line] : "" })
      }
    }
    return table.text
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
