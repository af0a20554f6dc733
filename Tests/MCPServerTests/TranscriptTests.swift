import Foundation
import Testing
import TextFormats

/// What the server says is what the committed transcripts say, byte by byte.
///
/// MAKERLAB_REWRITE_TRANSCRIPTS=1 writes them anew and fails: the next run, without it, is the test.
@Suite struct TranscriptTests {
  @Test(arguments: try Transcript.names()) func isReplayed(name: String) async throws {
    let file = Transcript.folder.appending(path: name)
    let text = try String(contentsOf: file, encoding: .utf8)
    let replayed = try await Transcript(text).replayed()
    if ProcessInfo.processInfo.environment["MAKERLAB_REWRITE_TRANSCRIPTS"] != nil {
      try replayed.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("\(name) was written anew; look at the difference and test again")
      return
    }
    let (told, expected) = (replayed.split(separator: "\n"), text.split(separator: "\n"))
    for (line, pair) in zip(told, expected).enumerated() {
      #expect(pair.0 == pair.1, "\(name):\(line + 1)")
    }
    #expect(told.count == expected.count, "\(name)")
  }

  /// One file a method, and every method in both eras that have it.
  @Test func everyMethodHasATranscript() throws {
    let names = Set(try Transcript.names())
    for method in [
      "initialize", "ping", "server-discover", "tools-list", "tools-call", "resources-list",
      "resources-templates-list", "resources-read", "prompts-list", "prompts-get",
      "notifications-cancelled", "errors",
    ] {
      #expect(names.contains("\(method).jsonl"))
    }
    for name in names {
      let text = try String(contentsOf: Transcript.folder.appending(path: name), encoding: .utf8)
      let sessions = try Transcript(text).sessions
      #expect(!sessions.isEmpty, "\(name)")
      // A server that says nothing in a whole file is no test.
      #expect(sessions.contains { $0.exchanges.contains { !$0.received.isEmpty } }, "\(name)")
    }
  }
}
