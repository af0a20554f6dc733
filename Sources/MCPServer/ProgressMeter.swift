import TextFormats

/// The progress of one request, as its client is told: ever more, and not too often.
struct ProgressMeter: Sendable {
  private let token: RequestID
  private let hasMessage: Bool
  private let interval: Duration
  private var latest = -Double.infinity
  private var due: ContinuousClock.Instant?
  private var held: JSONValue?
  private var isAwaited = false

  /// Makes the meter of a request that wants to know.
  ///
  /// - Parameters:
  ///   - token: What the client calls it.
  ///   - revision: Revision of the request.
  ///   - interval: Shortest time between two tellings.
  init(_ token: RequestID, in revision: ProtocolRevision, interval: Duration) {
    self.token = token
    hasMessage = revision.knowsHints
    self.interval = interval
  }

  /// Takes progress.
  ///
  /// - Parameters:
  ///   - done: How much is done; what is no more than before is dropped.
  ///   - total: Of how much; nil where nobody knows.
  ///   - message: What is being done; nil for nothing.
  ///   - now: The time.
  ///   - isHeld: Whether nothing may be sent now.
  /// - Returns: What is to be sent; nil for nothing yet.
  mutating func take(
    _ done: Double, of total: Double?, _ message: String?, at now: ContinuousClock.Instant,
    isHeld: Bool
  ) -> JSONValue? {
    guard done.isFinite, done > latest else { return nil }
    latest = done
    var params: [(String, JSONValue)] = [
      ("progressToken", token.value), ("progress", .number(done)),
    ]
    if let total, total.isFinite { params.append(("total", .number(total))) }
    if let message, hasMessage { params.append(("message", .string(message))) }
    held = RPCMessage.notification("notifications/progress", params: params)
    return tell(at: now, isHeld: isHeld)
  }

  /// Tells what was held back, where the time for it has come.
  ///
  /// - Parameters:
  ///   - now: The time.
  ///   - isHeld: Whether nothing may be sent now.
  /// - Returns: What is to be sent; nil for nothing.
  mutating func tell(at now: ContinuousClock.Instant, isHeld: Bool) -> JSONValue? {
    if let due, now < due { return nil }
    // Whoever awaited this time has come, also where nothing may be sent.
    isAwaited = false
    guard !isHeld, let held = rest() else { return nil }
    due = now + interval
    return held
  }

  /// When to tell what came too soon.
  ///
  /// - Parameter now: The time.
  /// - Returns: A later time; nil where nothing came too soon, and where that was said before.
  mutating func nextTime(at now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
    guard held != nil, !isAwaited, let due, now < due else { return nil }
    isAwaited = true
    return due
  }

  /// What was taken last and not sent; nil for nothing.
  mutating func rest() -> JSONValue? {
    defer { held = nil }
    return held
  }
}
