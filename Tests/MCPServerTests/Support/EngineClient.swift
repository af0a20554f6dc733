import Foundation
import MCPServer
import Synchronization
import TextFormats

/// A client of an engine, without a pipe.
final class EngineClient: Sendable {
  private let sent = Lines()
  private let logged = Lines()
  private let engine: MCPEngine

  init(_ offer: MCPOffer, limits: MCPLimits = EngineClient.limits, reader: Reader = Reader()) {
    engine = MCPEngine(
      offer, limits: limits, isCongested: { !reader.reads }, log: { [logged] in logged.add($0) },
      send: { [sent] in sent.add(String(decoding: $0, as: UTF8.self)) })
  }

  /// Limits under which all progress is told.
  static var limits: MCPLimits {
    var limits = MCPLimits()
    limits.progressInterval = .zero
    return limits
  }

  /// What the operator was told.
  var log: [String] { logged.take() }

  /// What the client was sent since it was last asked for.
  var received: [String] { sent.take() }

  func send(_ line: String) { engine.receive(Array(line.utf8)) }

  func send(_ bytes: [UInt8]) { engine.receive(bytes) }

  func close() { engine.close() }

  func goOn() { engine.goOn() }

  /// Waits, without a thread of the pool, until no handler runs, or the time limit of a test is over.
  func idle() async {
    let engine = engine
    try? await onThread { _ = engine.waitUntilIdle() }
  }

  /// Sends lines and returns all that they lead to.
  func exchange(_ lines: String...) async -> [String] {
    for line in lines { send(line) }
    await idle()
    return received
  }

  /// Sends a request and returns its reply, which is all that is sent.
  func reply(to line: String) async throws -> JSONValue {
    let replies = await exchange(line)
    guard replies.count == 1 else { throw Unexpected(lines: replies) }
    return try TestOffer.json(replies[0])
  }

  struct Unexpected: Error { let lines: [String] }
}

/// Whether a client reads.
final class Reader: Sendable {
  private let state = Mutex(true)

  var reads: Bool {
    get { state.withLock { $0 } }
    set { state.withLock { $0 = newValue } }
  }
}

/// Lines that threads add and a test takes.
final class Lines: Sendable {
  private let lines = Mutex<[String]>([])

  func add(_ line: String) { lines.withLock { $0.append(line) } }

  func take() -> [String] {
    lines.withLock { lines in
      defer { lines = [] }
      return lines
    }
  }
}
