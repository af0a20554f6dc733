import ExperimentDesign
import Storage
import Testing

@Suite struct LabStoreSolvesTests {
  private let id = StrongID(of: "a solve")

  private func group(_ range: Range<Int>, state: String = "[[1], [], []]") -> SolveGroup {
    SolveGroup(
      range: range, steps: range.map { "[1, 0, \($0)]\t3\t4\n" }.joined(), previous: "[1, 0, 2]",
      state: state, progress: "{}")
  }

  @Test func groupsAreKeptInOrder() throws {
    let folder = try TemporaryFolder()
    let store = try LabStore(path: folder.path("lab.sqlite"))
    try store.saveSolve(id, definition: "a solve")
    try store.saveSolve(id, definition: "a solve")
    #expect(try store.lastGroup(of: id) == nil)
    #expect(try store.record(group(0..<5), of: id))
    #expect(try store.record(group(5..<7), of: id))
    // Steps that are there already, or that would leave a gap, change nothing.
    #expect(try !store.record(group(5..<9), of: id))
    #expect(try !store.record(group(8..<9), of: id))
    #expect(try store.decidedSteps(of: id) == 7)
    var groups: [SolveGroup] = []
    try store.forEachGroup(of: id) { groups.append($0) }
    #expect(groups == [group(0..<5), group(5..<7)])
    #expect(try store.lastGroup(of: id) == group(5..<7))
    #expect(throws: StoreError.self) { try store.saveSolve(id, definition: "another") }
  }

  @Test func damageShowsInTheDigest() throws {
    let folder = try TemporaryFolder()
    let store = try LabStore(path: folder.path("lab.sqlite"))
    try store.saveSolve(id, definition: "a solve")
    #expect(try store.record(group(0..<5), of: id))
    for (column, value) in [
      ("steps", "[2, 0, 0]"), ("state", "[[], [], []]"), ("progress", "{ }"), ("end_step", "6"),
    ] {
      try store.database.execute("BEGIN")
      try store.database.execute("UPDATE solve_group SET \(column) = ?", [.text(value)])
      #expect(throws: StoreError.self, "\(column)") { try store.lastGroup(of: id) }
      try store.database.execute("ROLLBACK")
    }
    #expect(try store.lastGroup(of: id) == group(0..<5))
  }

  /// Two stores hold beginnings of the same solve: the longer one serves, in either order.
  @Test func mergingKeepsTheLongerJournal() throws {
    let folder = try TemporaryFolder()
    let short = try LabStore(path: folder.path("short.sqlite"))
    let long = try LabStore(path: folder.path("long.sqlite"))
    for store in [short, long] { try store.saveSolve(id, definition: "a solve") }
    #expect(try short.record(group(0..<4), of: id))
    #expect(try long.record(group(0..<3), of: id))
    #expect(try long.record(group(3..<8), of: id))
    try long.merge(from: short)
    #expect(try long.decidedSteps(of: id) == 8)
    try short.merge(from: long)
    var groups: [SolveGroup] = []
    try short.forEachGroup(of: id) { groups.append($0) }
    #expect(groups == [group(0..<3), group(3..<8)])
  }

  /// Steps that are missing before or between others show, also where only the last are asked for.
  @Test(arguments: [0, 5]) func aGapShows(first: Int) throws {
    let folder = try TemporaryFolder()
    let store = try LabStore(path: folder.path("lab.sqlite"))
    try store.saveSolve(id, definition: "a solve")
    for range in [0..<5, 5..<7, 7..<9] { #expect(try store.record(group(range), of: id)) }
    #expect(try store.solves().map(\.decided) == [9])
    try store.database.execute(
      "DELETE FROM solve_group WHERE first_step = ?", [.integer(first)])
    #expect(throws: StoreError.self) { try store.lastGroup(of: id) }
    #expect(throws: StoreError.self) { try store.forEachGroup(of: id) { _ in } }
  }
}
