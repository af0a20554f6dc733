/// How much a server takes on at a time.
package struct MCPLimits: Sendable {
  /// Most requests whose handlers run at a time, at least 1; further ones wait for their turn.
  package var requestsInFlight = 256
  /// Most bytes of requests whose handlers run at a time; a larger one runs alone.
  package var bytesInFlight = 16 << 20
  /// Size of requests that wait from which on no more are read; bytes.
  package var waitingBytes = 1 << 20
  /// Longest line; bytes.
  package var lineBytes = 4 << 20
  /// Size of what the client has not yet read from which on no more requests are read; bytes.
  package var outgoingBytes = 1 << 20
  /// Most items of a list in one reply; at least 1.
  package var pageSize = 50
  /// Shortest time between two tellings of the progress of one request.
  package var progressInterval = Duration.milliseconds(50)
  /// Whether what tools return is held against their output schema.
  package var checksOutput: Bool

  /// The defaults; output is checked in debug builds.
  package init() {
    var isDebug = false
    assert(
      {
        isDebug = true
        return true
      }())
    checksOutput = isDebug
  }
}
