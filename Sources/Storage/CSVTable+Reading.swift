extension CSVTable {
  /// Reads the text of a table; comment lines may stand anywhere.
  ///
  /// - Throws: `CSVError` with the line that is no row of the table.
  package init(parsing text: String) throws(CSVError) {
    self = try NumberedCSV(Array(text.utf8)).table
  }

  /// Reads the table in a file.
  ///
  /// - Throws: `StoreError` when the file cannot be read, `CSVError` when it holds no table.
  package init(contentsOf path: String) throws {
    self = try NumberedCSV(contentsOf: path).table
  }
}
