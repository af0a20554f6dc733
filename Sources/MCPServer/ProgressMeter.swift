import TextFormats

/// The progress of one request, as its client is told: ever more, and not too often.
struct ProgressMeter: Sendable {
  private let token: RequestID
  private let hasMessage: Bool
  private let interval: Duration
  private var latest = -Double.infinity
  private var due: ContinuousClock.Instant?
  private var held: JSONValue?

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
    if isHeld { return nil }
    if let due, now < due { return nil }
    due = now + interval
    return rest()
  }

  /// What was taken last and not sent; nil for nothing.
  mutating func rest() -> JSONValue? {
    defer { held = nil }
    return held
  }
}
