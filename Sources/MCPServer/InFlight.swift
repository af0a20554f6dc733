/// The requests that have no reply yet, and what a handshake has come to.
struct InFlight: Sendable {
  /// A request that was taken.
  struct Entry: Sendable {
    let id: RequestID
    let request: MCPRequest
    /// What gives its result.
    let work: Answers.Work
    /// Size of the line; bytes.
    let size: Int
    /// Where progress goes; nil where nobody wants to know, or may.
    var meter: ProgressMeter?
    /// The work; nil before its turn.
    var task: Task<Void, Never>?
    /// Whether the client cancelled it.
    var isSilenced = false
  }

  /// Revision that a handshake has come to; nil before it.
  var negotiated: ProtocolRevision?
  /// Whether nothing is started any more.
  var isClosed = false
  /// All requests whose handlers run or wait for their turn, by serial number: a client may give the id of
  /// a cancelled request to another one.
  var entries: [Int: Entry] = [:]
  /// Serial numbers of those that wait, in their order.
  private var waiting: [Int] = []
  /// Size of those that wait; bytes.
  private(set) var waitingBytes = 0
  private var serials: [RequestID: Int] = [:]
  private var added = 0
  private var running = 0
  /// Size of those whose handlers run; bytes.
  private var runningBytes = 0

  /// Whether a request of the id is in flight and not cancelled.
  func isTaken(_ id: RequestID) -> Bool { serials[id] != nil }

  /// Takes a request, which waits for its turn.
  mutating func add(
    _ id: RequestID, _ request: MCPRequest, _ work: @escaping Answers.Work, size: Int,
    interval: Duration
  ) {
    let meter = request.progressToken.map {
      ProgressMeter($0, in: request.revision, interval: interval)
    }
    added += 1
    serials[id] = added
    entries[added] = Entry(
      id: id, request: request, work: work, size: size, meter: meter)
    waiting.append(added)
    waitingBytes += size
  }

  /// Takes the next request whose turn it is.
  ///
  /// - Parameters:
  ///   - most: Most requests that run at a time; count, at least 1.
  ///   - mostBytes: Most bytes of those that run; one may run whatever its size.
  /// - Returns: Its serial number, and the request; nil where none may start.
  mutating func next(most: Int, mostBytes: Int) -> (serial: Int, entry: Entry)? {
    guard running < most, let serial = waiting.first, let entry = entries[serial],
      running == 0 || runningBytes + entry.size <= mostBytes
    else { return nil }
    waiting.removeFirst()
    waitingBytes -= entry.size
    running += 1
    runningBytes += entry.size
    return (serial, entry)
  }

  /// Lets a request whose turn it was wait again, before all that came after it.
  ///
  /// - Parameter serial: Its serial number; one that is cancelled is forgotten.
  mutating func postpone(_ serial: Int) {
    guard let entry = entries[serial], !entry.isSilenced else {
      _ = finish(serial)
      return
    }
    running -= 1
    runningBytes -= entry.size
    entries[serial]?.task = nil
    waiting.insert(serial, at: waiting.firstIndex { $0 > serial } ?? waiting.endIndex)
    waitingBytes += entry.size
  }

  /// Removes a request whose handler has ended.
  ///
  /// - Parameter serial: Its serial number.
  /// - Returns: The request; nil where nothing may be said of it.
  mutating func finish(_ serial: Int) -> Entry? {
    guard let entry = entries.removeValue(forKey: serial) else { return nil }
    running -= 1
    runningBytes -= entry.size
    if entry.isSilenced { return nil }
    serials[entry.id] = nil
    return entry
  }

  /// Says no more of a request, and forgets it where it waits.
  ///
  /// - Parameter id: Its id.
  /// - Returns: The work that is to be cancelled; nil where there is none.
  mutating func silence(_ id: RequestID) -> Task<Void, Never>? {
    guard let serial = serials.removeValue(forKey: id), let entry = entries[serial] else {
      return nil
    }
    guard let task = entry.task else {
      entries[serial] = nil
      waiting.removeAll { $0 == serial }
      waitingBytes -= entry.size
      return nil
    }
    entries[serial]?.isSilenced = true
    entries[serial]?.meter = nil
    return task
  }

  /// Forgets all that wait.
  ///
  /// - Returns: Their ids.
  mutating func dropWaiting() -> [RequestID] {
    defer {
      waiting = []
      waitingBytes = 0
    }
    return waiting.compactMap { serial in
      guard let entry = entries.removeValue(forKey: serial) else { return nil }
      serials[entry.id] = nil
      return entry.id
    }
  }
}
