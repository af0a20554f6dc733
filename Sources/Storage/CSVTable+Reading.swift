extension CSVTable {
  /// Reads the text of a table; comment lines may stand anywhere.
  package init(parsing text: String) throws(CSVError) {
    try self.init(Array(text.utf8))
  }

  /// Reads the table in a file.
  ///
  /// - Throws: `StoreError` when the file cannot be read, `CSVError` when it holds no table.
  package init(contentsOf path: String) throws {
    try self.init(OpenFile(reading: path).read())
  }

  private init(_ bytes: [UInt8]) throws(CSVError) {
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
    self.init(comments: parser.comments, columns: header.fields, rows: records.map(\.fields))
  }
}
