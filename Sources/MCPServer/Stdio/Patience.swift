/// How long to wait for a client that sends nothing more: as long as it reads, and a time beyond.
struct Patience {
  private let time: Duration
  private var end: ContinuousClock.Instant?
  private var written = 0

  /// Makes one that begins when it is first asked.
  ///
  /// - Parameter time: Longest time in which the client reads nothing.
  init(_ time: Duration) { self.time = time }

  /// Whether it is over.
  ///
  /// - Parameters:
  ///   - written: Size of what was ever written to the client; bytes.
  ///   - now: The time.
  /// - Returns: Whether nothing was written for too long.
  mutating func isOver(written: Int, at now: ContinuousClock.Instant) -> Bool {
    if let end, written == self.written { return now >= end }
    self.written = written
    end = now + time
    return false
  }
}
