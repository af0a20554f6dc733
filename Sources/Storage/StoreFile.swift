#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Finds out what stands at the path of a store, without changing a byte of it or beside it.
///
/// In the same process, opening and closing a file by hand would drop the locks of a live
/// connection to it. So the bytes are read directly only where no connection can be alive: each one
/// has a `-wal` and a `-shm` file beside the store.
struct StoreFile: Equatable {
  /// What may be done with the path.
  enum Condition: Equatable {
    /// Nothing, or an empty file: a new store.
    case absent
    /// A sound store; `hasLog` tells whether a `-wal` file stands beside it.
    case store(hasLog: Bool)
    /// A store whose making was interrupted: SQLite undoes it on opening, check it then.
    case interrupted
  }

  /// Looks before a verdict stands, when other processes keep opening and closing the store; count.
  private static let patience = 100
  /// Looks before a log that has no more than its header counts as left behind; count.
  private static let patienceWithLogHeader = 20
  /// Time between two looks; microseconds.
  private static let pause: UInt32 = 5000

  private let path: String
  private let main: FileKind
  private let wal: FileKind
  private let shm: FileKind
  private let journal: FileKind

  /// Returns the condition of a path.
  ///
  /// - Throws: `notAStore`, `torn` or `newer` for a file that must not be opened for writing.
  static func condition(of path: String) throws(StoreError) -> Condition {
    var found = try StoreFile(path)
    for _ in 0..<patienceWithLogHeader where found.hasOnlyLogHeader {
      usleep(pause)
      found = try StoreFile(path)
    }
    for _ in 1..<patience {
      do throws(StoreError) {
        return try found.condition()
      } catch {
        // Files that came, went or changed meanwhile: the check may have seen a mixture.
        let now = try StoreFile(path)
        if now == found {
          // A log whose index is being made at this moment can only be read by who may write it.
          guard case .readOnly = error else { throw error }
          usleep(pause)
        }
        found = now
      }
    }
    return try found.condition()
  }

  private init(_ path: String) throws(StoreError) {
    self.path = path
    let file = resolvedPath(path)
    self.main = try FileKind(at: file)
    self.wal = try FileKind(at: file + "-wal")
    self.shm = try FileKind(at: file + "-shm")
    self.journal = try FileKind(at: file + "-journal")
  }

  /// Whether the log was begun and holds nothing yet, as for a moment in every first write.
  ///
  /// A process killed in that moment leaves such a log.  SQLite, told not to touch the index of the
  /// log, then tries for ten seconds to make sense of it and gives up.
  private var hasOnlyLogHeader: Bool {
    guard let size = wal.size, shm != .missing else { return false }
    return size > 0 && size <= 32
  }

  private func condition() throws(StoreError) -> Condition {
    let hasLog = (wal.size ?? 0) > 0
    switch main {
    case .missing: return .absent
    case .folder: throw .notAStore(path: path, found: "a folder")
    case .special: throw .notAStore(path: path, found: "a pipe or a device")
    case .file(size: 0, _):
      guard !hasLog else {
        throw .torn(path: path, finding: "the file is empty, its -wal file is not")
      }
      return .absent
    case .file(let size, _):
      if wal != .missing, shm != .missing {
        try check(as: hasOnlyLogHeader ? .alone : .watching)
        return .store(hasLog: true)
      }
      let header = try readHeader()
      if hasLog {
        // A checkpoint cut short leaves a file shorter than its header says; the log has the rest.
        guard !isFolderReadOnly(of: path) else { throw .readOnly(path: path) }
        try check(as: .alone)
        return .store(hasLog: true)
      }
      if (journal.size ?? 0) > 0 { return .interrupted }
      if let pages = header.pageCount, size < pages * header.pageSize {
        throw .torn(
          path: path, finding: "\(size) bytes long instead of \(pages * header.pageSize)")
      }
      try check(as: .frozen)
      return .store(hasLog: false)
    }
  }

  private func readHeader() throws(StoreError) -> StoreHeader {
    let bytes = try OpenFile(reading: path).read(upTo: StoreHeader.size)
    guard let header = StoreHeader(bytes) else {
      throw .notAStore(path: path, found: "a file of another kind (no SQLite header)")
    }
    try Schema.verify(
      applicationID: header.applicationID, version: header.schemaVersion, path: path)
    return header
  }

  private func check(as access: DatabaseAccess) throws(StoreError) {
    let database = try Database(path: path, access: access)
    defer { database.close() }
    try Schema.verify(database)
    try database.quickCheck()
  }
}

extension Database {
  /// Verifies that all pages hang together.
  ///
  /// - Throws: `StoreError.torn` with the first finding.
  func quickCheck() throws(StoreError) {
    let findings = try rows("PRAGMA quick_check(1)") { (row) throws(StoreError) in row.text(0) }
    guard findings == ["ok"] else {
      throw .torn(path: path, finding: findings.first ?? "no answer to quick_check")
    }
  }
}
