import Foundation
import SharedState
import TextFormats

/// Turns lines of a client into lines for it; runs requests side by side, and knows of no pipe.
///
/// One thread hands over lines, in their order; replies come from any thread, each a line without its
/// end, and in the order in which `send` is called.
package final class MCPEngine: Sendable {
  private let answers: Answers
  private let limits: MCPLimits
  private let log: @Sendable (String) -> Void
  private let send: @Sendable ([UInt8]) -> Void
  private let isCongested: @Sendable () -> Bool
  private let state = Monitor(InFlight())

  /// Makes an engine.
  ///
  /// - Parameters:
  ///   - offer: What the server is and does.
  ///   - limits: How much it takes on at a time.
  ///   - isCongested: Whether the client does not read; nothing is started and no progress told then,
  ///     until `goOn` is called.
  ///   - log: Takes a line for the operator.
  ///   - send: Takes a line for the client; must not wait and not call the engine.
  package init(
    _ offer: MCPOffer, limits: MCPLimits = MCPLimits(),
    isCongested: @escaping @Sendable () -> Bool = { false },
    log: @escaping @Sendable (String) -> Void, send: @escaping @Sendable ([UInt8]) -> Void
  ) {
    precondition(limits.requestsInFlight >= 1, "a server has room for at least 1 request")
    precondition(limits.pageSize >= 1, "a page has room for at least 1 item")
    answers = Answers(offer, limits: limits, log: log)
    self.limits = limits
    self.log = log
    self.send = send
    self.isCongested = isCongested
  }

  /// Takes a line of the client, without its end.
  package func receive(_ line: [UInt8]) {
    guard !line.allSatisfy({ [0x20, 0x09, 0x0A, 0x0D].contains($0) }) else { return }
    do throws(RPCMessage.Refusal) {
      switch try RPCMessage.read(line) {
      case .response: break
      case .notification(let method, let params):
        if method == "notifications/cancelled", let params { cancel(params) }
      case .request(let id, let method, let params):
        take(id, method: method, params: params, size: line.count)
      }
    } catch {
      send(RPCMessage.reply(to: error.id, error: error.error))
    }
  }

  /// Answers a line that is too long to be read.
  package func refuseLongLine() {
    let error = RPCError.parse("a line is longer than \(limits.lineBytes) bytes")
    send(RPCMessage.reply(to: nil, error: error))
  }

  private func send(_ message: JSONValue) { send(Array(JSONText.compact(message).utf8)) }

  // MARK: Requests

  private func take(_ id: RequestID, method: String, params: Params, size: Int) {
    do throws(RPCError) {
      let (isTaken, negotiated) = state.withLock { ($0.isTaken(id), $0.negotiated) }
      if isTaken { throw .invalidRequest("a request of this id is still in flight") }
      let request = try MCPRequest(method: method, params: params, negotiated: negotiated)
      switch try answers.answer(request) {
      case .afterWork(let work): start(id, request, work, size: size)
      case .atOnce(let result):
        if request.method == .initialize {
          let revision = try Answers.negotiated(params)
          state.withLock { $0.negotiated = revision }
        }
        send(reply(to: id, result, in: request.revision))
      }
    } catch {
      send(RPCMessage.reply(to: id, error: error))
    }
  }

  private func reply(
    to id: RequestID, _ result: MCPResult, in revision: ProtocolRevision
  ) -> JSONValue {
    let server = answers.serverInfo(in: revision)
    return RPCMessage.reply(to: id, result: result.value(in: revision, server: server))
  }

  private func start(
    _ id: RequestID, _ request: MCPRequest, _ work: @escaping Answers.Work, size: Int
  ) {
    let isStarted = state.change { state in
      guard !state.isClosed else { return false }
      state.add(id, request, work, size: size, interval: limits.progressInterval)
      startWaiting(&state)
      return true
    }
    if !isStarted { send(RPCMessage.reply(to: id, error: .closing)) }
  }

  private func startWaiting(_ state: inout InFlight) {
    while !isCongested(),
      let (serial, entry) = state.next(
        most: limits.requestsInFlight, mostBytes: limits.bytesInFlight)
    {
      state.entries[serial]?.task = Task { await run(serial, entry.id, entry.request, entry.work) }
    }
  }

  /// Starts what waits and tells what is held back, for the client reads again.
  package func goOn() {
    state.change { state in
      startWaiting(&state)
      for serial in state.entries.keys {
        let held = state.entries[serial]?.meter?.tell(at: .now, isHeld: isCongested())
        if let held { send(held) }
      }
    }
  }

  /// Whether a request whose turn it was may begin; replies may have filled all room since.
  private func begins(_ serial: Int, _ id: RequestID) -> Bool {
    state.change { state in
      guard isCongested() else { return true }
      guard state.isClosed else {
        state.postpone(serial)
        return false
      }
      if state.finish(serial) != nil { send(RPCMessage.reply(to: id, error: .closing)) }
      return false
    }
  }

  private func run(
    _ serial: Int, _ id: RequestID, _ request: MCPRequest, _ work: Answers.Work
  ) async {
    guard begins(serial, id) else { return }
    let call = MCPCall(traceparent: request.traceparent) { [self] done, total, message in
      progress(serial, done, total, message)
    }
    let message: JSONValue
    do throws(RPCError) {
      message = reply(to: id, try await work(call), in: request.revision)
    } catch {
      message = RPCMessage.reply(to: id, error: error)
    }
    let line = Array(JSONText.compact(message).utf8)
    state.change { state in
      if var entry = state.finish(serial) {
        if let rest = entry.meter?.rest() { send(rest) }
        send(line)
      }
      startWaiting(&state)
    }
  }

  private func progress(_ serial: Int, _ done: Double, _ total: Double?, _ message: String?) {
    let late = state.change { state in
      let now = ContinuousClock.now
      let notification = state.entries[serial]?.meter?.take(
        done, of: total, message, at: now, isHeld: isCongested())
      if let notification { send(notification) }
      return state.entries[serial]?.meter?.nextTime(at: now)
    }
    guard let late else { return }
    // What came too soon is told in its time, though nothing may come after it for long.
    Task {
      try? await Task.sleep(until: late, clock: .continuous)
      state.change { state in
        let notification = state.entries[serial]?.meter?.tell(at: .now, isHeld: isCongested())
        if let notification { send(notification) }
      }
    }
  }

  // MARK: Ends

  /// Stops the work of a request and says no more of it; what is no request in flight is passed over.
  private func cancel(_ params: Params) {
    guard let id = params["requestId"].flatMap({ RequestID($0) }) else { return }
    let task = state.change { $0.silence(id) }
    // Outside the lock, for handlers of cancellation may tell progress.
    task?.cancel()
  }

  /// Cancels what is in flight and starts nothing more; what handlers still return is sent.
  package func close() {
    let (tasks, refused) = state.change { state in
      state.isClosed = true
      return (state.entries.values.compactMap(\.task), state.dropWaiting())
    }
    for id in refused { send(RPCMessage.reply(to: id, error: .closing)) }
    for task in tasks { task.cancel() }
  }

  /// Size of requests that wait for their turn; bytes.
  var waitingBytes: Int { state.withLock { $0.waitingBytes } }

  /// Blocks the thread until few enough requests wait, or the time is up.
  ///
  /// - Parameter deadline: When to give up.
  /// - Returns: Whether there is no more to wait for.
  func waitForRoom(until deadline: Date) -> Bool {
    state.wait(until: deadline) {
      $0.isClosed || $0.waitingBytes < limits.waitingBytes ? true : nil
    } ?? false
  }

  /// Blocks the thread until no handler runs, or the time is up.
  ///
  /// - Parameter time: Longest wait; nil for as long as it takes.
  /// - Returns: How many handlers still run.
  @discardableResult package func waitUntilIdle(atMost time: Duration? = nil) -> Int {
    let deadline = time.map { Date(timeIntervalSinceNow: $0 / .seconds(1)) }
    _ = state.wait(until: deadline) { $0.entries.isEmpty ? true : nil }
    return state.withLock { $0.entries.count }
  }
}

extension RPCError {
  fileprivate static var closing: RPCError { .internal("the server is closing") }
}
