import ExperimentDesign
import MAKERCore
import Storage
import Testing

@Suite struct DrawStoreTests {
  let folder: TemporaryFolder
  let journal: DrawStore
  let recording: StrongID

  init() throws {
    folder = try TemporaryFolder()
    journal = try DrawStore(path: folder.path("lab.sqlite"))
    recording = try journal.saveRecording("channel=openai:m\ntask=hanoi-3")
  }

  var reader: LabStore {
    get throws { try LabStore(readingOnly: folder.path("lab.sqlite")) }
  }

  @Test func drawsComeBackWhole() throws {
    let draws = (0..<4).map { draw(recording, $0) }
    try journal.commit(draws.reversed().map(JournalEntry.recorded))
    for draw in draws { #expect(try journal.recorded(draw.key) == draw) }
    #expect(try reader.draws(of: recording) == draws)
    #expect(
      try reader.recordings() == [
        StoredRecording(
          id: recording, definition: "channel=openai:m\ntask=hanoi-3", draws: 4, steps: 1)
      ])
    #expect(
      try reader.models(of: recording) == [
        ModelReplies(channel: "openai:m", model: nil, replies: 2),
        ModelReplies(channel: "openai:m", model: "m-2026", replies: 2),
      ])
  }

  @Test func tokensAreSummedByChannel() throws {
    #expect(try reader.recordedTokens().isEmpty)
    // The odd ones have 7 tokens in, 3 of them cached, and 9 out; the even ones no counts.
    try journal.commit((0..<5).map { .recorded(draw(recording, $0)) })
    #expect(
      try reader.recordedTokens() == [
        RecordedTokens(
          channel: "openai:m", replies: 5, uncounted: 3, inputTokens: 14, cachedTokens: 6,
          outputTokens: 18)
      ])
  }

  /// Every part of the key counts, the draw index among them: repeats are draws of their own.
  @Test func otherKeysAreOtherDraws() throws {
    let draw = draw(recording, 1)
    try journal.commit([.recorded(draw)])
    var keys = Array(repeating: draw.key, count: 5)
    keys[0].coordinates.trial = 1
    keys[1].coordinates.step = 1
    keys[2].coordinates.draw = 2
    keys[3].request = "another"
    keys[4].recording = StrongID(of: "another").description
    for key in keys { #expect(try journal.recorded(key) == nil) }
    #expect(try journal.recorded(draw.key) == draw)
  }

  /// Instructions are kept once for all steps, and the question of a step once for all its draws.
  @Test func promptsAreKeptOnce() throws {
    for step in 0..<30 {
      try journal.commit((0..<5).map { .recorded(draw(recording, $0, step: step)) })
    }
    let store = try reader
    #expect(try store.database.integer("SELECT count(*) FROM prompt") == 31)
    #expect(try store.database.integer("SELECT count(*) FROM draw") == 150)
    #expect(try store.draws(of: recording).map(\.prompt.step).last == "state 29")
  }

  @Test func aDrawIsRecordedOnce() throws {
    try journal.commit([.recorded(draw(recording, 1))])
    try journal.commit([.recorded(draw(recording, 1))])
    #expect(throws: StoreError.self) {
      try journal.commit([
        .recorded(draw(recording, 3)), .recorded(draw(recording, 1, text: "[1, 0]")),
      ])
    }
    // All or none.
    #expect(try reader.draws(of: recording) == [draw(recording, 1)])
    // What the failed group had numbered is numbered again.
    try journal.commit([.recorded(draw(recording, 3, step: 9)), .recorded(draw(recording, 4))])
    #expect(try reader.draws(of: recording).map(\.key.coordinates.draw) == [1, 4, 3])
  }

  @Test func anUnknownRecordingIsRefused() throws {
    let stray = draw(StrongID(of: "unknown"), 1)
    #expect(throws: StoreError.self) { try journal.commit([.recorded(stray)]) }
    #expect(throws: StoreError.self) {
      try journal.commit([.asked(attempt(stray, session: 1, number: 0))])
    }
  }

  /// Whatever is changed in a draw, or in a prompt, shows when it is read.
  @Test func damageShows() throws {
    try journal.commit([.recorded(draw(recording, 1))])
    let store = try LabStore(path: folder.path("lab.sqlite"))
    for change in [
      "trial = 1", "step = 1", "draw = 2", "request = 'x'", "temperature = 0.2", "seed = 1",
      "seed = NULL", "channel = 'x'", "model = 'x'", "model = NULL", "response_id = 'x'",
      "body = x'00ff'", "text = x'00'", "finish = 'stop'", "finish_reason = ''",
      "input_tokens = 8", "output_tokens = NULL", "cost = 0.3", "cached_input_tokens = 4",
      "latency = 1", "attempts = 9", "instructions = question",
    ] {
      try store.database.execute("BEGIN")
      try store.database.execute("UPDATE draw SET \(change)")
      #expect(throws: StoreError.self, "\(change)") { try store.draws(of: recording) }
      try store.database.execute("ROLLBACK")
    }
    try store.database.execute("BEGIN")
    try store.database.execute("UPDATE prompt SET text = text || '!'")
    #expect(throws: StoreError.self) { try store.draws(of: recording) }
    try store.database.execute("ROLLBACK")
    try store.database.execute("BEGIN")
    try store.database.execute("UPDATE recording SET definition = 'another'")
    #expect(throws: StoreError.self) { try store.recordings() }
    try store.database.execute("ROLLBACK")
    #expect(try store.draws(of: recording) == [draw(recording, 1)])
  }

  /// A store that others hold is waited for longer than for once, and longer only once.
  @Test func aLockedStoreIsTriedAgain() throws {
    let path = folder.path("lab.sqlite")
    let other = try LabStore(path: path)
    try other.database.execute("BEGIN IMMEDIATE")
    try journal.database.execute("PRAGMA busy_timeout = 1")
    for seconds in [180, 10] {
      #expect(throws: StoreError.busy(path: path, seconds: seconds)) {
        try journal.commit([.recorded(draw(recording, 1))])
      }
    }
    try other.database.execute("ROLLBACK")
    try journal.commit([.recorded(draw(recording, 1))])
    #expect(try journal.recorded(draw(recording, 1).key) == draw(recording, 1))
  }

  @Test func sessionsAreNumberedOnce() throws {
    let other = try DrawStore(path: folder.path("lab.sqlite"))
    let numbers = try (0..<3).flatMap { _ in
      [try journal.beginSession(payer: "run"), try other.beginSession(payer: "run")]
    }
    #expect(numbers == [1, 2, 3, 4, 5, 6])
  }

  /// Known costs count as they are, everything else at its worst case.
  @Test func chargesAreSummed() throws {
    let session = try journal.beginSession(payer: "run")
    let other = try journal.beginSession(payer: "another")
    let asked = draw(recording, 0)
    try journal.commit(
      (0..<6).map { .asked(attempt(asked, session: session, number: $0)) }
        + [
          .asked(attempt(asked, session: session, number: 6, provider: "ollama")),
          .asked(attempt(asked, session: other, number: 0)),
        ])
    #expect(
      try journal.charged(to: "run", provider: nil)
        == Charge(inputTokens: 70, outputTokens: 140, picodollars: 210))
    let paid = Charge(inputTokens: 3, outputTokens: 4, picodollars: 5)
    try journal.commit([
      .settled(session: session, number: 0, .answered(paid)),
      .settled(session: session, number: 1, .answered(nil)),
      .settled(session: session, number: 2, .free),
      .settled(session: session, number: 3, .unknown),
      .settled(session: session, number: 4, .answered(paid)),
      .settled(session: session, number: 6, .free),
    ])
    // Two at 3 and 4; one answered, one unknown and one cut at 10 and 20.
    let sum = Charge(inputTokens: 36, outputTokens: 68, picodollars: 100)
    #expect(try journal.charged(to: "run", provider: nil) == sum)
    #expect(try journal.charged(to: "run", provider: "openai") == sum)
    #expect(try journal.charged(to: "run", provider: "ollama") == .zero)
    #expect(try journal.charged(to: "nobody", provider: nil) == .zero)
    let sums = try reader.payers()
    #expect(sums.map(\.payer) == ["another", "run", "run"])
    #expect(sums.map(\.provider) == ["openai", "ollama", "openai"])
    #expect(sums.map(\.attempts) == [1, 1, 6])
    let own = sums[2]
    #expect([own.answered, own.free, own.unknown, own.cut, own.unpriced] == [3, 1, 1, 1, 1])
    #expect(own.sessions == 1 && own.charged == sum)
  }

  /// An unknown price makes the sum unknown, and sums beyond an integer stay at the greatest.
  @Test func chargesWithoutPriceOrBeyondIntegers() throws {
    let session = try journal.beginSession(payer: "run")
    var large = attempt(draw(recording, 0), session: session, number: 0)
    large.reserved = Charge(inputTokens: .max, outputTokens: 1, picodollars: .max)
    var another = large
    another.number = 1
    try journal.commit([.asked(large), .asked(another)])
    #expect(
      try journal.charged(to: "run", provider: nil)
        == Charge(inputTokens: .max, outputTokens: 2, picodollars: .max))
    try journal.commit([
      .asked(attempt(draw(recording, 0), session: session, number: 2, picodollars: nil))
    ])
    #expect(try journal.charged(to: "run", provider: nil).picodollars == nil)
  }

  /// An attempt is asked for once and settled once, and an unknown one not at all.
  @Test func attemptsAreSettledOnce() throws {
    let session = try journal.beginSession(payer: "run")
    let first = attempt(draw(recording, 0), session: session, number: 0)
    try journal.commit([.asked(first), .settled(session: session, number: 0, .free)])
    for entry in [
      JournalEntry.asked(first), .settled(session: session, number: 0, .unknown),
      .settled(session: session, number: 1, .free), .settled(session: 9, number: 0, .free),
      .asked(attempt(draw(recording, 0), session: 9, number: 0)),
    ] {
      #expect(throws: StoreError.self) { try journal.commit([entry]) }
    }
    #expect(try reader.attempts(ofSession: session).map(\.outcome) == [.free])
    #expect(try reader.attempts(ofSession: session).map(\.attempt) == [first])
  }

  /// A journal that cannot be written says so in one line.
  @Test func aReadOnlyStoreIsRefused() throws {
    try journal.commit([.recorded(draw(recording, 1))])
    try journal.readOnly()
    let error = #expect(throws: StoreError.self) {
      try journal.commit([.recorded(draw(recording, 3))])
    }
    #expect(error == .readOnly(path: folder.path("lab.sqlite")))
  }

  /// A full disk takes back the whole group, and the journal goes on when there is room.
  @Test func aFullDiskKeepsNothingOfAGroup() throws {
    let limit = try LabStore(path: folder.path("lab.sqlite")).database.integer("PRAGMA page_count")
    try journal.limit(pages: limit + 2)
    var large = draw(recording, 3)
    large.body = Array(repeating: 1, count: 100_000)
    let error = #expect(throws: StoreError.self) {
      try journal.commit([.recorded(draw(recording, 1)), .recorded(large)])
    }
    #expect(error == .diskFull(path: folder.path("lab.sqlite")))
    #expect(try reader.draws(of: recording).isEmpty)
    try journal.limit(pages: limit + 100)
    try journal.commit([.recorded(draw(recording, 1)), .recorded(large)])
    #expect(try reader.draws(of: recording) == [draw(recording, 1), large])
  }
}

extension DrawStore {
  /// Makes every write fail as on a file that cannot be written.
  func readOnly() throws { try database.execute("PRAGMA query_only = ON") }

  /// Makes writes fail as on a full disk.
  func limit(pages: Int) throws { _ = try database.integer("PRAGMA max_page_count = \(pages)") }
}
