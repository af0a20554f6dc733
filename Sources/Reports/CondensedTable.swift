/// A large table as a reader can take it in: without columns that say nothing, in few digits, not all rows.
package struct CondensedTable: Equatable, Sendable {
  /// Name of the file that holds the whole table, `kmin.csv`.
  package let file: String
  /// Names of all columns; at least one.
  package let columns: [String]
  /// Fields of all rows.
  ///
  /// - Shape: `rows[row][column]`.
  package let rows: [[String]]
  /// Columns that are not shown whatever they hold.
  package let hidden: Set<String>

  /// Rows shown before a reader asks for more; count.
  static let firstRows = 10
  /// Rows in the page at all; count.
  static let mostRows = 60

  /// Takes a table.
  ///
  /// - Parameters:
  ///   - file: Name of the file that holds the whole table.
  ///   - columns: Names of the columns; at least one.
  ///   - rows: Fields, `rows[row][column]`.
  ///   - hidden: Columns that are not shown.
  package init(file: String, columns: [String], rows: [[String]], hidden: Set<String> = []) {
    precondition(rows.allSatisfy { $0.count == columns.count }, "a row of another width")
    self.file = file
    self.columns = columns
    self.rows = rows
    self.hidden = hidden
  }

  /// The table, and below it what is not in it.
  package var html: HTML {
    let shown = shownColumns
    guard !rows.isEmpty, !shown.isEmpty else {
      return (rows.isEmpty ? .empty : HTML([same].compactMap(\.self)))
        + .note(.code(file), .text(" has \(count(rows.count, "row"))."))
    }
    var table = ReportTable(
      caption: "\(file): \(count(rows.count, "row"))",
      columns: shown.map {
        $0.isNumeric ? .number(Self.heading($0.name)) : .text(Self.heading($0.name))
      }, firstRows: Self.firstRows)
    for row in 0..<min(rows.count, Self.mostRows) {
      table.append(shown.map { Self.cell($0.cells[row]) })
    }
    return table.html + HTML([same, rest].compactMap(\.self))
  }

  /// A column as it is shown.
  private struct Shown {
    let name: String
    let cells: [String]
    let isNumeric: Bool
  }

  /// Fields of a column by its place.
  private func fields(_ column: Int) -> [String] { rows.map { $0[column] } }

  /// Whether a column has one value in all of several rows.
  private func isSame(_ column: Int) -> Bool {
    rows.count > 1 && rows.allSatisfy { $0[column] == rows[0][column] }
  }

  private func isEmpty(_ column: Int) -> Bool { rows.allSatisfy { $0[column].isEmpty } }

  private var shownColumns: [Shown] {
    let intervals = intervals
    let ends = Set(intervals.values.flatMap { [$0.low, $0.high] })
    var shown: [Shown] = []
    for index in columns.indices where isOwn(index) && !isSame(index) && !ends.contains(index) {
      let column = NumberColumn(fields(index))
      shown.append(
        Shown(name: columns[index], cells: column?.cells ?? fields(index), isNumeric: column != nil)
      )
      if let interval = intervals[index] {
        shown.append(Shown(name: "low – high", cells: interval.cells, isNumeric: true))
      }
    }
    return shown
  }

  /// Whether a column has something to show.
  private func isOwn(_ column: Int) -> Bool {
    !hidden.contains(columns[column]) && !isEmpty(column)
  }

  /// Two columns that are shown as one, behind the one whose interval they hold.
  private struct Interval {
    let low: Int
    let high: Int
    let cells: [String]
  }

  /// Intervals by the column that they belong to; no others are taken out of the table.
  private var intervals: [Int: Interval] {
    var intervals: [Int: Interval] = [:]
    for (index, name) in columns.enumerated() where isOwn(index) && !isSame(index) {
      guard let low = columns.firstIndex(of: name + "_low"),
        let high = columns.firstIndex(of: name + "_high"), isOwn(low), isOwn(high),
        let ends = NumberColumn(fields(low) + fields(high))
      else { continue }
      let (lows, highs) = (ends.cells.prefix(rows.count), ends.cells.suffix(rows.count))
      intervals[index] = Interval(
        low: low, high: high,
        cells: zip(lows, highs).map { $0.isEmpty && $1.isEmpty ? "" : "\($0) – \($1)" })
    }
    return intervals
  }

  /// What is the same in every row.
  private var same: HTML? {
    let ends = Set(intervals.values.flatMap { [$0.low, $0.high] })
    let same = columns.indices.filter { isOwn($0) && isSame($0) && !ends.contains($0) }
    guard !same.isEmpty else { return nil }
    return .note(
      "In every row: ",
      HTML(
        same.enumerated().map { place, column in
          .text(place == 0 ? "" : ", ") + .code(columns[column])
            + .text(" " + (NumberColumn([rows[0][column]])?.cells[0] ?? rows[0][column]))
        }), ".")
  }

  /// How many rows and columns are not in the page.
  private var rest: HTML? {
    let columns = columns.filter(hidden.contains).count
    let rows = rows.count - Self.mostRows
    guard columns > 0 || rows > 0 else { return nil }
    let parts = [
      rows > 0 ? count(rows, "further row") : nil,
      columns > 0 ? count(columns, "further column") : nil,
    ].compactMap(\.self)
    return .note("Not shown: ", .text(parts.joined(separator: ", ")), " of ", .code(file), ".")
  }

  private func count(_ number: Int, _ noun: String) -> String {
    "\(NumberColumn.grouped("\(number)")) \(noun)\(number == 1 ? "" : "s")"
  }

  /// A name of a model or a task stays on one line.
  private static func cell(_ text: String) -> HTML {
    text.count <= 24 && text.contains { $0 == "-" || $0 == " " }
      ? .element("span", ["class": "short"], .text(text)) : .text(text)
  }

  /// A column's name, which may be broken behind its signs.
  private static func heading(_ name: String) -> HTML {
    let parts = name.split(separator: "_", omittingEmptySubsequences: false)
    return HTML(
      parts.enumerated().map { index, part in
        (index == 0 ? .empty : .text("_") + .element("wbr")) + .text(String(part))
      })
  }
}
