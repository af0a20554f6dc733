/// One client's connection.
struct Connection {
  /// What it does.
  enum Phase {
    /// It waits for a request.
    case reading
    /// A request waits for its time, or to be let go.
    case waiting(OutgoingResponse, Counts.Fate?)
    /// The request is never answered.
    case silent
    /// A response is leaving.
    case writing(Counts.Fate?)
  }

  let socket: Int32
  var reader = RequestReader()
  var phase = Phase.reading
  /// Number of the request under way, so that a timer of an earlier one is told apart.
  var request = 0
  /// Whether a request to the model is under way.
  var isExchanging = false
  var exchange = Exchange()
  var keepsAlive = true

  var output: [UInt8] = []
  var sent = 0
  /// Bytes of the output that may leave so far.
  var released = 0
  /// Where the body begins in the output.
  var head = 0
  /// How many bytes a slow body releases at a time, and how far apart; nanoseconds.
  var pace: (bytes: Int, time: Int)?

  /// Whether there are bytes that may leave.
  var hasOutput: Bool { sent < released }

  /// Takes a response to be sent.
  mutating func take(_ response: OutgoingResponse) {
    (output, head) = response.bytes(keepsAlive: keepsAlive)
    sent = 0
    pace = nil
    switch response.delivery {
    case .whole: released = output.count
    case .half:
      output.removeLast((output.count - head + 1) / 2)
      released = output.count
      keepsAlive = false
    case .slow(let time):
      released = head
      let body = output.count - head
      let pieces = max(1, min(20, body))
      pace = ((body + pieces - 1) / pieces, time / pieces)
    }
  }
}
