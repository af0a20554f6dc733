import TestSupport
import Testing
import TextFormats

/// What a client or a model says makes no line of a log and moves no terminal.
@Suite(.timeLimit(.minutes(10))) struct LogAttackTests {
  private static let hostile =
    "x\n{\"event\":\"forged\"}\r\n\u{1B}[2J\u{1B}]0;title\u{7}\u{202E}\u{85}\u{2028}"

  private static let traceID = "0af7651916cd43dd8448eb211c80319c"

  private static let trace = "00-\(traceID)-b7ad6b7169203331-01"

  /// A simulated vote that a client says to be part of a trace.
  private func vote(_ server: ServerProcess, trace: String) throws -> JSONValue {
    let arguments = try KnownCalls.of("maker_vote")
    return try server.ask(
      "tools/call",
      [
        ("_meta", ServerProcess.meta.with("traceparent", .string(trace))),
        ("name", .string("maker_vote")), ("arguments", arguments),
      ])
  }

  /// Each event of a vote says which trace of the client it belongs to.
  @Test func aTraceOfAClientIsInTheLog() throws {
    let folder = try ServerFolder()
    let server = try ServerProcess(
      ["--log", folder.path("events.jsonl"), "--log-level", "debug"], folder: folder)
    #expect(try vote(server, trace: Self.trace).structured?["verdict"]?.string == "won")
    #expect(try server.end().code == 0)
    let events = try folder.text("events.jsonl").split(separator: "\n").map {
      try ServerProcess.parsed(Array($0.utf8))
    }
    let ofVotes = events.filter { $0["event"]?.string == "voteCast" }
    #expect(ofVotes.count >= 3)
    for event in ofVotes {
      #expect(event["traceID"]?.string == Self.traceID, "\(JSONText.compact(event))")
      #expect(event["parentSpanID"]?.string == "b7ad6b7169203331", "\(JSONText.compact(event))")
    }
  }

  @Test func logsHaveNoLinesOfOthers() throws {
    let model = try FaultServerProcess(["--model", "text:\(Self.hostile)", "--models", "m"])
    let folder = try ServerFolder()
    let server = try ServerProcess(
      ["--log", folder.path("events.jsonl"), "--log-level", "debug"],
      environment: model.environment, folder: folder)
    let text = JSONValue.string(Self.hostile)
    _ = try server.ask(Self.hostile)
    _ = try server.ask(
      "tools/call", [("name", text), ("arguments", .object([(Self.hostile, text)]))])
    _ = try server.ask("resources/read", [("uri", text)])
    _ = try server.ask(
      "prompts/get", [("name", text), ("arguments", .object([(Self.hostile, text)]))])
    _ = try server.ask("tools/list", [("cursor", text)])
    let explain = try KnownCalls.of("maker_explain")
    _ = try server.call("maker_explain", explain.with(Self.hostile, .int(1)))
    _ = try server.call(
      "maker_vote",
      .object([("prompt", text), ("k", .int(2)), ("channel", .string("openai:m"))]))
    for trace in [
      Self.hostile, "00-" + String(repeating: "a", count: 100_000) + "-01", "", "00-0-0-0",
      "\(Self.trace)\n", Self.trace + Self.hostile, Self.trace.uppercased(),
    ] {
      #expect(try vote(server, trace: trace).complaint == nil)
    }
    #expect(try server.end().code == 0)
    LineAttackTests.expectQuiet(server)
    let log = try folder.text("events.jsonl")
    #expect(log.unicodeScalars.allSatisfy { $0 == "\n" || !$0.steersTerminal })
    let lines = log.split(separator: "\n")
    #expect(lines.count > 2, "nothing was tested: \(log)")
    for line in lines {
      let event = try ServerProcess.parsed(Array(line.utf8))
      #expect(event["event"]?.string != "forged", "\(line)")
      #expect(line.utf8.count < 2000, "\(line.utf8.count) bytes of \(line.prefix(500))")
      // What is no trace begins one of the server's own.
      guard let trace = event["traceID"]?.string else { continue }
      #expect(trace.wholeMatch(of: #/[0-9a-f]{32}/#) != nil && trace != Self.traceID, "\(trace)")
    }
    #expect(!server.notes.split(separator: "\n").contains { $0.hasPrefix("{") })
  }
}
