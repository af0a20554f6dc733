import Foundation
import Testing
import TextFormats

@testable import MCPServer

/// What the server says is what the committed transcripts say, byte by byte.
///
/// MAKERLAB_REWRITE_TRANSCRIPTS=1 writes them anew and fails: the next run, without it, is the test.
@Suite(.timeLimit(.minutes(5))) struct TranscriptTests {
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

  /// One file a method, with a session in each revision that has the method.
  @Test(arguments: MCPMethod.allCases) func isTriedWhereverItExists(method: MCPMethod) throws {
    let tried = try Self.revisions(trying: method.rawValue)
    #expect(tried.isSuperset(of: ProtocolRevision.allCases.filter { method.exists(in: $0) }))
  }

  /// Notifications of a client that mean something, and the revisions that have them.
  private static let notifications: [(method: String, revisions: [ProtocolRevision])] = [
    ("notifications/initialized", ProtocolRevision.allCases.filter { !$0.isModern }),
    ("notifications/cancelled", ProtocolRevision.allCases),
  ]

  /// One file a notification, with a session in each revision that has it and something heard after it.
  @Test(arguments: notifications) func isSentWhereverItExists(
    method: String, revisions: [ProtocolRevision]
  ) throws {
    #expect(try Self.revisions(trying: method).isSuperset(of: revisions))
  }

  /// The revisions in which the file of a method or a notification has it.
  private static func revisions(trying method: String) throws -> Set<ProtocolRevision> {
    let name = method.replacing("/", with: "-") + ".jsonl"
    let text = try String(contentsOf: Transcript.folder.appending(path: name), encoding: .utf8)
    var tried: Set<ProtocolRevision> = []
    for session in try Transcript(text).sessions {
      var negotiated: ProtocolRevision?
      var last: ProtocolRevision?
      let lines = session.exchanges.flatMap { exchange in
        exchange.sent.map { (sent: $0, isHeard: !exchange.received.isEmpty) }
      }
      for (sent, isHeard) in lines {
        guard let message = try? TestOffer.json(sent), let asked = message["method"]?.string else {
          continue
        }
        let meta = message["params"]?["_meta"]
        let modern = meta?[ModernFields.version]?.string.flatMap { ProtocolRevision(rawValue: $0) }
        if asked == "initialize", let params = message["params"].flatMap({ Params($0) }) {
          negotiated = (try? Answers.negotiated(params)) ?? negotiated
        }
        // A notification says nothing of its revision: it is in that of the request before it.
        last = message["id"] == nil ? last : modern ?? negotiated
        if asked == method, isHeard, let last { tried.insert(last) }
      }
    }
    return tried
  }

  /// A server that says nothing in a whole file is no test.
  @Test func everyTranscriptSaysSomething() throws {
    let names = try Transcript.names()
    #expect(Set(names).isSuperset(of: ["notifications-cancelled.jsonl", "errors.jsonl"]))
    for name in names {
      let text = try String(contentsOf: Transcript.folder.appending(path: name), encoding: .utf8)
      let sessions = try Transcript(text).sessions
      #expect(sessions.contains { $0.exchanges.contains { !$0.received.isEmpty } }, "\(name)")
    }
  }
}
