import Storage
import Testing

@Suite struct StatementTests {
  let folder: TemporaryFolder
  let database: Database

  init() throws {
    folder = try TemporaryFolder()
    database = try Database(path: folder.path("data.sqlite"), access: .writing)
    try database.execute("CREATE TABLE item(i INTEGER, r REAL, t TEXT, b BLOB) STRICT")
  }

  @Test("integers come back whole", arguments: [0, 1, -1, Int.max, Int.min, 9_007_199_254_740_993])
  func integers(number: Int) throws {
    try database.execute("INSERT INTO item(i) VALUES (?)", [.integer(number)])
    #expect(try database.integer("SELECT i FROM item") == number)
  }

  @Test(
    "real numbers come back",
    arguments: [0.1, -0.0, .leastNonzeroMagnitude, 1.7976931348623157e308, -Double.infinity])
  func reals(number: Double) throws {
    try database.execute("INSERT INTO item(r) VALUES (?)", [.real(number)])
    let found = try database.rows("SELECT r FROM item") { row in row.real(0) }
    #expect(found == [number])
  }

  @Test(
    "text comes back scalar by scalar",
    arguments: [
      "", "'; DROP TABLE item; --", "a\0b", "e\u{301}", "\u{E9}", "\r\n", "\u{1F9EA}\u{FEFF}",
      String(repeating: "long ", count: 10_000),
    ])
  func texts(text: String) throws {
    try database.execute("INSERT INTO item(t) VALUES (?)", [.text(text)])
    let found = try database.rows("SELECT t FROM item") { row in row.text(0) }
    #expect(found.map { Array($0.utf8) } == [Array(text.utf8)])
  }

  @Test(
    "bytes come back byte by byte",
    arguments: [[], [0], [0xFF, 0xFE, 0, 0x80], Array(0...255)])
  func blobs(bytes: [UInt8]) throws {
    try database.execute("INSERT INTO item(b) VALUES (?)", [.blob(bytes)])
    let found = try database.rows("SELECT b FROM item") { row in (row.bytes(0), row.isNull(0)) }
    #expect(found.map(\.0) == [bytes])
    #expect(found.map(\.1) == [false])
  }

  @Test("null is told from empty and zero")
  func nulls() throws {
    try database.execute(
      "INSERT INTO item(i, r, t) VALUES (?, ?, ?)", [.optional(nil as String?), .null, .text("")])
    let found = try database.rows("SELECT i, t, r FROM item") { row in
      [row.isNull(0), row.isNull(1), row.isNull(2), row.optionalText(1) == ""]
    }
    #expect(found == [[true, false, true, true]])
    let numbers = try database.rows("SELECT i, r, 5 FROM item") { row in
      [row.optionalInteger(0), row.optionalInteger(1), row.optionalInteger(2)]
    }
    #expect(numbers == [[nil, nil, 5]])
    #expect(SQLValue.optional(3 as Int?) == .integer(3))
    #expect(SQLValue.optional(nil as Int?) == .null)
    #expect(SQLValue.optional(true) == .integer(1))
    #expect(SQLValue.optional(false) == .integer(0))
    #expect(SQLValue.optional(nil as Bool?) == .null)
  }
}
