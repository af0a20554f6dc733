import CSQLite

/// A prepared statement, and the row on which it stands.
///
/// Columns count from 0. A value read from a column of another type is converted as SQLite does.
@safe
package final class Statement {
  private let handle: OpaquePointer
  private let path: String

  /// Compiles one statement of a connection.
  init(_ sql: String, connection: OpaquePointer, path: String) throws(StoreError) {
    var compiled: OpaquePointer?
    let code = unsafe sqlite3_prepare_v2(connection, sql, -1, &compiled, nil)
    guard code == SQLITE_OK, let compiled = unsafe compiled else {
      throw unsafe StoreError(connection: connection, path: path)
    }
    unsafe self.handle = compiled
    self.path = path
  }

  /// Compiles the first statement of a text; nil where only blanks and comments are left.
  ///
  /// - Parameters:
  ///   - text: Statements; what follows the first one is left in it.
  ///   - connection: Connection to the file.
  ///   - path: Path of the file, for errors.
  /// - Throws: `StoreError` where the text is no SQL.
  convenience init?(
    firstOf text: inout String, connection: OpaquePointer, path: String
  ) throws(StoreError) {
    var compiled: OpaquePointer?
    var code = SQLITE_OK
    text = unsafe text.withCString { start in
      var rest: UnsafePointer<CChar>?
      code = unsafe sqlite3_prepare_v2(connection, start, -1, &compiled, &rest)
      return unsafe rest.map { unsafe String(cString: $0) } ?? ""
    }
    guard code == SQLITE_OK else {
      throw unsafe StoreError(connection: connection, path: path)
    }
    guard let compiled = unsafe compiled else { return nil }
    unsafe self.init(handle: compiled, path: path)
  }

  private init(handle: OpaquePointer, path: String) {
    unsafe self.handle = unsafe handle
    self.path = path
  }

  deinit {
    unsafe sqlite3_finalize(handle)
  }

  /// Whether running it leaves the contents of the file as they are.
  var isReading: Bool { unsafe sqlite3_stmt_readonly(handle) != 0 }

  /// Names of the columns of its result; none where it has no result.
  var columns: [String] {
    unsafe (0..<sqlite3_column_count(handle)).map { column in
      unsafe sqlite3_column_name(handle, column).map { unsafe String(cString: $0) } ?? ""
    }
  }

  /// Binds all parameters, in order.
  func bind(_ values: [SQLValue]) throws(StoreError) {
    let parameters = unsafe Int(sqlite3_bind_parameter_count(handle))
    precondition(parameters == values.count, "the statement takes \(parameters) values")
    for (offset, value) in values.enumerated() {
      let index = Int32(offset + 1)
      let code =
        switch value {
        case .null: unsafe sqlite3_bind_null(handle, index)
        case .integer(let number): unsafe sqlite3_bind_int64(handle, index, Int64(number))
        case .real(let number): unsafe sqlite3_bind_double(handle, index, number)
        case .text(let text):
          unsafe sqlite3_bind_text(
            handle, index, text, Int32(text.utf8.count), makerlab_sqlite_transient())
        // An array without elements has no address, which would bind a null.
        case .blob(let bytes) where bytes.isEmpty: unsafe sqlite3_bind_zeroblob(handle, index, 0)
        case .blob(let bytes):
          unsafe sqlite3_bind_blob64(
            handle, index, bytes, UInt64(bytes.count), makerlab_sqlite_transient())
        }
      guard code == SQLITE_OK else { throw failure }
    }
  }

  /// Goes to the next row; false after the last one.
  func step() throws(StoreError) -> Bool {
    switch unsafe sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw failure
    }
  }

  /// Makes the statement ready to run again, and forgets the bound values.
  func reset() {
    // The result repeats the error that `step` has already thrown.
    _ = unsafe sqlite3_reset(handle)
    _ = unsafe sqlite3_clear_bindings(handle)
  }

  /// Whether a column of the row is null.
  package func isNull(_ column: Int) -> Bool {
    unsafe sqlite3_column_type(handle, Int32(column)) == SQLITE_NULL
  }

  /// Returns a column of the row as an integer, 0 for null.
  package func integer(_ column: Int) -> Int {
    unsafe Int(sqlite3_column_int64(handle, Int32(column)))
  }

  /// Returns a column of the row as a real number, 0 for null.
  package func real(_ column: Int) -> Double {
    unsafe sqlite3_column_double(handle, Int32(column))
  }

  /// Returns a column of the row as text, empty for null.
  package func text(_ column: Int) -> String {
    guard let start = unsafe sqlite3_column_text(handle, Int32(column)) else { return "" }
    let count = unsafe Int(sqlite3_column_bytes(handle, Int32(column)))
    return unsafe String(
      decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  /// Returns a column of the row as text, nil for null.
  package func optionalText(_ column: Int) -> String? { isNull(column) ? nil : text(column) }

  /// Returns a column of the row as an integer, nil for null.
  package func optionalInteger(_ column: Int) -> Int? { isNull(column) ? nil : integer(column) }

  /// Returns a column of the row as bytes, empty for null.
  package func bytes(_ column: Int) -> [UInt8] {
    guard let start = unsafe sqlite3_column_blob(handle, Int32(column)) else { return [] }
    let count = unsafe Int(sqlite3_column_bytes(handle, Int32(column)))
    return unsafe Array(UnsafeRawBufferPointer(start: start, count: count))
  }

  private var failure: StoreError {
    unsafe StoreError(connection: sqlite3_db_handle(handle), path: path)
  }
}

extension StoreError {
  /// Sorts the last failure of a connection into the clear cases.
  @unsafe
  init(connection: OpaquePointer?, path: String) {
    self = unsafe StoreError(
      code: sqlite3_extended_errcode(connection),
      message: String(cString: sqlite3_errmsg(connection)),
      systemError: sqlite3_system_errno(connection), path: path)
  }
}
