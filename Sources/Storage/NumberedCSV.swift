/// A table as it stands in a file, with the line on which each row begins.
package struct NumberedCSV: Equatable, Sendable {
  /// The table.
  package let table: CSVTable
  /// Line of each row; from 1.
  ///
  /// - Shape: `lines[row]`.
  package let lines: [Int]
  /// Line of the names of the columns; from 1.
  package let headerLine: Int

  /// Reads the table in a file.
  ///
  /// - Parameter path: Path of the file.
  /// - Throws: `StoreError` when the file cannot be read, `CSVError` when it holds no table.
  package init(contentsOf path: String) throws {
    try self.init(OpenFile(reading: path).read())
  }

  init(_ bytes: [UInt8]) throws(CSVError) {
    let parser = try CSVParser(bytes)
    guard let header = parser.records.first else { throw .noColumns }
    var names: Set<String> = []
    for name in header.fields {
      guard names.insert(name).inserted else {
        throw .duplicateColumn(name: name, line: header.line)
      }
    }
    let records = parser.records.dropFirst()
    for record in records {
      guard record.fields.count == header.fields.count else {
        throw .fieldCount(
          line: record.line, found: record.fields.count, expected: header.fields.count)
      }
    }
    table = CSVTable(
      comments: parser.comments, columns: header.fields, rows: records.map(\.fields))
    lines = records.map(\.line)
    headerLine = header.line
  }
}
