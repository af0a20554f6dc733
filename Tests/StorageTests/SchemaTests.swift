import ExperimentDesign
import MAKERCore
import Storage
import Testing

@Suite struct SchemaTests {
  let folder: TemporaryFolder
  let store: LabStore

  init() throws {
    folder = try TemporaryFolder()
    store = try LabStore(path: folder.path("lab.sqlite"))
  }

  func text(_ sql: String) throws -> String {
    try #require(try store.database.rows(sql) { row in row.text(0) }.first)
  }

  @Test("a new store carries its marks and settings")
  func settings() throws {
    #expect(try store.database.integer("PRAGMA application_id") == 0x4D6B_4C62)
    #expect(try store.database.integer("PRAGMA user_version") == 6)
    #expect(try text("PRAGMA journal_mode") == "wal")
    #expect(try store.database.integer("PRAGMA synchronous") == 2)
    #expect(try store.database.integer("PRAGMA foreign_keys") == 1)
    #expect(try text("PRAGMA integrity_check") == "ok")
  }

  @Test(
    "all tables are strict",
    arguments: [
      "run", "experiment", "point", "tally", "solve", "solve_group", "recording", "prompt", "draw",
      "session", "attempt", "routing_decision", "routing_outcome",
    ])
  func strict(table: String) throws {
    let strict = try store.database.integer(
      "SELECT strict FROM pragma_table_list WHERE schema = 'main' AND name = ?", [.text(table)])
    #expect(strict == 1)
  }

  @Test("opening an up-to-date store again changes nothing")
  func again() throws {
    store.close()
    let before = try folder.contents()
    try LabStore(path: folder.path("lab.sqlite")).close()
    #expect(try folder.contents() == before)
  }

