package import ExperimentDesign
package import MAKERCore

/// The journal of draws in a store, on a connection of its own; used by one task at a time.
///
/// What is committed survives the end of the process and of the machine's power.
package final class DrawStore: DrawJournal {
  private let store: LabStore
  private var tables: JournalTables
  /// Whether a locked store was waited for in vain: then nobody waits long again until it is free.
  private var isGivenUp = false
  /// Most tries at a transaction in a store that others keep locked, three minutes in all; count.
  private static let mostTries = 18

  /// Connection of the journal.
  package var database: Database { store.database }

  /// Path of the store, as it was given.
  package var path: String { store.path }

  /// Opens the journal of a store, which is made where the path is free.
  ///
  /// - Throws: As for opening a `LabStore`.
  package init(path: String) throws(StoreError) {
    store = try LabStore(path: path)
    tables = JournalTables(store.database)
  }

  /// Ends the connection; to use the journal afterwards is a programming error.
  package func close() { store.close() }

  /// Makes a recording known, before its first attempt.
  ///
  /// - Parameter definition: What identifies it: channel, task, start and seed, a line each.
  /// - Returns: Its id.
  /// - Throws: What the store refuses.
  package func saveRecording(_ definition: String) throws(StoreError) -> StrongID {
    try store.saveRecording(definition)
  }

  /// Begins a session with a random token and the time of day in UTC.
  ///
  /// - Throws: `StoreError` where the store cannot be written.
  package func beginSession(payer: String) throws(StoreError) -> Int {
    try store.database.execute(
      """
      INSERT INTO session(token, payer, started)
      VALUES (lower(hex(randomblob(16))), ?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
      """, [.text(payer)])
    return store.database.lastInsertedRow
  }

  /// Looks a draw up by its key.
  ///
  /// - Throws: `StoreError` where the store cannot be read.
  package func recorded(_ key: DrawKey) throws(StoreError) -> RecordedDraw? {
    try tables.draw(key)
  }

  /// Keeps entries in one transaction, tried again while another process holds the store.
  ///
  /// - Throws: `StoreError` where they cannot be kept; then none is.
  package func commit(_ entries: [JournalEntry]) throws(StoreError) {
    guard !entries.isEmpty else { return }
    var tries = 0
    while true {
      tries += 1
      do throws(StoreError) {
        try store.database.transaction { () throws(StoreError) in
          for entry in entries { try tables.keep(entry) }
        }
        isGivenUp = false
        return
      } catch {
        // The numbers of rows that were taken back may be given to others.
        tables.forget()
        guard case .busy = error else { throw error }
        // Replies that wait here are paid for; nothing was written.
        if isGivenUp || tries == Self.mostTries {
          isGivenUp = true
          throw .busy(path: path, seconds: tries * StoreError.busySeconds)
        }
      }
    }
  }

  /// Sums what a run has been charged, with open attempts at their worst case.
  ///
  /// - Throws: `StoreError` where the store cannot be read.
  package func charged(to payer: String, provider: String?) throws(StoreError) -> Charge {
    try store.charged(to: payer, provider: provider)
  }
}
