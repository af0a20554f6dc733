import CSQLite

extension Database {
  /// Runs statements that read, one after another, and returns their results.
  ///
  /// - Parameters:
  ///   - text: Statements, separated by semicolons.
  ///   - most: Most bytes of all results; at least 1.
  ///   - isStopped: Asked now and then; true ends the statement under way with an error.
  /// - Returns: CSV: of every statement with a result a line of column names, then its rows.
  /// - Throws: `StoreError`, also for a statement that writes or a result that is too long.
  package func results(
    of text: String, most: Int, isStopped: @escaping () -> Bool
  ) throws(StoreError) -> String {
    guard let connection = unsafe connection else { preconditionFailure("the store is closed") }
    let check = StopCheck(isStopped)
    defer { withExtendedLifetime(check) {} }
    unsafe sqlite3_progress_handler(
      connection, 100_000,
      { pointer in
        guard let pointer = unsafe pointer else { return 0 }
        return unsafe Unmanaged<StopCheck>.fromOpaque(pointer).takeUnretainedValue().isStopped()
          ? 1 : 0
      },
      Unmanaged.passUnretained(check).toOpaque())
    defer { unsafe sqlite3_progress_handler(connection, 0, nil, nil) }
    var rest = text
    var csv = ""
    while let statement = try unsafe Statement(firstOf: &rest, connection: connection, path: path) {
      guard statement.isReading else { throw StoreError.readOnly(path: path) }
      let columns = statement.columns
      if !columns.isEmpty { csv += CSVTable.line(of: columns) }
      while try statement.step() {
        csv += CSVTable.line(of: columns.indices.map { statement.text($0) })
        guard csv.utf8.count <= most else {
          throw .sqlite(
            path: path, code: Int(SQLITE_TOOBIG), message: "a result of more than \(most) bytes")
        }
      }
    }
    return csv
  }
}

/// Whether a statement is to end, for a function of C.
private final class StopCheck {
  let isStopped: () -> Bool

  init(_ isStopped: @escaping () -> Bool) { self.isStopped = isStopped }
}
