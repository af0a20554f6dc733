import Foundation
import Storage
import Testing

@Suite struct DatabaseTests {
  let folder: TemporaryFolder
  let database: Database

  init() throws {
    folder = try TemporaryFolder()
    database = try Database(path: folder.path("data.sqlite"), access: .writing)
    try database.execute("CREATE TABLE item(number INTEGER) STRICT")
  }

  func numbers() throws -> [Int] {
    try database.rows("SELECT number FROM item ORDER BY number") { row in row.integer(0) }
  }

  @Test("a transaction keeps all or nothing")
  func transaction() throws {
    struct Interruption: Error {}
    try database.transaction { () throws(StoreError) in
      try database.execute("INSERT INTO item VALUES (?)", [.integer(1)])
    }
    #expect(throws: StoreError.self) {
      try database.transaction { () throws(StoreError) in
        try database.execute("INSERT INTO item VALUES (?)", [.integer(2)])
        try database.execute("INSERT INTO item VALUES (?)", [.text("no number")])
      }
    }
    #expect(try numbers() == [1])
    // The failure left no transaction open.
    try database.transaction { () throws(StoreError) in
      try database.execute("INSERT INTO item VALUES (?)", [.integer(3)])
    }
    #expect(try numbers() == [1, 3])
  }

  @Test("the same statement may run inside itself")
  func nested() throws {
    for number in 1...3 {
      try database.execute("INSERT INTO item VALUES (?)", [.integer(number)])
    }
    var pairs: [[Int]] = []
    let all = "SELECT number FROM item ORDER BY number"
    try database.forEachRow(all) { (outer) throws(StoreError) in
      try database.forEachRow(all) { (inner) throws(StoreError) in
        pairs.append([outer.integer(0), inner.integer(0)])
      }
    }
    #expect(pairs.count == 9)
    #expect(pairs.last == [3, 3])
  }

  @Test("a faulty statement is an error, not a crash")
  func faulty() throws {
    #expect(throws: StoreError.self) { try database.execute("SELEC 1") }
    #expect(throws: StoreError.self) { try database.execute("INSERT INTO nowhere VALUES (1)") }
  }

  @Test("counts of changes, keys and absent rows")
  func counts() throws {
    try database.execute("INSERT INTO item VALUES (?), (?)", [.integer(1), .integer(2)])
    #expect(database.changes == 2)
    #expect(database.lastInsertedRow == 2)
    #expect(try database.integer("SELECT number FROM item WHERE number > ?", [.integer(9)]) == 0)
  }

  @Test(
    "no character of a path is special",
    arguments: [
      "a?mode=memory", "100%25 #1.sqlite", ":memory:", "ä ö.sqlite", "file:x", "a&immutable=1",
      "tab\t.sqlite", "\u{1F9EA}.sqlite",
    ])
  func oddPaths(name: String) throws {
    let path = folder.path(name)
    let odd = try Database(path: path, access: .writing)
    try odd.execute("CREATE TABLE item(number INTEGER) STRICT")
    #expect(FileManager.default.fileExists(atPath: path))
  }
}
