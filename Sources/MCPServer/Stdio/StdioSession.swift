import Foundation
import SharedState

/// One client: its lines in, its lines out, and the engine between them.
final class StdioSession: Sendable {
  private let limits: MCPLimits
  private let incoming: IncomingBytes
  private let outgoing: OutgoingLines
  private let engine: MCPEngine
  private let cause = Monitor<MCPServer.Cause?>(nil)
  private let isCancelled = Monitor(false)

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

  /// Whether all was written that the client was to be sent.
  var isAllWritten: Bool { outgoing.waitUntilWritten(until: .distantPast) }

  /// Size of requests that wait for their turn; bytes.
  var waitingBytes: Int { engine.waitingBytes }

  /// Ends the session soon; may be called from any thread.
  func stop(_ cause: MCPServer.Cause) {
    if cause == .cancelled { isCancelled.withLock { $0 = true } }
    self.cause.withLock { $0 = $0 ?? cause }
    incoming.stop()
    outgoing.release()
    engine.close()
  }

  /// Blocks the thread until the session has ended.
  ///
  /// - Parameters:
  ///   - grace: Longest time that handlers have for their end, and that a client which has closed the
  ///     input is waited for while it reads nothing.
  ///   - writing: Time that the replies still have when handlers have used up the grace.
  /// - Returns: How it has ended.
  func run(grace: Duration, writing: Duration = .seconds(1)) -> MCPServer.Ending {
    outgoing.start { [engine] in
      engine.goOn()
    } failed: { [self] in
      stop(.outputFailed)
    }
    readAll(grace)
    stop(.inputEnded)
    let end = ContinuousClock.now + grace
    let unfinished = engine.waitUntilIdle(atMost: grace)
    outgoing.close()
    waitUntilWritten(max(writing, end - .now))
    let cause = cause.withLock { $0 } ?? .inputEnded
    return MCPServer.Ending(cause: cause, unfinished: unfinished)
  }

  private func readAll(_ grace: Duration) {
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
        waitForRoom(grace)
        guard cause.withLock({ $0 == nil }) else { return }
      }
    }
  }

  // MARK: Waits

  /// When a wait looks up to see whether it is still worth it.
  private static var soon: Date { Date(timeIntervalSinceNow: 0.1) }

  /// Blocks the thread until there is room for replies and requests, or the session has ended.
  private func waitForRoom(_ grace: Duration) {
    var patience = Patience(grace)
    while !outgoing.waitForRoom(until: Self.soon) || !engine.waitForRoom(until: Self.soon) {
      // Nothing is read now, so the end of the input must be looked for.
      if incoming.hasHungUp, patience.isOver(written: outgoing.written, at: .now) {
        return stop(.inputEnded)
      }
    }
  }

  /// Blocks the thread until all is written, or nobody reads it; whoever cancels waits for no slow reader.
  private func waitUntilWritten(_ time: Duration) {
    var patience = Patience(time)
    while !outgoing.waitUntilWritten(until: Self.soon) {
      let written = isCancelled.withLock { $0 } ? 0 : outgoing.written
      if patience.isOver(written: written, at: .now) { return }
    }
  }
}
