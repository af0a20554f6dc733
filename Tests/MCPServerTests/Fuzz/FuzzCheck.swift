import Foundation
import MCPServer
import TestSupport
import Testing
import TextFormats

/// Sends mutated lines to an engine and holds what comes back against what JSON-RPC says.
struct FuzzCheck {
  /// Lines sent before all is waited for; count.
  private static let batch = 50

  static func corpus() throws -> [[UInt8]] {
    var lines = try Transcript.names().flatMap { name in
      let file = Transcript.folder.appending(path: name)
      let text = try String(contentsOf: file, encoding: .utf8)
      return try Transcript(text).sessions.flatMap { $0.exchanges.flatMap(\.sent) }
    }
    // These wait until they are cancelled, and a mutation may take the cancelling away.
    lines.removeAll { $0.contains("hold") || $0.isEmpty }
    return lines.map { Array($0.utf8) }
  }

  /// Sends lines.
  ///
  /// - Parameters:
  ///   - count: How many.
  ///   - seed: Of the mutations.
  /// - Throws: Where the corpus cannot be read.
  static func run(_ count: Int, seed: UInt64) async throws {
    let corpus = try corpus()
    #expect(corpus.count > 100)
    var mutator = LineMutator(seed: seed)
    var replies = 0
    var results = 0
    for start in stride(from: 0, to: count, by: batch) {
      // Half of the batches are spoken after a handshake.
      let client = EngineClient(try TestOffer().offer())
      if start / batch % 2 == 0 { _ = await client.exchange(Requests.initialize()) }
      let lines = (start..<min(count, start + batch)).map { _ in mutator.line(corpus) }
      for line in lines {
        client.send(line)
        await client.idle()
        let received = client.received
        let values = received.map { try? TestOffer.json($0) }
        let problem = problem(with: line, values)
        #expect(
          problem == nil,
          "seed \(seed), \(String(decoding: line, as: UTF8.self)) gave \(received)")
        #expect(!received.contains { $0.contains("\n") || $0.contains("\r") }, "seed \(seed)")
        replies += values.count
        results += values.count { $0?["result"] != nil }
      }
      // It still answers.
      #expect(await client.exchange(Requests.modern("1", "server/discover")).count == 1)
    }
    // Mutations that nobody answers, or that are all refused, would be no test.
    #expect(replies > count / 2 && results > count / 50, "\(replies) replies, \(results) results")
  }

  /// Sends lines one by one and all at once, and returns how often each id was answered either way.
  ///
  /// - Parameters:
  ///   - count: How many.
  ///   - seed: Of the mutations.
  /// - Returns: Number of replies by their id, one by one and all at once.
  /// - Throws: Where the corpus cannot be read.
  static func answered(
    _ count: Int, seed: UInt64
  ) async throws -> (oneByOne: [String: Int], atOnce: [String: Int]) {
    // What is cancelled is answered or not, as it comes.
    let corpus = try corpus().filter {
      !String(decoding: $0, as: UTF8.self).contains("notifications/cancelled")
    }
    var mutator = LineMutator(seed: seed)
    let lines = (0..<count).map { _ in mutator.line(corpus) }
    let clients = [
      EngineClient(try TestOffer().offer()), EngineClient(try TestOffer().offer()),
    ]
    for line in lines {
      clients[0].send(line)
      await clients[0].idle()
      clients[1].send(line)
    }
    await clients[1].idle()
    let counts = try clients.map { client in
      try client.received.map(TestOffer.json).reduce(into: [String: Int]()) { counts, value in
        if let id = value["id"] { counts[JSONText.compact(id), default: 0] += 1 }
      }
    }
    return (counts[0], counts[1])
  }

  /// What is wrong with the replies to a line; nil for nothing.
  static func problem(with line: [UInt8], _ values: [JSONValue?]) -> String? {
    for value in values {
      guard let value, value["jsonrpc"]?.string == "2.0" else { return "no JSON-RPC" }
      if value["method"]?.string == "notifications/progress", value["id"] == nil { continue }
      guard let id = value["id"] else { return "a reply without an id" }
      guard (value["result"] == nil) != (value["error"] == nil) else { return "both or neither" }
      if let error = value["error"] {
        guard error["code"]?.integer != nil, error["message"]?.string != nil else {
          return "no error"
        }
        if id.isNull { continue }
      }
      guard id.string != nil || id.canonical != nil else { return "no id" }
    }
    let replies = values.count { $0?["method"] == nil }
    guard line.contains(where: { ![0x20, 0x09, 0x0D].contains($0) }) else {
      return replies == 0 ? nil : "an empty line is answered"
    }
    guard let message = try? JSONReader.value(line), message.members != nil else {
      return replies == 1 ? nil : "what is no message is not refused once"
    }
    let isRequest = message["id"] != nil
    let isSpoken = message["jsonrpc"]?.string == "2.0"
    if isSpoken, message["method"]?.string != nil, !isRequest {
      return values.isEmpty ? nil : "a notification is answered"
    }
    if isSpoken, message["method"] == nil, message["result"] != nil || message["error"] != nil {
      return values.isEmpty ? nil : "a response is answered"
    }
    guard replies == 1 else { return "\(replies) replies" }
    guard let id = message["id"]?.canonical, let told = values.last??["id"] else { return nil }
    return told.isNull || told.canonical == id ? nil : "another id"
  }
}
