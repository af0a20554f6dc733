import Foundation
import MCPServer
import TextFormats

/// A conversation as a file: JSON lines, one message of the client or the server each.
///
/// `{"session": "..."}` begins a new server and says what is tried, `{"client": ...}` is a message, and
/// `{"text": "..."}` a line that need not be one; `{"server": ...}` is what is sent until no handler runs.
struct Transcript {
  /// A client's lines, and the server's after them.
  struct Exchange {
    /// The lines of the file that the client's part is.
    var script: [String] = []
    /// What the client sends.
    var sent: [String] = []
    /// What the server sends, as it stands in the file.
    var received: [String] = []
  }

  /// What each server hears and says; the first line is the title.
  private(set) var sessions: [(title: String, exchanges: [Exchange])] = []

  struct Malformed: Error { let line: String }

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "References/MCP")

  static func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".jsonl") }.sorted()
  }

  init(_ text: String) throws {
    for line in text.split(separator: "\n").map(String.init) {
      guard let member = try TestOffer.json(line).members?.first else {
        throw Malformed(line: line)
      }
      switch member.0 {
      case "session": sessions.append((line, [Exchange()]))
      case "client", "text":
        guard let last = sessions.indices.last else { throw Malformed(line: line) }
        if sessions[last].exchanges.last?.received.isEmpty == false {
          sessions[last].exchanges.append(Exchange())
        }
        let end = sessions[last].exchanges.endIndex - 1
        let sent = member.0 == "text" ? member.1.string ?? "" : JSONText.compact(member.1)
        sessions[last].exchanges[end].script.append(line)
        sessions[last].exchanges[end].sent.append(sent)
      case "server":
        guard let last = sessions.indices.last else { throw Malformed(line: line) }
        let end = sessions[last].exchanges.endIndex - 1
        sessions[last].exchanges[end].received.append(JSONText.compact(member.1))
      default: throw Malformed(line: line)
      }
    }
  }

  /// Plays the client's part to new servers.
  ///
  /// - Returns: The file as it would be if all the servers have said were right.
  func replayed() async throws -> String {
    var limits = EngineClient.limits
    limits.pageSize = 2
    limits.requestsInFlight = 1
    limits.checksOutput = true
    var text = ""
    for session in sessions {
      text += session.title + "\n"
      let client = EngineClient(try TestOffer().offer(), limits: limits)
      for exchange in session.exchanges {
        for line in exchange.sent { client.send(line) }
        await client.idle()
        for line in exchange.script { text += line + "\n" }
        for line in client.received { text += #"{"server":\#(line)}"# + "\n" }
      }
    }
    return text
  }
}
