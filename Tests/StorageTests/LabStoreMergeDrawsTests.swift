import ExperimentDesign
import MAKERCore
import Storage
import Testing

@Suite struct LabStoreMergeDrawsTests {
  let folder: TemporaryFolder
  private let definition = "channel=openai:m"
  private var recording: StrongID { StrongID(of: definition) }

  init() throws { folder = try TemporaryFolder() }

  private func journal(_ name: String) throws -> DrawStore {
    let journal = try DrawStore(path: folder.path(name))
    #expect(try journal.saveRecording(definition) == recording)
    return journal
  }

  private func store(_ name: String) throws -> LabStore { try LabStore(path: folder.path(name)) }

  /// All that the stores hold of draws and attempts, whatever their sessions are numbered.
  private func contents(_ store: LabStore) throws -> [String] {
    var lines = try store.draws(of: recording).map { "\($0)" }
    for session in 1...9 {
      for (attempt, outcome) in try store.attempts(ofSession: session) {
        lines.append("\(attempt.number) \(attempt.key) \(attempt.reserved) \(outcome as Any)")
      }
    }
    return lines.sorted()
  }

  @Test func drawsAndAttemptsAreTakenOverOnce() throws {
    let first = try journal("a.sqlite")
    let second = try journal("b.sqlite")
    for (number, journal) in [first, second].enumerated() {
      let session = try journal.beginSession(payer: "run \(number)")
      let own = draw(recording, number + 5)
      try journal.commit([
        .asked(attempt(own, session: session, number: 0)),
        .settled(session: session, number: 0, .answered(nil)), .recorded(own),
        .recorded(draw(recording, 1)), .asked(attempt(own, session: session, number: 1)),
      ])
    }
    let (a, b) = (try store("a.sqlite"), try store("b.sqlite"))
    let ab = try store("ab.sqlite")
    let ba = try store("ba.sqlite")
    try ab.merge(from: [a, b])
    try ba.merge(from: [b, a])
    for _ in 0..<2 {
      #expect(try ab.draws(of: recording).map(\.key.coordinates.draw) == [1, 5, 6])
      #expect(try contents(ab) == contents(ba))
      #expect(try ab.payers().map(\.payer) == ["run 0", "run 1"])
      #expect(try ab.payers().map(\.cut) == [1, 1])
      #expect(try ab.database.integer("SELECT count(*) FROM attempt") == 4)
      // Once more, and one into the other: nothing changes.
      try ab.merge(from: [a, b, ba])
    }
  }

  /// A store copied while a request was under way, merged with its later self.
  @Test func aSettledAttemptStaysSettled() throws {
    let journal = try journal("a.sqlite")
    let session = try journal.beginSession(payer: "run")
    let asked = draw(recording, 1)
    try journal.commit([.asked(attempt(asked, session: session, number: 0))])
    let early = try store("early.sqlite")
    try early.merge(from: store("a.sqlite"))
    #expect(try early.payers().map(\.cut) == [1])
    try journal.commit([.settled(session: session, number: 0, .answered(nil)), .recorded(asked)])
    let late = try store("a.sqlite")
    try late.merge(from: early)
    #expect(try late.payers().map(\.answered) == [1])
    try early.merge(from: late)
    #expect(try early.payers().map(\.answered) == [1])
    #expect(try contents(early) == contents(late))
  }

  @Test func contradictionsAreRefused() throws {
    let first = try journal("a.sqlite")
    let second = try journal("b.sqlite")
    try first.commit([.recorded(draw(recording, 1))])
    try second.commit([.recorded(draw(recording, 1, text: "another"))])
    let (a, b) = (try store("a.sqlite"), try store("b.sqlite"))
    #expect(throws: StoreError.self) { try a.merge(from: b) }
    #expect(try a.draws(of: recording) == [draw(recording, 1)])
    // One attempt with two outcomes.
    let session = try first.beginSession(payer: "run")
    try first.commit([.asked(attempt(draw(recording, 1), session: session, number: 0))])
    let copy = try store("copy.sqlite")
    try copy.merge(from: a)
    try first.commit([.settled(session: session, number: 0, .free)])
    try copy.database.execute("UPDATE attempt SET outcome = 'unknown'")
    #expect(throws: StoreError.self) { try a.merge(from: copy) }
    #expect(try a.payers().map(\.free) == [1])
    // What was changed in the other store is not taken over.
    try copy.database.execute("UPDATE draw SET text = x'00'")
    #expect(throws: StoreError.self) { try store("new.sqlite").merge(from: copy) }
  }
}
