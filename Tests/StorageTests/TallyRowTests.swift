import ExperimentDesign
import Storage
import Testing

@Suite struct TallyRowTests {
  @Test(
    "every count comes back, and so does the histogram",
    arguments: [[], [0], [0, 3, 0, 7], [Int.max, 0]])
  func roundTrip(histogram: [Int]) throws {
    let folder = try TemporaryFolder()
    let store = try LabStore(path: folder.path("lab.sqlite"))
    let run = try store.prepare()
    var stored = Tally()
    stored.trialsCorrect = 1
    stored.trialsWrong = 2
    stored.trialsUndecided = 3
    stored.races = 4
    stored.racesWrong = 5
    stored.racesUndecided = 6
    stored.votes = 7
    stored.votesSquared = Int.max
    stored.draws = 9
    stored.elapsed = 10
    stored.latencies = Int.max
    stored.endedAtVote = histogram
    try store.record([(key(point, 4..<10), stored)], run: run)
    let found = try store.tallies(point: point, seed: 7)
    #expect(found.map(\.trials) == [4..<10])
    #expect(found.map(\.tally) == [stored])
    // Nobody looked is not 0.
    var counted = stored
    counted.endedAtDraw = histogram
    counted.collisions = 0
    counted.earlyWrong = Int.max
    counted.weights = 0
    counted.weightsSquared = Int.max
    counted.lost.add(12, isUndecided: true)
    counted.lost.add(11, isUndecided: false)
    try store.record([(key(point, 10..<16), counted)], run: run)
    #expect(try store.tallies(point: point, seed: 7).map(\.tally) == [stored, counted])
  }

  @Test(
    "an unreadable histogram is damage", arguments: ["x", "[", "[1,]", "[1;2]", "[]"],
    ["ended_at_vote", "ended_at_draw"])
  func unreadable(text: String, column: String) throws {
    let folder = try TemporaryFolder()
    let store = try LabStore(path: folder.path("lab.sqlite"))
    let run = try store.prepare()
    try store.record([(key(point, 0..<10), tally(trials: 10))], run: run)
    try store.database.execute("UPDATE tally SET \(column) = ?", [.text(text)])
    let error = #expect(throws: StoreError.self) { try store.tallies(point: point, seed: 7) }
    guard case .torn = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  /// What no check of the file can see: a count that is plausible and wrong.
  @Test(
    "a changed count is damage",
    arguments: [
      "votes", "votes_squared", "races", "draws", "elapsed", "latencies", "end_trial", "seed",
    ])
  func changed(column: String) throws {
    let folder = try TemporaryFolder()
    let store = try LabStore(path: folder.path("lab.sqlite"))
    let run = try store.prepare()
    try store.record([(key(point, 0..<10), tally(trials: 10))], run: run)
    let change =
      column.hasPrefix("end_trial")
      ? "end_trial = end_trial + 1, trials_correct = trials_correct + 1"
      : "\(column) = \(column) + 1"
    try store.database.execute("UPDATE tally SET \(change)")
    let seed = column == "seed" ? 8 : 7
    #expect(throws: StoreError.self) { try store.tallies(point: point, seed: seed) }
  }

  /// The counts that only some experiments make are in the digest like the others.
  @Test(
    "a changed count that only some experiments make is damage",
    arguments: [
      "collisions = collisions + 1", "early_wrong = early_wrong + 1", "collisions = NULL",
      "early_wrong = NULL", "collisions = NULL, early_wrong = NULL", "ended_at_draw = ''",
      "weights = weights + 1", "weights_squared = NULL", "lost = ''", "lost = '3w'",
      "ended_at_draw = '[0,2,8]'", "ended_at_vote = '[0,3,7]', ended_at_draw = ''",
    ])
  func changedCollisions(change: String) throws {
    let folder = try TemporaryFolder()
    let store = try LabStore(path: folder.path("lab.sqlite"))
    let run = try store.prepare()
    for hasZeros in [false, true] {
      var counted = tally(trials: 10)
      counted.collisions = hasZeros ? 0 : 3
      counted.earlyWrong = hasZeros ? 0 : 5
      counted.weights = hasZeros ? 0 : 7
      counted.weightsSquared = hasZeros ? 0 : 9
      counted.lost.add(3, isUndecided: true)
      counted.endedAtDraw = [0, 3, 7]
      try store.database.execute("DELETE FROM tally")
      try store.record([(key(point, 0..<10), counted)], run: run)
      #expect(try store.tallies(point: point, seed: 7).map(\.tally) == [counted])
      try store.database.execute("UPDATE tally SET \(change)")
      #expect(throws: StoreError.self, "\(change)") { try store.tallies(point: point, seed: 7) }
    }
    // What nobody looked at does not come to be counted.
    try store.database.execute("DELETE FROM tally")
    try store.record([(key(point, 0..<10), tally(trials: 10))], run: run)
    for set in [
      "collisions = 0", "early_wrong = 0", "ended_at_draw = '[0,1]'", "weights = 0",
      "weights_squared = 0", "lost = '0w'", "lost = 'x'",
    ] {
      try store.database.execute("UPDATE tally SET \(set)")
      #expect(throws: StoreError.self, "\(set)") { try store.tallies(point: point, seed: 7) }
      try store.database.execute(
        """
        UPDATE tally SET collisions = NULL, early_wrong = NULL, ended_at_draw = '',
          weights = NULL, weights_squared = NULL, lost = ''
        """)
      #expect(try store.tallies(point: point, seed: 7).map(\.tally) == [tally(trials: 10)])
    }
  }

  /// Stores from before times were counted stay readable: the digest of such a tally is what it was.
  @Test func digestsWithoutTimesAreThoseOfOldStores() throws {
    let folder = try TemporaryFolder()
    let store = try LabStore(path: folder.path("lab.sqlite"))
    let run = try store.prepare()
    func digest(elapsed: Int, latencies: Int) throws -> String {
      var tally = tally(trials: 10, histogram: [0, 3, 7])
      tally.elapsed = elapsed
      tally.latencies = latencies
      try store.database.execute("DELETE FROM tally")
      try store.record([(key(point, 0..<10), tally)], run: run)
      return try #require(
        try store.database.rows("SELECT digest FROM tally") { row in row.text(0) }.first)
    }
    #expect(
      try digest(elapsed: 0, latencies: 0)
        == "cdadf5c2eac3c4eb2ed812c7d429caca1bf04462270c6884d35944f03f62f750")
    var digests: Set<String> = []
    for (elapsed, latencies) in [(0, 0), (7, 0), (0, 7), (7, 7)] {
      digests.insert(try digest(elapsed: elapsed, latencies: latencies))
    }
    #expect(digests.count == 4)
  }
}
