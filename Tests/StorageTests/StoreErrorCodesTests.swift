import ExperimentDesign
import Foundation
import Storage
import Testing

@Suite struct StoreErrorCodesTests {
  @Test("result codes of SQLite become the clear cases")
  func codes() {
    func sorted(_ code: Int32, systemError: Int32 = 0) -> StoreError {
      StoreError(code: code, message: "said", systemError: systemError, path: "s")
    }
    #expect(sorted(8) == .readOnly(path: "s"))
    #expect(sorted(8 | 1 << 8) == .readOnly(path: "s"))
    #expect(sorted(13) == .diskFull(path: "s"))
    #expect(sorted(5) == .busy(path: "s", seconds: 10))
    #expect(sorted(5 | 2 << 8) == .busy(path: "s", seconds: 10))
    #expect(sorted(11) == .torn(path: "s", finding: "said"))
    #expect(sorted(14) == .cannotOpen(path: "s", reason: "said"))
    #expect(sorted(10) == .sqlite(path: "s", code: 10, message: "said"))
    #expect(sorted(275) == .sqlite(path: "s", code: 275, message: "said"))
    // The operating system knows better why reading and writing failed.
    #expect(sorted(10 | 19 << 8, systemError: ENOSPC) == .diskFull(path: "s"))
    #expect(sorted(14, systemError: EROFS) == .readOnly(path: "s"))
    guard case .notAStore = sorted(26) else {
      Issue.record("not a database became \(sorted(26))")
      return
    }
    guard case .cannotOpen(_, let reason) = sorted(10, systemError: EIO) else {
      Issue.record("an I/O error became \(sorted(10, systemError: EIO))")
      return
    }
    #expect(reason != "said")
  }

  @Test("a full disk, a read-only connection and a missing folder")
  func happened() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("lab.sqlite")
    do {
      let store = try LabStore(path: path)
      let run = try store.prepare()
      try store.record([(key(point, 0..<10), tally(trials: 10))], run: run)
      let pages = try store.database.integer("PRAGMA page_count")
      try store.database.execute("PRAGMA max_page_count = \(pages)")
      #expect(throws: StoreError.diskFull(path: path)) { try store.fill() }
      // The store goes on with what it held.
      #expect(try store.tallies(point: point, seed: 7).count == 1)
      try store.database.execute("PRAGMA max_page_count = 1000000")
      try store.record([(key(point, 10..<20), tally(trials: 10))], run: run)
    }
    let reader = try LabStore(readingOnly: path)
    #expect(throws: StoreError.readOnly(path: path)) { try reader.beginRun(manifest()) }
    let lost = folder.path("no/such/lab.sqlite")
    #expect(throws: StoreError.cannotOpen(path: lost, reason: "No such file or directory")) {
      try LabStore(path: lost)
    }
    #expect(throws: StoreError.missing(path: lost)) { try LabStore(readingOnly: lost) }
  }

  @Test("an error never prints a bound value")
  func noValues() throws {
    let folder = try TemporaryFolder()
    let store = try LabStore(path: folder.path("lab.sqlite"))
    var odd = manifest(command: "secret-token")
    odd.workers = -1
    let error = try #require(throws: StoreError.self) { try store.beginRun(odd) }
    guard case .sqlite(_, 275, _) = error else {
      Issue.record("a failed check became \(error)")
      return
    }
    #expect(!error.description.contains("secret-token"))
  }
}
