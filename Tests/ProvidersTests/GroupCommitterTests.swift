import ExperimentDesign
import Foundation
import MAKERCore
import Providers
import Storage
import Synchronization
import Testing

@Suite struct GroupCommitterTests {
  private let notebook = Notebook()

  private func committer() throws -> GroupCommitter {
    try GroupCommitter(NotedJournal(notebook: notebook), payer: "run")
  }

  /// What comes while a transaction is due goes along with it, each caller's entries together.
  @Test func whatGathersIsOneTransaction() async throws {
    let committer = try committer()
    let groups = (0..<50).map { number in
      [JournalEntry.settled(session: 1, number: number, .free), .recorded(draw(number))]
    }
    let results = await committer.commitTogether(groups)
    #expect(results.allSatisfy { (try? $0.get()) != nil })
    #expect(notebook.committed == [groups.flatMap { $0 }])
    #expect(await committer.transactions == 1)
    try await committer.commit([])
    #expect(await committer.transactions == 1)
  }

  /// Nothing is told to be kept before it is, however many ask at once.
  @Test func aCommitReturnsWhenItIsKept() async throws {
    let committer = try committer()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<300 {
        group.addTask {
          try await committer.commit([.recorded(draw(number))])
          #expect(notebook.holds(.recorded(draw(number))), "draw \(number)")
        }
      }
      try await group.waitForAll()
    }
    #expect(notebook.committed.reduce(0) { $0 + $1.count } == 300)
    #expect(await committer.transactions == notebook.committed.count)
  }

  /// Where a shared transaction fails, everyone gets one of his own, and a failure of that is his alone.
  @Test func aFailureReachesWhoCausedIt() async throws {
    let committer = try committer()
    let entries = (0..<20).map { [JournalEntry.recorded(draw($0))] }
    notebook.fail(next: 4)
    let results = await committer.commitTogether(entries)
    for result in results.prefix(3) { #expect(throws: NotedFailure.self) { try result.get() } }
    for result in results.dropFirst(3) { try result.get() }
    #expect(notebook.committed == Array(entries.dropFirst(3)))
    #expect(await committer.transactions == 21)
    notebook.fail(next: 1)
    await #expect(throws: NotedFailure.self) { try await committer.commit(entries[0]) }
    #expect(await committer.transactions == 22)
  }

  @Test func attemptsAreNumberedOnce() async throws {
    let committer = try committer()
    let worst = Charge(inputTokens: 1, outputTokens: 2, picodollars: 3)
    let attempts = await withTaskGroup(of: DrawAttempt.self) { group in
      for number in 0..<100 {
        group.addTask {
          await committer.newAttempt(for: draw(number).key, of: "openai", reserving: worst)
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(attempts.map(\.number).sorted() == Array(0..<100))
    #expect(Set(attempts.map(\.key)).count == 100)
    #expect(attempts.allSatisfy { $0.session == 7 && $0.reserved == worst })
    #expect(
      try await committer.charged() == Charge(inputTokens: 5, outputTokens: 0, picodollars: 0))
  }

  /// Over a real store, what was told to be kept is read by another connection at once.
  @Test func aStoreHoldsWhatWasCommitted() async throws {
    let folder = NSTemporaryDirectory() + "providers-tests-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/lab.sqlite"
    let recording = try openRecording(path)
    let committer = try GroupCommitter(try DrawStore(path: path), payer: "run")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<64 {
        group.addTask {
          let own = draw(number, recording: recording)
          let attempt = await committer.newAttempt(
            for: own.key, of: "openai",
            reserving: Charge(inputTokens: 9, outputTokens: 9, picodollars: 9))
          try await committer.commit([.asked(attempt)])
          let paid = Charge(inputTokens: 1, outputTokens: 2, picodollars: 3)
          try await committer.commit([
            .settled(session: attempt.session, number: attempt.number, .answered(paid)),
            .recorded(own),
          ])
          let reader = try DrawStore(path: path)
          #expect(try reader.recorded(own.key) == own, "draw \(number)")
          reader.close()
        }
      }
      try await group.waitForAll()
    }
    #expect(
      try await committer.charged(provider: "openai")
        == Charge(inputTokens: 64, outputTokens: 128, picodollars: 192))
    // Another reply to a draw that is recorded.
    var another = draw(1, recording: recording)
    another.text = [1]
    let results = await committer.commitTogether([
      [.recorded(another)], [.recorded(draw(99, recording: recording))],
    ])
    #expect(throws: StoreError.self) { try results[0].get() }
    try results[1].get()
    let kept = draw(99, recording: recording)
    #expect(try await committer.recorded(kept.key) == kept)
    #expect(
      try await committer.recorded(another.key)?.text == draw(1, recording: recording).text)
  }

  private func openRecording(_ path: String) throws -> String {
    let journal = try DrawStore(path: path)
    defer { journal.close() }
    return try journal.saveRecording("channel=openai:m").description
  }
}

private func draw(_ number: Int, recording: String = "recording") -> RecordedDraw {
  RecordedDraw(
    key: DrawKey(
      recording: recording, coordinates: DrawCoordinates(trial: 0, step: 0, draw: number),
      request: "request"),
    prompt: Prompt(instructions: "instructions", step: "step"), temperature: 0.1,
    channel: "openai:m",
    body: [1, 2, 3], text: Array("reply \(number)".utf8))
}

extension GroupCommitter {
  /// Lets callers knock one after another before any of them is heard.
  fileprivate func commitTogether(_ groups: [[JournalEntry]]) async -> [Result<Void, any Error>] {
    let tasks = groups.map { group in Task { try await self.commit(group) } }
    var results: [Result<Void, any Error>] = []
    for task in tasks { results.append(await task.result) }
    return results
  }
}

private struct NotedFailure: Error {}

/// What a journal was given, seen from outside.
private final class Notebook: Sendable {
  private let state = Mutex<(committed: [[JournalEntry]], failures: Int)>(([], 0))

  var committed: [[JournalEntry]] { state.withLock { $0.committed } }

  func holds(_ entry: JournalEntry) -> Bool {
    state.withLock { $0.committed.contains { $0.contains(entry) } }
  }

  func fail(next count: Int) { state.withLock { $0.failures = count } }

  func take(_ entries: [JournalEntry]) throws {
    try state.withLock { state in
      guard state.failures == 0 else {
        state.failures -= 1
        throw NotedFailure()
      }
      state.committed.append(entries)
    }
  }
}

/// A journal in memory that can be told to fail.
private struct NotedJournal: DrawJournal {
  let notebook: Notebook

  func beginSession(payer: String) -> Int { 7 }

  func recorded(_ key: DrawKey) -> RecordedDraw? {
    for case .recorded(let draw) in notebook.committed.joined() where draw.key == key {
      return draw
    }
    return nil
  }

  func commit(_ entries: [JournalEntry]) throws { try notebook.take(entries) }

  func charged(to payer: String, provider: String?) -> Charge {
    Charge(inputTokens: 5, outputTokens: 0, picodollars: 0)
  }
}
