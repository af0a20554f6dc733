#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Serves all connections in one thread: whoever is ready is served, nobody waits for another.
struct EventLoop {
  private let listener: Int32
  private let endsWithInput: Bool
  private var server: FaultServer
  private var connections: [Connection] = []
  private var timers = Timers()
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)
  private var requests = 0
  /// Requests to the model that have no whole response.
  private var inFlight = 0
  private var polled: [pollfd] = []

  /// Makes a loop.
  ///
  /// - Parameters:
  ///   - listener: A listening socket.
  ///   - server: What decides about requests.
  ///   - endsWithInput: Whether the end of the standard input ends the loop.
  init(listener: Int32, server: FaultServer, endsWithInput: Bool) {
    self.listener = listener
    self.server = server
    self.endsWithInput = endsWithInput
  }

  /// Serves until the input ends.
  mutating func run() {
    while turn() {}
  }

  private mutating func turn() -> Bool {
    polled.removeAll(keepingCapacity: true)
    polled.append(pollfd(fd: listener, events: Int16(POLLIN), revents: 0))
    polled.append(pollfd(fd: endsWithInput ? 0 : -1, events: Int16(POLLIN), revents: 0))
    for connection in connections {
      let events = POLLIN | (connection.hasOutput ? POLLOUT : 0)
      polled.append(pollfd(fd: connection.socket, events: Int16(events), revents: 0))
    }
    _ = unsafe poll(&polled, nfds_t(polled.count), timeout)
    if polled[1].revents != 0, inputHasEnded() { return false }
    // Backwards, because the last connection takes the place of one that goes.
    for index in connections.indices.reversed() where polled[index + 2].revents != 0 {
      let events = Int32(polled[index + 2].revents)
      if events & POLLOUT != 0, !write(index) { continue }
      if events & (POLLIN | POLLHUP | POLLERR) != 0 { read(index) }
    }
    let now = Clock.now()
    while let timer = timers.takeDue(now) { fire(timer, now) }
    if polled[0].revents != 0 {
      while let socket = Socket.accept(listener) { connections.append(Connection(socket: socket)) }
    }
    return true
  }

  /// Time until the next timer; milliseconds, rounded up, -1 for ever.
  private var timeout: Int32 {
    guard let next = timers.next else { return -1 }
    return Int32(min(max(0, next - Clock.now() + 999_999) / 1_000_000, 60_000))
  }

  private func inputHasEnded() -> Bool {
    var byte: UInt8 = 0
    #if canImport(Darwin)
      return unsafe Darwin.read(0, &byte, 1) <= 0
    #else
      return unsafe Glibc.read(0, &byte, 1) <= 0
    #endif
  }

  // MARK: One connection

  /// Reads what came, and answers it; closes the connection where the client is gone.
  private mutating func read(_ index: Int) {
    guard let bytes = Socket.read(connections[index].socket, into: &buffer) else {
      return close(index)
    }
    guard !bytes.isEmpty else { return }
    connections[index].reader.append(bytes)
    _ = serve(index)
  }

  /// Serves the requests that are there; false where the connection was closed.
  private mutating func serve(_ index: Int) -> Bool {
    while case .reading = connections[index].phase {
      let request: IncomingRequest?
      do throws(RequestReader.Unreadable) {
        request = try connections[index].reader.next()
      } catch {
        connections[index].keepsAlive = false
        return send(
          index,
          OutgoingResponse(error.status, .object([("error", .string(error.problem))])), nil)
      }
      guard let request else {
        if connections[index].reader.wantsContinue {
          connections[index].reader.continued()
          let bytes = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)
          _ = Socket.write(connections[index].socket, bytes, bytes.indices)
        }
        return true
      }
      guard act(on: request, index) else { return false }
    }
    return true
  }

  /// Does what the server decides about a request; false where the connection was closed.
  private mutating func act(on request: IncomingRequest, _ index: Int) -> Bool {
    requests += 1
    connections[index].request = requests
    connections[index].keepsAlive = request.keepsAlive
    connections[index].exchange = Exchange()
    let wasHeld = server.isHeld
    let decision = server.decide(
      request, inFlight: inFlight + 1, exchange: &connections[index].exchange)
    if case .control(let response) = decision {
      let isOpen = send(index, response, nil)
      if wasHeld, !server.isHeld { release() }
      return isOpen
    }
    inFlight += 1
    connections[index].isExchanging = true
    switch decision {
    case .control: return true
    case .respond(let response, let time, let fate):
      var isHeld = false
      if case .answered = fate { isHeld = server.isHeld }
      if time == 0, !isHeld { return send(index, response, fate) }
      connections[index].phase = .waiting(response, fate)
      if !isHeld { schedule(index, after: time) }
      return true
    case .neverRespond(let fate):
      server.end(connections[index].exchange, fate)
      connections[index].phase = .silent
      return true
    case .close(let isReset, let fate):
      end(index, fate)
      close(index, isReset: isReset)
      return false
    }
  }

  private mutating func schedule(_ index: Int, after time: Int) {
    timers.add(
      Timers.Timer(
        time: Clock.now() + time, connection: Int(connections[index].socket),
        request: connections[index].request))
  }

  private mutating func fire(_ timer: Timers.Timer, _ now: Int) {
    guard
      let index = connections.firstIndex(where: {
        Int($0.socket) == timer.connection && $0.request == timer.request
      })
    else { return }
    switch connections[index].phase {
    case .waiting(let response, let fate): _ = send(index, response, fate) && serve(index)
    case .writing:
      guard let pace = connections[index].pace else { return }
      let end = connections[index].output.count
      connections[index].released = min(end, connections[index].released + pace.bytes)
      if connections[index].released < end { schedule(index, after: pace.time) }
      _ = write(index)
    case .reading, .silent: return
    }
  }

  /// Lets go what was held.
  private mutating func release() {
    for index in connections.indices {
      if case .waiting = connections[index].phase { schedule(index, after: 0) }
    }
  }

  /// Begins to send a response; false where the connection was closed.
  private mutating func send(
    _ index: Int, _ response: OutgoingResponse, _ fate: Counts.Fate?
  ) -> Bool {
    connections[index].take(response)
    connections[index].phase = .writing(fate)
    if let pace = connections[index].pace { schedule(index, after: pace.time) }
    return write(index, serving: false)
  }

  /// Sends what may leave; false where the connection was closed.
  private mutating func write(_ index: Int, serving: Bool = true) -> Bool {
    let range = connections[index].sent..<connections[index].released
    guard let count = Socket.write(connections[index].socket, connections[index].output, range)
    else {
      close(index)
      return false
    }
    connections[index].sent += count
    guard connections[index].sent == connections[index].output.count else { return true }
    if case .writing(let fate?) = connections[index].phase { end(index, fate) }
    connections[index].output = []
    connections[index].sent = 0
    connections[index].released = 0
    connections[index].phase = .reading
    guard connections[index].keepsAlive else {
      close(index)
      return false
    }
    return serving ? serve(index) : true
  }

  /// Counts the end of a request to the model.
  private mutating func end(_ index: Int, _ fate: Counts.Fate) {
    guard connections[index].isExchanging else { return }
    connections[index].isExchanging = false
    inFlight -= 1
    server.end(connections[index].exchange, fate)
  }

  private mutating func close(_ index: Int, isReset: Bool = false) {
    if connections[index].isExchanging {
      if case .silent = connections[index].phase {
        // It was counted when it fell silent.
        inFlight -= 1
      } else {
        end(index, .abandoned)
      }
    }
    Socket.close(connections[index].socket, isReset: isReset)
    connections.swapAt(index, connections.count - 1)
    connections.removeLast()
  }
}
