import Providers
import Storage

/// What all share who ask providers through one journal, a run or the calls of a server: the journal, the
/// connections and the limiters.
struct AskingService: Sendable {
  /// Keeps every draw and attempt.
  let journal: GroupCommitter
  /// Sends requests.
  let transport: any HTTPTransport
  /// Lets calls go.
  let limiters: LimiterPool
  /// Held as long as anybody asks: two processes must not spend one budget twice.
  private let lock: FileLock

  /// What only one process at a time may do for a run, as part of the name of a file.
  static func lockName(payer: String) -> String { String(payer.prefix(12)) }

  /// The file that a process holds as long as it asks for a run.
  static func lockPath(_ store: String, payer: String) -> String {
    lockPath(store, name: lockName(payer: payer))
  }

  private static func lockPath(_ store: String, name: String) -> String {
    "\(store).\(name).lock"
  }

  /// Opens a journal.
  ///
  /// - Parameters:
  ///   - store: Path of the store that holds it, in a folder that exists.
  ///   - payer: Id of the run, or of whoever else begins the first session.
  ///   - name: What one process at a time may do there, as part of the name of a file.
  ///   - concurrency: Most requests under way at each place, of all runs together; at least 1, nil for as
  ///     many as each run says.
  /// - Throws: `LabError` where another process does the same, and what the store refuses.
  init(
    store: String, payer: String, lock name: String, concurrency: Int? = nil
  ) throws {
    guard let lock = try FileLock(path: Self.lockPath(store, name: name)) else {
      throw LabError(
        "\(store): another process asks for the same; wait for it, or give another folder")
    }
    self.lock = lock
    journal = try GroupCommitter(DrawStore(path: store), payer: payer)
    transport = CurlTransport()
    limiters = LimiterPool(concurrency: concurrency)
  }
}
