/// A table in a report.
package struct ReportTable: Equatable, Sendable {
  /// A column: numbers to the right, text to the left.
  package struct Column: Equatable, Sendable {
    /// What stands in its head.
    package let title: HTML
    /// Whether its cells are numbers.
    package let isNumeric: Bool

    /// A column of numbers.
    package static func number(_ title: HTML) -> Column { Column(title: title, isNumeric: true) }

    /// A column of text.
    package static func text(_ title: HTML) -> Column { Column(title: title, isNumeric: false) }
  }

  /// What the table shows, in a sentence; it stands above the table.
  package let caption: String
  /// The columns; at least one, the first names the row.
  package let columns: [Column]
  /// The cells.
  ///
  /// - Shape: `rows[row][column]`, as many cells a row as there are columns.
  package private(set) var rows: [[HTML]] = []
  /// Rows shown before a reader asks for more; count, at least 1.
  package let firstRows: Int

  /// Describes a table without rows.
  ///
  /// - Parameters:
  ///   - caption: What it shows.
  ///   - columns: The columns; at least one.
  ///   - firstRows: Rows shown before a reader asks for more; at least 1.
  package init(caption: String, columns: [Column], firstRows: Int = .max) {
    precondition(!columns.isEmpty && firstRows >= 1, "a table has a column and shows a row")
    self.caption = caption
    self.columns = columns
    self.firstRows = firstRows
  }

  /// Adds a row; a cell for every column.
  package mutating func append(_ row: [HTML]) {
    precondition(row.count == columns.count, "\(row.count) cells for \(columns.count) columns")
    rows.append(row)
  }

  /// The table, in a box that scrolls sideways where it is too narrow; further rows below it on demand.
  package var html: HTML {
    guard rows.count > firstRows else { return box(rows, caption: caption) }
    return box(Array(rows[..<firstRows]), caption: caption)
      + .details(
        .text("\(rows.count - firstRows) more rows"),
        box(Array(rows[firstRows...]), caption: caption + ", further rows"))
  }

  private func box(_ rows: [[HTML]], caption: String) -> HTML {
    .element(
      "div",
      ["class": "scroll table", "role": "region", "tabindex": "0", "aria-label": caption],
      .element(
        "table", [:], .element("caption", [:], .text(caption)),
        .element("thead", [:], row(columns.map(\.title), isHead: true)),
        .element("tbody", [:], HTML(rows.map { row($0, isHead: false) }))))
  }

  private func row(_ cells: [HTML], isHead: Bool) -> HTML {
    .element(
      "tr", [:],
      HTML(
        zip(cells, columns).enumerated().map { index, cell in
          .element(
            isHead || index == 0 ? "th" : "td",
            [
              "scope": isHead ? "col" : index == 0 ? "row" : nil,
              "class": cell.1.isNumeric ? "number" : nil,
            ], cell.0)
        }))
  }
}
