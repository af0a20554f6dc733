import CSQLite

/// The SQLite that runs in this process.
package enum SQLiteLibrary {
  /// Its version, as 3.40.1.
  package static var version: String { unsafe String(cString: sqlite3_libversion()) }

  /// Whether it knows STRICT tables, from 3.37.0.
  package static var hasStrictTables: Bool { sqlite3_libversion_number() >= 3_037_000 }

  /// Whether it was built with the write-ahead log.
  package static var hasWriteAheadLog: Bool {
    unsafe sqlite3_compileoption_used("OMIT_WAL") == 0
  }
}
