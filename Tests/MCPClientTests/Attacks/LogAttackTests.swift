import TestSupport
import Testing
import TextFormats

/// What a client or a model says makes no line of a log and moves no terminal.
@Suite(.timeLimit(.minutes(10))) struct LogAttackTests {
  private static let hostile =
    "x\n{\"event\":\"forged\"}\r\n\u{1B}[2J\u{1B}]0;title\u{7}\u{202E}\u{85}\u{2028}"

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
    ] {
      try server.send(
        line: JSONText.compact(
          .object([
            ("jsonrpc", .string("2.0")), ("id", .int(server.freshID())),
            ("method", .string("tools/call")),
            (
              "params",
              .object([
                ("_meta", ServerProcess.meta.with("traceparent", .string(trace))),
                ("name", .string("maker_explain")), ("arguments", explain),
              ])
            ),
          ])))
      _ = try server.message()
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
    }
    #expect(!server.notes.split(separator: "\n").contains { $0.hasPrefix("{") })
  }
}
