/// What a server may do instead of answering well.
enum FaultKind: String, CaseIterable {
  // No reply, in the provider's own error shape.
  case badRequest = "400"
  case unauthorized = "401"
  /// A 401 that repeats the key that was sent.
  case echoedKey = "401-echo"
  case forbidden = "403"
  case notFound = "404"
  /// Without a word of when to come back.
  case rateLimited = "429"
  /// With `retry-after` in seconds; the argument, 1 unless given.
  case rateLimitedSeconds = "429-seconds"
  /// With `retry-after` as a date of HTTP; the argument is seconds from now, 2 unless given.
  case rateLimitedDate = "429-date"
  /// With `retry-after-ms`; the argument, 500 unless given.
  case rateLimitedMilliseconds = "429-ms"
  /// No money left: to come back later does not help.
  case quota = "429-quota"
  case serverError = "500"
  /// A page of a gateway, not JSON.
  case badGateway = "502"
  case unavailable = "503"
  case overloaded = "529"
  /// To another host.
  case redirect

  // No reply, in the connection.
  /// Never an answer.
  case timeout
  /// The connection is closed before any byte.
  case drop
  /// The connection is reset before any byte.
  case reset
  /// Half the body, then the connection is closed.
  case half

  // No reply, in the body of a 200.
  case page = "html"
  case malformed
  case empty
  /// JSON of no known shape.
  case foreign

  // A reply, but an odd one.
  /// The body trickles; the argument is how long, 1,000 ms unless given.
  case slow
  case noUsage = "no-usage"
  case contentFilter = "content-filter"
  case toolCalls = "tool-calls"
  case refusal
  case pauseTurn = "pause-turn"
  case maxTokens = "max-tokens"
  case unknownFinish = "unknown-finish"
  /// Thoughts before the text.
  case thinking
  case blank
  /// 10 MB of text.
  case huge
  case control
  case ansi
  case injection
  case fakeTool = "fake-tool"
  /// A million open brackets.
  case brackets
  case invalidUTF8 = "invalid-utf8"

  /// Whether what is sent is a whole reply of the model, for which a provider charges.
  var isReply: Bool {
    switch self {
    case .slow, .noUsage, .contentFilter, .toolCalls, .refusal, .pauseTurn, .maxTokens,
      .unknownFinish, .thinking, .blank, .huge, .control, .ansi, .injection, .fakeTool, .brackets,
      .invalidUTF8:
      true
    default: false
    }
  }
}
