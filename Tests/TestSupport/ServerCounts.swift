/// What became of the requests to the fault server's model.
///
/// Received requests are answered, failed, refused, abandoned or still open.
package struct ServerCounts: Decodable, Equatable, Sendable {
  /// Requests that were there to the last byte.
  package let received: Int
  /// Whole replies of the model that left, odd ones included.
  package let answered: Int
  /// Requests whose client went away before their response.
  package let abandoned: Int
  /// Requests that nothing became of yet.
  package let open: Int
  /// Faults that came instead of a reply, by kind.
  package let failed: [String: Int]
  /// Requests refused for their own sake, by status.
  package let refused: [String: Int]
  /// Odd replies among the answered ones, by kind.
  package let odd: [String: Int]
  /// Received requests by wire format.
  package let formats: [String: Int]
  /// Requests that have no whole response now.
  package let inFlight: Int
  /// The most at any time.
  package let mostInFlight: Int
  /// Different `x-client-request-id`.
  package let ids: Int
  /// Those of them that were answered.
  package let idsAnswered: Int
  /// Those of them that were answered more than once.
  package let idsAnsweredAgain: Int
  /// Tokens of the answered prompts, as replies counted them.
  package let inputTokens: Int
  /// Tokens of the replies, hidden ones included.
  package let outputTokens: Int

  /// Whether every received request became one thing.
  package var addUp: Bool {
    received == answered + abandoned + open + failed.values.reduce(0, +)
      + refused.values.reduce(0, +)
  }

  private enum CodingKeys: String, CodingKey {
    case received, answered, abandoned, open, failed, refused, odd, formats, ids
    case inFlight = "in_flight"
    case mostInFlight = "most_in_flight"
    case idsAnswered = "ids_answered"
    case idsAnsweredAgain = "ids_answered_again"
    case inputTokens = "input_tokens"
    case outputTokens = "output_tokens"
  }
}

/// How often one request id was seen.
package struct IDCount: Decodable, Equatable, Sendable {
  /// Requests that carried it.
  package let asked: Int
  /// Those that were answered.
  package let answered: Int

  /// Makes a count.
  package init(asked: Int, answered: Int) {
    self.asked = asked
    self.answered = answered
  }
}

/// A request as the fault server saw it.
package struct SeenRequest: Decodable, Equatable, Sendable {
  /// As `POST`.
  package let method: String
  /// Path without the query.
  package let path: String
  /// Values by name, names in lowercase; a key is `the key` or `not the key`.
  package let headers: [String: String]
  /// The body as text.
  package let body: String
}
