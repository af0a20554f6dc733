import Foundation

/// One client: its lines in, its lines out, and the engine between them.
final class StdioSession: Sendable {
  private let limits: MCPLimits
  private let incoming: IncomingBytes
  private let outgoing: OutgoingLines
  private let engine: MCPEngine
  private let cause = Monitor<MCPServer.Cause?>(nil)

  /// Makes a session; the descriptors stay the caller's.
  init(
    _ offer: MCPOffer, limits: MCPLimits, from input: Int32, to output: Int32,
    log: @escaping @Sendable (String) -> Void
  ) {
    let outgoing = OutgoingLines(output, room: limits.outgoingBytes)
    self.limits = limits
    self.outgoing = outgoing
    incoming = IncomingBytes(input)
    engine = MCPEngine(
      offer, limits: limits, isCongested: { outgoing.isCongested }, log: log,
      send: { outgoing.send($0) })
  }

  /// The most that ever waited for the client to read it; bytes.
  var mostOutgoingBytes: Int { outgoing.mostBytes }

  /// Size of requests that wait for their turn; bytes.
  var waitingBytes: Int { engine.waitingBytes }

  /// Ends the session soon; may be called from any thread.
  func stop(_ cause: MCPServer.Cause) {
    self.cause.withLock { $0 = $0 ?? cause }
    incoming.stop()
    outgoing.release()
    engine.close()
  }

  /// Blocks the thread until the session has ended.
  ///
  /// - Parameter grace: Longest time that handlers have for their end.
  /// - Returns: How it has ended.
  func run(grace: Duration) -> MCPServer.Ending {
    outgoing.start { [engine] in
      engine.goOn()
    } failed: { [self] in
      stop(.outputFailed)
    }
    readAll()
    stop(.inputEnded)
    let deadline = Date(timeIntervalSinceNow: grace / .seconds(1))
    let unfinished = engine.waitUntilIdle(atMost: grace)
    outgoing.close()
    outgoing.waitUntilWritten(until: deadline)
    let cause = cause.withLock { $0 } ?? .inputEnded
    return MCPServer.Ending(cause: cause, unfinished: unfinished)
  }

  private func readAll() {
    var splitter = LineSplitter(most: limits.lineBytes)
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = incoming.read(into: &buffer)
      guard count > 0 else { return }
      for piece in splitter.take(buffer[..<count]) {
        switch piece {
        case .line(let line): engine.receive(line)
        case .tooLong: engine.refuseLongLine()
        }
        outgoing.waitForRoom()
        engine.waitForRoom()
        guard cause.withLock({ $0 == nil }) else { return }
      }
    }
  }
}
