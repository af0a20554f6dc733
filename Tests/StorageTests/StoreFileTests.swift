import ExperimentDesign
import Foundation
import Storage
import Testing

/// A file that is no sound store is refused, and neither it nor its folder changes by one byte.
@Suite struct StoreFileTests {
  let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path("lab.sqlite")
  }

  /// Makes a store of many pages, closed and without a log.
  func makeStore() throws {
    let store = try LabStore(path: path)
    try store.fill()
    store.close()
    #expect(try folder.contents().keys.sorted() == ["lab.sqlite"])
  }

  /// What stands in the folder, without the file in which live connections tell each other of
  /// their reads: a second one in the same process cannot but share it.
  func contents(isLive: Bool) throws -> [String: Data?] {
    try folder.contents().filter { !isLive || !$0.key.hasSuffix("-shm") }
  }

  /// Returns the error of opening to write, after making sure that opening to read gives it too.
  func refusal(
    isLive: Bool = false, _ location: SourceLocation = #_sourceLocation
  ) throws -> StoreError {
    let before = try contents(isLive: isLive)
    let error = try #require(throws: StoreError.self, sourceLocation: location) {
      try LabStore(path: path)
    }
    #expect(throws: error, sourceLocation: location) { try LabStore(readingOnly: path) }
    #expect(try contents(isLive: isLive) == before, sourceLocation: location)
    return error
  }

  func expectNotAStore(
    _ found: String, isLive: Bool = false, _ location: SourceLocation = #_sourceLocation
  ) throws {
    let error = try refusal(isLive: isLive, location)
    guard case .notAStore(path, let text) = error else {
      Issue.record("\(error)", sourceLocation: location)
      return
    }
    #expect(text.contains(found), sourceLocation: location)
  }

  func expectTorn(_ location: SourceLocation = #_sourceLocation) throws {
    let error = try refusal(isLive: false, location)
    guard case .torn(path, _) = error else {
      Issue.record("\(error)", sourceLocation: location)
      return
    }
  }

  @Test("an empty file becomes a store")
  func emptyFile() throws {
    try folder.write(Data(), to: "lab.sqlite")
    #expect(throws: StoreError.missing(path: path)) { try LabStore(readingOnly: path) }
    let store = try LabStore(path: path)
    #expect(try store.points().count == 0)
  }

  @Test("a folder is refused")
  func aFolder() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try expectNotAStore("a folder")
  }

  @Test("a text file is refused", arguments: ["x", "SQLite format 3\0", "# hello\n"])
  func textFile(text: String) throws {
    try folder.write(Data(text.utf8), to: "lab.sqlite")
    try expectNotAStore("another kind")
    try folder.write(Data(String(repeating: text, count: 999).utf8), to: "lab.sqlite")
    try expectNotAStore("another kind")
  }

  @Test("a pipe is refused without waiting for a writer")
  func pipe() throws {
    #expect(unsafe mkfifo(path, 0o600) == 0)
    let error = #expect(throws: StoreError.self) { try LabStore(path: path) }
    #expect(error == .notAStore(path: path, found: "a pipe or a device"))
  }

  @Test(
    "an SQLite file of another program is refused, in any journal mode", arguments: [0, 0xABCD])
  func otherProgram(mark: Int) throws {
    for mode in ["DELETE", "WAL"] {
      let other = try Database(path: path, access: .writing)
      try other.execute("PRAGMA journal_mode = \(mode)")
      try other.execute("CREATE TABLE IF NOT EXISTS theirs(value TEXT)")
      try other.execute("PRAGMA application_id = \(mark)")
      // While the other program is at work, and after it.
      try expectNotAStore("another program", isLive: true)
      other.close()
      try expectNotAStore("another program")
    }
  }

  @Test("a store of a newer program is refused, also where only its log says so")
  func newer() throws {
    let store = try LabStore(path: path)
    try store.database.execute("PRAGMA user_version = 99")
    #expect(try refusal(isLive: true) == .newer(path: path, version: 99, known: 6))
    store.close()
    #expect(try refusal() == .newer(path: path, version: 99, known: 6))
  }

  @Test("a truncated store is refused", arguments: [99, 100, 4096, 5000, 40_960])
  func truncated(bytes: Int) throws {
    try makeStore()
    let whole = try folder.read("lab.sqlite")
    try #require(whole.count > 2 * bytes)
    try folder.write(whole.prefix(bytes), to: "lab.sqlite")
    if bytes < 100 { try expectNotAStore("another kind") } else { try expectTorn() }
    try folder.write(whole.dropLast(bytes), to: "lab.sqlite")
    try expectTorn()
  }

  @Test("a store with bytes overwritten in the middle is refused")
  func overwritten() throws {
    try makeStore()
    let whole = try folder.read("lab.sqlite")
    var generator = SeededGenerator(state: 1)
    for _ in 0..<20 {
      // A page other than the first, with its header.
      let page = Int.random(in: 1..<whole.count / 4096, using: &generator)
      var damaged = whole
      for offset in 0..<512 {
        damaged[page * 4096 + offset] = UInt8.random(in: 0...255, using: &generator)
      }
      try folder.write(damaged, to: "lab.sqlite")
      try expectTorn()
    }
    try folder.write(whole, to: "lab.sqlite")
    #expect(try LabStore(path: path).points().count == 400)
  }

  @Test("an emptied store with a log is refused: the log would be lost")
  func emptied() throws {
    let live = try LabStore(path: folder.path("live.sqlite"))
    try live.fill(points: 3)
    try folder.copy("live.sqlite-wal", to: "lab.sqlite-wal")
    live.close()
    try folder.write(Data(), to: "lab.sqlite")
    try expectTorn()
  }

  @Test("a damaged store with a log is refused", arguments: [false, true])
  func damagedWithLog(copiesIndex: Bool) throws {
    let live = try LabStore(path: folder.path("live.sqlite"))
    try live.fill()
    try live.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    _ = try live.beginRun(manifest())
    try folder.copy("live.sqlite-wal", to: "lab.sqlite-wal")
    if copiesIndex { try folder.copy("live.sqlite-shm", to: "lab.sqlite-shm") }
    var damaged = try folder.read("live.sqlite")
    live.close()
    let middle = damaged.count / 8192 * 4096
    damaged.replaceSubrange(middle..<middle + 512, with: Data(repeating: 0xA5, count: 512))
    try folder.write(damaged, to: "lab.sqlite")
    try expectTorn()
  }

  @Test("a store left by a killed process keeps its committed rows", arguments: [false, true])
  func hotLog(copiesIndex: Bool) throws {
    let live = try LabStore(path: folder.path("live.sqlite"))
    let run = try live.prepare()
    for first in 0..<30 {
      try live.record([(key(point, first..<first + 1), tally(trials: 1))], run: run)
    }
    try folder.copy("live.sqlite", to: "lab.sqlite")
    try folder.copy("live.sqlite-wal", to: "lab.sqlite-wal")
    if copiesIndex { try folder.copy("live.sqlite-shm", to: "lab.sqlite-shm") }
    live.close()
    let reader = try LabStore(readingOnly: path)
    #expect(try reader.tallies(point: point, seed: 7).count == 30)
    reader.close()
    let store = try LabStore(path: path)
    #expect(try store.tallies(point: point, seed: 7).count == 30)
  }

  @Test("a store killed before its tables were committed is made anew")
  func hotJournal() throws {
    let other = try TemporaryFolder()
    let live = try Database(path: other.path("live.sqlite"), access: .writing)
    try live.execute("PRAGMA cache_size = 1")
    try live.execute("BEGIN IMMEDIATE")
    try live.execute("PRAGMA application_id = \(0x4D6B_4C62)")
    try live.execute("PRAGMA user_version = 1")
    try live.execute("CREATE TABLE t(value TEXT)")
    try live.execute("INSERT INTO t VALUES (hex(randomblob(99999)))")
    try folder.write(try other.read("live.sqlite-journal"), to: "lab.sqlite-journal")
    try live.execute("COMMIT")
    try folder.write(try other.read("live.sqlite"), to: "lab.sqlite")
    try #require(try folder.read("lab.sqlite").count > 0)
    try #require(try folder.read("lab.sqlite-journal").count > 0)
    let error = #expect(throws: StoreError.self) { try LabStore(readingOnly: path) }
    guard case .cannotOpen = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    let store = try LabStore(path: path)
    #expect(try store.runs().isEmpty)
  }

  @Test("a real kill -9 loses no committed row")
  func killed() async throws {
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let store = try LabStore(path: path)
      let run = try store.prepare()
      try store.record([(key(point, 0..<10), tally(trials: 10))], run: run)
      try store.database.execute("BEGIN IMMEDIATE")
      _ = try store.beginRun(manifest(shard: "1/2"))
      kill(getpid(), SIGKILL)
    }
    #expect(try folder.read("lab.sqlite-wal").count > 0)
    let store = try LabStore(path: path)
    #expect(try store.tallies(point: point, seed: 7).count == 1)
    #expect(try store.runs().count == 1)
  }

  /// A process killed in its first write leaves a log with a header and an index of zeros.
  @Test func aLogThatHasOnlyItsHeaderIsMended() throws {
    let folder = try TemporaryFolder()
    let live = try LabStore(path: folder.path("live.sqlite"))
    try live.savePoint(point, definition: pointText)
    let header = try folder.read("live.sqlite-wal").prefix(32)
    #expect(header.count == 32)
    let made = try LabStore(path: folder.path("lab.sqlite"))
    try made.savePoint(point, definition: pointText)
    made.close()
    for isRead in [true, false] {
      try folder.write(Data(header), to: "lab.sqlite-wal")
      try folder.write(Data(count: 32768), to: "lab.sqlite-shm")
      let path = folder.path("lab.sqlite")
      let store = try isRead ? LabStore(readingOnly: path) : LabStore(path: path)
      #expect(try store.points() == [point])
      store.close()
    }
  }
}
