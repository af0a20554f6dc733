import CSQLite

/// One connection to one SQLite file, used by one task at a time.
///
/// All values are bound; statements are compiled once and kept.
@safe
package final class Database {
  /// File of the connection, as it was given.
  package let path: String
  private(set) var connection: OpaquePointer?
  private var idleStatements: [String: Statement] = [:]

  /// Opens a file; SQLite does not look into it before the first statement.
  ///
  /// - Throws: `StoreError` where the file cannot be opened.
  package init(path: String, access: DatabaseAccess) throws(StoreError) {
    self.path = path
    var opened: OpaquePointer?
    let code = unsafe sqlite3_open_v2(access.uri(of: path), &opened, access.flags, nil)
    // A failed opening leaves a connection too: it holds the message, and must be closed.
    unsafe self.connection = opened
    guard code == SQLITE_OK else {
      let error = unsafe StoreError(connection: opened, path: path)
      close()
      throw error
    }
    _ = unsafe sqlite3_extended_result_codes(opened, 1)
    _ = unsafe sqlite3_busy_timeout(opened, Int32(StoreError.busySeconds * 1000))
    if access.keepsLog { _ = unsafe makerlab_sqlite_no_checkpoint_on_close(opened) }
    for pragma in access.pragmas { try execute(pragma) }
  }

  deinit {
    close()
  }

  /// Ends the connection; to use it afterwards is a programming error.
  package func close() {
    idleStatements.removeAll()
    _ = unsafe sqlite3_close_v2(connection)
    unsafe connection = nil
  }

  /// Runs one statement for its effect.
  ///
  /// - Throws: `StoreError` of SQLite, with the file.
  package func execute(_ sql: String, _ values: [SQLValue] = []) throws(StoreError) {
    try forEachRow(sql, values) { (_) throws(StoreError) in }
  }

  /// Returns what a function makes of each row, in order.
  ///
  /// - Throws: `StoreError` of SQLite with the file, or what the function throws.
  package func rows<Value>(
    _ sql: String, _ values: [SQLValue] = [], map: (Statement) throws(StoreError) -> Value
  ) throws(StoreError) -> [Value] {
    var result: [Value] = []
    try forEachRow(sql, values) { (row) throws(StoreError) in result.append(try map(row)) }
    return result
  }

  /// Returns the first column of the first row as an integer, 0 when there is no row.
  ///
  /// - Throws: `StoreError` of SQLite, with the file.
  package func integer(_ sql: String, _ values: [SQLValue] = []) throws(StoreError) -> Int {
    try rows(sql, values) { (row) throws(StoreError) in row.integer(0) }.first ?? 0
  }

  /// Visits each row while the statement stands on it.
  ///
  /// - Throws: `StoreError` of SQLite with the file, or what the function throws.
  package func forEachRow(
    _ sql: String, _ values: [SQLValue] = [], _ body: (Statement) throws(StoreError) -> Void
  ) throws(StoreError) {
    // Out of the table while it runs, so that a nested use of the same text gets its own.
    let statement =
      if let idle = idleStatements.removeValue(forKey: sql) { idle } else { try prepare(sql) }
    defer {
      statement.reset()
      idleStatements[sql] = statement
    }
    try statement.bind(values)
    while try statement.step() { try body(statement) }
  }

  /// Rows changed by the last insert, update or delete; count.
  package var changes: Int { unsafe Int(sqlite3_changes64(connection)) }

  /// Key of the last row inserted into a table with integer keys.
  package var lastInsertedRow: Int { unsafe Int(sqlite3_last_insert_rowid(connection)) }

  /// Runs writes that all happen or all do not; the result is on disk when it returns.
  ///
  /// - Throws: `StoreError` of SQLite or what the function throws; then nothing is written.
  package func transaction<Value>(
    _ body: () throws(StoreError) -> Value
  ) throws(StoreError) -> Value {
    try enclosed(by: "BEGIN IMMEDIATE", body)
  }

  /// Runs reads that all see the same state.
  ///
  /// - Throws: `StoreError` of SQLite with the file, or what the function throws.
  package func snapshot<Value>(
    _ body: () throws(StoreError) -> Value
  ) throws(StoreError) -> Value {
    try enclosed(by: "BEGIN", body)
  }

  private func enclosed<Value>(
    by begin: String, _ body: () throws(StoreError) -> Value
  ) throws(StoreError) -> Value {
    precondition(!isInTransaction, "transactions do not nest")
    try execute(begin)
    do throws(StoreError) {
      let value = try body()
      try execute("COMMIT")
      return value
    } catch {
      // A full disk, for one, makes SQLite roll back by itself.
      if isInTransaction { try? execute("ROLLBACK") }
      throw error
    }
  }

  private var isInTransaction: Bool { unsafe sqlite3_get_autocommit(connection) == 0 }

  private func prepare(_ sql: String) throws(StoreError) -> Statement {
    guard let connection = unsafe connection else { preconditionFailure("the store is closed") }
    return try unsafe Statement(sql, connection: connection, path: path)
  }
}
