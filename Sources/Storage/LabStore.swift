/// The record of a laboratory: experiments, design points, runs and the tallies they made.
///
/// A committed record survives the end of the process and of the machine's power.  Several processes
/// may write to one store; each write waits for the others.
package final class LabStore {
  /// Connection of the store.
  package let database: Database

  /// Path of the store, as it was given.
  package var path: String { database.path }

  /// Opens a store, or makes one where the path is free or an empty file.
  ///
  /// - Throws: `notAStore`, `torn` or `newer`; such a file is left as it is, byte for byte.
  package init(path: String) throws(StoreError) {
    do throws(StoreError) {
      let condition = try StoreFile.condition(of: path)
      self.database = try Database(path: path, access: .writing)
      try Schema.migrate(database)
      if condition == .interrupted { try database.quickCheck() }
    } catch {
      // SQLite tries to read what it cannot write, and then reports why that failed.
      if case .cannotOpen = error, isFolderReadOnly(of: path) { throw .readOnly(path: path) }
      throw error
    }
  }

  /// Opens a store to read; its file is not changed.
  ///
  /// - Throws: `missing` when nothing is there, else as for writing; every write throws `readOnly`.
  package init(readingOnly path: String) throws(StoreError) {
    switch try StoreFile.condition(of: path) {
    case .absent: throw .missing(path: path)
    case .interrupted:
      throw .cannotOpen(
        path: path, reason: "it is being made, or its making was interrupted: the next run mends it"
      )
    case .store(let hasLog): self.database = try Self.reader(of: path, hasLog: hasLog)
    }
  }

  private static func reader(of path: String, hasLog: Bool) throws(StoreError) -> Database {
    do throws(StoreError) {
      let database = try Database(path: path, access: .reading(keepingLog: hasLog))
      try Schema.verify(database)
      return database
    } catch {
      switch error {
      case .cannotOpen where !hasLog, .readOnly where !hasLog:
        // SQLite could not make its files beside the store: so nobody here can write to it.
        let database = try Database(path: path, access: .frozen)
        try Schema.verify(database)
        return database
      default: throw error
      }
    }
  }

  /// Ends the connection; to use the store afterwards is a programming error.
  package func close() { database.close() }
}
