import Storage
import TextFormats

/// Rows of a table that hold wanted values, as JSON.
struct TableQuery {
  /// Names of the columns that are wanted.
  let columns: [String]
  private let places: [Int]
  private let rows: [[String]]

  /// Finds the rows.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - wanted: Columns and their values, strings or numbers; all must be equal.
  ///   - columns: Columns that are wanted; nil for all.
  /// - Throws: `LabError` for a column that the table does not have.
  init(
    _ table: CSVTable, where wanted: [(String, JSONValue)], columns: [String]?
  ) throws(LabError) {
    func place(_ name: String) throws(LabError) -> Int {
      guard let index = table.columns.firstIndex(of: name) else {
        let column = String(name.prefix(100))
        let nearest = NearestName.of(column, among: table.columns)
        throw LabError(
          "the table has no column \(JSONText.quoted(column))"
            + (nearest.map { "; did you mean \($0)?" }
              ?? ", only: \(table.columns.joined(separator: ", "))"))
      }
      return index
    }
    var tests: [(place: Int, value: JSONValue)] = []
    for (name, value) in wanted { tests.append((try place(name), value)) }
    var places: [Int] = []
    for name in columns ?? table.columns { places.append(try place(name)) }
    self.places = places
    self.columns = places.map { table.columns[$0] }
    rows = table.rows.filter { row in
      tests.allSatisfy { Self.isEqual(row[$0.place], $0.value) }
    }
  }

  /// Rows that hold the wanted values; count.
  var count: Int { rows.count }

  /// Some of the rows.
  ///
  /// - Parameters:
  ///   - offset: Rows passed over; at least 0.
  ///   - limit: Most rows; at least 1.
  ///   - mostBytes: Size from which on no more rows are taken; one is in any case.
  /// - Returns: The rows as lists, and how many rows are before the rest; nil where that is none.
  func page(
    offset: Int, limit: Int, mostBytes: Int
  ) -> (rows: [JSONValue], next: Int?) {
    var taken: [JSONValue] = []
    var bytes = 0
    for row in rows.dropFirst(offset).prefix(limit) {
      guard taken.isEmpty || bytes < mostBytes else { break }
      bytes += places.reduce(0) { $0 + row[$1].utf8.count + 3 }
      taken.append(.array(places.map { Self.value(row[$0]) }))
    }
    let end = offset + taken.count
    return (taken, end < rows.count ? end : nil)
  }

  /// A field as JSON: a number as it stands, null where nothing does.
  private static func value(_ field: String) -> JSONValue {
    if field.isEmpty { return .null }
    guard let value = try? JSONReader.value(Array(field.utf8)), value.double != nil else {
      return .string(field)
    }
    return value
  }

  /// Whether a field is a value: equal as numbers where the value is one, else as texts.
  private static func isEqual(_ field: String, _ wanted: JSONValue) -> Bool {
    if let text = wanted.string { return field == text }
    guard let number = wanted.double, let own = value(field).double else { return false }
    return number == own
  }
}
