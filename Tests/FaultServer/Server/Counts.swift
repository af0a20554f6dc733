/// What became of the requests to the model.
///
/// Each request is counted as received when it is there, and then as one of answered, failed, refused
/// and abandoned.
struct Counts {
  /// What a request became, or will become when its response has left.
  enum Fate {
    /// A whole reply of the model left.
    case answered
    /// A fault came instead of a reply.
    case failed(String)
    /// The request was not answered for its own sake; the status.
    case refused(Int)
    /// The client went away before.
    case abandoned
  }

  private(set) var received = 0
  private(set) var answered = 0
  private(set) var abandoned = 0
  private(set) var failed: [String: Int] = [:]
  private(set) var refused: [Int: Int] = [:]
  /// Replies that were odd, by the kind of fault; they are among the answered ones.
  private(set) var odd: [String: Int] = [:]
  private(set) var formats: [String: Int] = [:]
  private(set) var mostInFlight = 0
  /// How often each request id was asked, and how often answered.
  private(set) var ids: [String: (asked: Int, answered: Int)] = [:]
  private(set) var inputTokens = 0
  private(set) var outputTokens = 0

  /// Counts a request, and returns how often its id was asked before.
  mutating func receive(_ format: String, id: String?, inFlight: Int) -> Int {
    received += 1
    formats[format, default: 0] += 1
    mostInFlight = max(mostInFlight, inFlight)
    guard let id else { return received - 1 }
    ids[id, default: (0, 0)].asked += 1
    return (ids[id]?.asked ?? 1) - 1
  }

  /// Counts what became of a request.
  mutating func end(_ exchange: Exchange, _ fate: Fate) {
    switch fate {
    case .answered:
      answered += 1
      inputTokens += exchange.inputTokens
      outputTokens += exchange.outputTokens
      if let id = exchange.id { ids[id, default: (0, 0)].answered += 1 }
      if let kind = exchange.oddity { odd[kind, default: 0] += 1 }
    case .failed(let kind): failed[kind, default: 0] += 1
    case .refused(let status): refused[status, default: 0] += 1
    case .abandoned: abandoned += 1
    }
  }

  /// All counts but those of single ids.
  func json(inFlight: Int) -> JSON {
    let ended =
      answered + abandoned + failed.values.reduce(0, +) + refused.values.reduce(0, +)
    return .object([
      ("received", .int(received)), ("answered", .int(answered)), ("abandoned", .int(abandoned)),
      ("open", .int(received - ended)), ("failed", Self.json(failed)),
      ("refused", Self.json(Dictionary(uniqueKeysWithValues: refused.map { ("\($0)", $1) }))),
      ("odd", Self.json(odd)), ("formats", Self.json(formats)),
      ("in_flight", .int(inFlight)), ("most_in_flight", .int(mostInFlight)),
      ("ids", .int(ids.count)),
      ("ids_answered", .int(ids.values.count { $0.answered > 0 })),
      ("ids_answered_again", .int(ids.values.count { $0.answered > 1 })),
      ("input_tokens", .int(inputTokens)), ("output_tokens", .int(outputTokens)),
    ])
  }

  /// How often each id was asked and answered.
  var idsJSON: JSON {
    .object(
      ids.sorted { $0.key < $1.key }.map {
        (
          $0.key,
          .object([("asked", .int($0.value.asked)), ("answered", .int($0.value.answered))])
        )
      })
  }

  private static func json(_ counts: [String: Int]) -> JSON {
    .object(counts.sorted { $0.key < $1.key }.map { ($0.key, .int($0.value)) })
  }
}

/// One request to the model on its way.
struct Exchange {
  /// The client's id of the request; nil where it sent none.
  var id: String?
  var inputTokens = 0
  var outputTokens = 0
  /// What is odd about the reply; nil for nothing.
  var oddity: String?
}

/// What is done about a request.
enum Decision {
  /// A response after a time; nanoseconds.
  case respond(OutgoingResponse, after: Int, then: Counts.Fate)
  /// No response ever.
  case neverRespond(Counts.Fate)
  /// The connection is closed, politely or not.
  case close(isReset: Bool, Counts.Fate)
  /// A response that is not counted.
  case control(OutgoingResponse)
}
