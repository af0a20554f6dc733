import CSQLite

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension StoreError {
  /// Seconds for which a locked store is waited for; seconds.
  static let busySeconds = 10

  /// Sorts a failure of SQLite into the clear cases.
  ///
  /// - Parameters:
  ///   - code: Extended result code.
  ///   - message: Text of SQLite for it.
  ///   - systemError: `errno` of the last failed system call, 0 when there was none.
  ///   - path: File of the connection.
  package init(code: Int32, message: String, systemError: Int32 = 0, path: String) {
    switch code & 0xff {
    case SQLITE_READONLY, SQLITE_PERM: self = .readOnly(path: path)
    case SQLITE_FULL: self = .diskFull(path: path)
    case SQLITE_BUSY, SQLITE_LOCKED: self = .busy(path: path, seconds: Self.busySeconds)
    case SQLITE_CORRUPT: self = .torn(path: path, finding: message)
    case SQLITE_NOTADB:
      self = .notAStore(path: path, found: "a file of another kind (no SQLite header)")
    case SQLITE_IOERR where systemError != 0, SQLITE_CANTOPEN where systemError != 0:
      self = StoreError(systemError: systemError, path: path)
    case SQLITE_CANTOPEN: self = .cannotOpen(path: path, reason: message)
    default: self = .sqlite(path: path, code: Int(code), message: message)
    }
  }

  /// Sorts a failed system call into the clear cases.
  package init(systemError: Int32, path: String) {
    switch systemError {
    case ENOSPC, EDQUOT: self = .diskFull(path: path)
    case EROFS: self = .readOnly(path: path)
    default: self = unsafe .cannotOpen(path: path, reason: String(cString: strerror(systemError)))
    }
  }
}
