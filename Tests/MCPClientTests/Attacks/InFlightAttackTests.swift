import Foundation
import TestSupport
import Testing
import TextFormats

/// Work under way ends when nobody wants it any more, and bounds itself.
@Suite(.timeLimit(.minutes(10))) struct InFlightAttackTests {
  /// A model that keeps every request waiting.
  private func heldModel() throws -> FaultServerProcess {
    try FaultServerProcess(["--model", "text:42", "--models", "m", "--hold", "true"])
  }

  private static let vote = JSONValue.object([
    ("prompt", .string("6 x 7?")), ("k", .int(3)), ("channel", .string("openai:m,attempts=1")),
  ])

  private func send(_ server: ServerProcess, id: Int) throws {
    try server.send(
      line: ServerProcess.request(
        "tools/call", [("name", .string("maker_vote")), ("arguments", Self.vote)], id: .int(id)))
  }

  @Test func anIdUnderWayCannotBeUsedTwice() throws {
    let model = try heldModel()
    let server = try ServerProcess(environment: model.environment)
    try send(server, id: 1_000_000)
    try model.wait { $0.received > 0 }
    try send(server, id: 1_000_000)
    let refusal = try server.message()
    #expect(refusal["error"]?["code"]?.integer == -32600, "\(JSONText.compact(refusal))")
    // A text is another id than the number that it shows.
    try server.cancel(.string("1000000"))
    let explained = try server.call("maker_explain", KnownCalls.of("maker_explain"))
    #expect(explained.complaint == nil)
    #expect(try model.counts().inFlight > 0)
    try server.cancel(.int(1_000_000))
    try model.wait { $0.inFlight == 0 }
    let (code, late) = try server.end()
    #expect(code == 0 && late.isEmpty, "\(late.map(JSONText.compact))")
  }

  /// A client that goes away in the midst of a vote leaves no draw under way.
  @Test func closingTheInputEndsDrawsAndTheServer() throws {
    let model = try heldModel()
    let server = try ServerProcess(environment: model.environment)
    try send(server, id: 1_000_000)
    try model.wait { $0.received > 0 }
    #expect(try server.end().code == 0, "\(server.notes)")
    let counts = try model.wait { $0.inFlight == 0 }
    #expect(counts.answered == 0)
  }

  /// However many votes a client wants at a time, and however it paces each of them, a provider gets no more
  /// calls than the operator lets it have: no pacing has a limit of its own beside that of the others.
  @Test(arguments: [([], 16), (["--concurrency", "5"], 5)])
  func votesAtATimeDoNotFloodAProvider(words: [String], bound: Int) throws {
    let model = try heldModel()
    let server = try ServerProcess(
      words + ["--max-tokens-total", "1000000000"], environment: model.environment)
    let ids = 1_000_000..<1_000_200
    for id in ids {
      let pacing = [
        "", ",tpm=\(id)", ",rpm=\(id - 999_000)", ",tpm=\(id),concurrency=\(1024 - id % 200)",
      ][id % 4]
      let vote = JSONValue.object([
        ("prompt", .string("6 x 7?")), ("k", .int(8)),
        ("channel", .string("openai:m,attempts=1" + pacing)),
      ])
      try server.send(
        line: ServerProcess.request(
          "tools/call", [("name", .string("maker_vote")), ("arguments", vote)], id: .int(id)))
    }
    try model.wait { $0.inFlight >= bound }
    // No answer comes, so the window of the limiter does not grow from the 16 that it begins with.
    for _ in 0..<20 {
      let explained = try server.call("maker_explain", KnownCalls.of("maker_explain"))
      #expect(explained.complaint == nil)
    }
    let held = try model.counts()
    #expect(held.received == bound, "\(held)")
    for id in ids { try server.cancel(.int(id)) }
    let counts = try model.wait { $0.inFlight == 0 }
    #expect(counts.answered == 0, "\(counts)")
    #expect(try server.end().code == 0, "\(server.notes)")
  }
}