  @Test("a tally that contradicts itself or hangs in the air is refused")
  func checks() throws {
    let run = try store.prepare()
    // Nine trials do not fill a range of ten.
    #expect(throws: StoreError.self) {
      try store.record([(key(point, 0..<10), tally(trials: 9))], run: run)
    }
    var negative = tally(trials: 10)
    negative.races = -1
    #expect(throws: StoreError.self) {
      try store.record([(key(point, 0..<10), negative)], run: run)
    }
    #expect(throws: StoreError.self) {
      try store.record([(key(point, 0..<10), tally(trials: 10))], run: run + 1)
    }
    let unknown = StrongID(of: "unknown")
    #expect(throws: StoreError.self) {
      try store.record([(key(unknown, 0..<10), tally(trials: 10))], run: run)
    }
    #expect(try store.database.integer("SELECT count(*) FROM tally") == 0)
  }

  /// A store of the second schema, with times and without collisions: its tallies count once beside equal
  /// ones of today, and another is a conflict.
  @Test func aStoreOfTheSecondSchemaIsMerged() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("lab.sqlite")
    let store = try LabStore(path: path)
    let run = try store.prepare()
    var timed = tally(trials: 10, histogram: [0, 3, 7])
    timed.elapsed = 5
    timed.latencies = 8
    try store.record([(key(point, 0..<10), timed)], run: run)
    for statement in withoutRouting + withoutDraws + [
      "ALTER TABLE tally DROP COLUMN ended_at_draw", "ALTER TABLE tally DROP COLUMN collisions",
      "ALTER TABLE tally DROP COLUMN early_wrong", "ALTER TABLE tally DROP COLUMN weights",
      "ALTER TABLE tally DROP COLUMN weights_squared", "ALTER TABLE tally DROP COLUMN lost",
      "PRAGMA user_version = 2",
    ] { try store.database.execute(statement) }
    store.close()

    let old = try LabStore(readingOnly: path)
    #expect(try old.tallies(point: point, seed: 7).map(\.tally) == [timed])
    let equal = try LabStore(path: folder.path("equal.sqlite"))
    let own = try equal.prepare()
    try equal.record([(key(point, 0..<10), timed), (key(point, 10..<20), timed)], run: own)
    try equal.merge(from: old)
    #expect(try equal.tallies(point: point, seed: 7).map(\.tally) == [timed, timed])
    let other = try LabStore(path: folder.path("other.sqlite"))
    let another = try other.prepare()
    var counted = timed
    counted.collisions = 0
    counted.earlyWrong = 0
    try other.record([(key(point, 0..<10), counted)], run: another)
    #expect(throws: StoreError.self) { try other.merge(from: old) }
    #expect(try other.tallies(point: point, seed: 7).map(\.tally) == [counted])
    // What was read did not change the old file.
    #expect(try old.database.integer("PRAGMA user_version") == 2)
  }

  /// A store of the fourth schema, without draws: read as it is, merged, brought up to date by a writer.
  @Test func aStoreWithoutDrawsIsMigrated() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("lab.sqlite")
    let store = try LabStore(path: path)
    _ = try store.prepare()
    for statement in withoutRouting + withoutDraws + ["PRAGMA user_version = 4"] {
      try store.database.execute(statement)
    }
    store.close()
    let old = try LabStore(readingOnly: path)
    #expect(try old.recordings().isEmpty && old.payers().isEmpty)
    #expect(try old.models(of: point).isEmpty && old.attempts(ofSession: 1).isEmpty)
    try old.forEachDraw(of: point) { _ in Issue.record("there are no draws") }
    let target = try LabStore(path: folder.path("target.sqlite"))
    try target.merge(from: old)
    #expect(try target.points() == [point])
    #expect(try old.database.integer("PRAGMA user_version") == 4)
    old.close()
    let new = try DrawStore(path: path)
    let recording = try new.saveRecording("task=hanoi-3")
    try new.commit([.recorded(draw(recording, 0))])
    new.close()
    let read = try LabStore(readingOnly: path)
    #expect(try read.points() == [point])
    #expect(try read.recordings().map(\.draws) == [1])
  }

  /// A store of the first schema, without solves, times and what came later: read as it is, brought up to date by a writer.
  @Test func aStoreOfTheFirstSchemaIsMigrated() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("lab.sqlite")
    let store = try LabStore(path: path)
    let run = try store.prepare()
    try store.record([(key(point, 0..<10), tally(trials: 10))], run: run)
    for statement in withoutRouting + withoutDraws + [
      "DROP TABLE solve_group", "DROP TABLE solve", "ALTER TABLE tally DROP COLUMN elapsed",
      "ALTER TABLE tally DROP COLUMN latencies", "ALTER TABLE tally DROP COLUMN ended_at_draw",
      "ALTER TABLE tally DROP COLUMN collisions", "ALTER TABLE tally DROP COLUMN early_wrong",
      "ALTER TABLE tally DROP COLUMN weights", "ALTER TABLE tally DROP COLUMN weights_squared",
      "ALTER TABLE tally DROP COLUMN lost", "PRAGMA user_version = 1",
    ] { try store.database.execute(statement) }
    store.close()

    let old = try LabStore(readingOnly: path)
    let target = try LabStore(path: folder.path("target.sqlite"))
    try target.merge(from: old)
    #expect(try target.points() == [point])
    for store in [old, target] {
      #expect(try store.tallies(point: point, seed: 7).map(\.tally) == [tally(trials: 10)])
    }
    old.close()

    let new = try LabStore(path: path)
    #expect(try new.database.integer("PRAGMA user_version") == 6)
    #expect(try new.points() == [point])
    #expect(try new.tallies(point: point, seed: 7).map(\.tally) == [tally(trials: 10)])
    var timed = tally(trials: 10)
    timed.elapsed = 5
    timed.latencies = 8
    timed.endedAtDraw = [0, 3, 7]
    timed.collisions = 2
    timed.earlyWrong = 7
    try new.record([(key(point, 10..<20), timed)], run: run)
    #expect(try new.tallies(point: point, seed: 7).map(\.tally) == [tally(trials: 10), timed])
    try new.saveSolve(StrongID(of: "solve"), definition: "solve")
  }
}
