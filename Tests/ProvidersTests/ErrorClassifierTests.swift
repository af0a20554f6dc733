import MAKERCore
import Providers
import Testing

@Suite struct ErrorClassifierTests {
  private func failure(
    _ status: Int, _ body: String = "", _ headers: [String: String] = [:],
    spec: String = "openai:gpt-4.1-mini"
  ) throws -> ResponseFailure? {
    try ErrorClassifier(endpoint(spec)).failure(
      for: HTTPResponse(status: status, headers: headers, body: Array(body.utf8)), now: 0)
  }

  @Test func statusesAreSorted() throws {
    let kinds: [ChannelFailure.Kind: [Int]] = [
      .transient: [408, 409, 425, 500, 502, 503, 504, 507, 520, 529, 599],
      .rateLimited: [429], .refused: [400, 413, 422],
      .fatal: [100, 301, 302, 307, 308, 401, 402, 403, 404, 405, 410, 418, 451, 501, 505],
    ]
    for (kind, statuses) in kinds {
      for status in statuses {
        let failure = try #require(try failure(status))
        #expect(failure.failure.kind == kind, "\(status)")
        // Only a server that had begun to work may charge.
        let mayBeCharged = status == 408 || (status >= 500 && kind == .transient)
        #expect(failure.mayBeCharged == mayBeCharged, "\(status)")
        #expect(failure.failure.message.hasPrefix("openai: "), "\(status)")
      }
    }
    for status in [200, 201, 204, 299] { #expect(try failure(status) == nil) }
  }

  @Test(arguments: [
    (#"{"error":{"message":"m","type":"insufficient_quota","code":null}}"#, 429),
    (#"{"error":{"message":"m","type":"x","code":"insufficient_quota"}}"#, 429),
    (#"{"error":{"message":"m","code":"credit_balance_exhausted"}}"#, 429),
    (
      #"{"type":"error","error":{"type":"rate_limit_error","message":"m","details":{"error_code":"enforced_spend_limit_reached"}}}"#,
      429
    ),
    (
      #"{"error":{"type":"invalid_request_error","message":"Your credit balance is too low to access it."}}"#,
      400
    ),
    (#"{"error":{"type":"billing_error","message":"m"}}"#, 402),
  ])
  func anEmptyAccountIsFatal(body: String, status: Int) throws {
    let failure = try #require(try failure(status, body, ["retry-after": "5"]))
    #expect(failure.failure.kind == .fatal && failure.failure.retryAfter == nil)
    #expect(failure.failure.message.contains("no credit left") && !failure.mayBeCharged)
  }

  @Test(arguments: [
    (
      #"{"error":{"message":"Unsupported value","param":"temperature","code":"unsupported_value"}}"#,
      "temperature"
    ),
    (
      #"{"type":"error","error":{"type":"invalid_request_error","message":"`temperature` is deprecated for this model."}}"#,
      "temperature"
    ),
    (
      #"{"error":{"message":"Unsupported parameter: 'max_tokens'","param":"max_tokens"}}"#,
      "max_tokens"
    ),
    (
      #"{"error":{"type":"invalid_request_error","message":"max_tokens: 9 > 8, which is the maximum"}}"#,
      "max_tokens"
    ),
    (#"{"error":{"message":"invalid","param":"stop[0]"}}"#, "stop"),
    (#"{"error":{"message":"Unrecognized request argument supplied: min_p"}}"#, "min_p"),
  ])
  func aWrongParameterIsFatal(body: String, parameter: String) throws {
    let failure = try #require(try failure(400, body)).failure
    #expect(failure.kind == .fatal)
    #expect(failure.message.hasPrefix("openai: gpt-4.1-mini refuses \(parameter)"))
    #expect(failure.message.contains("temperature=none") == (parameter == "temperature"))
  }

  @Test(arguments: [
    #"{"error":{"message":"maximum context length is 5; set max_tokens lower","param":"messages","code":"context_length_exceeded"}}"#,
    #"{"error":{"type":"invalid_request_error","message":"prompt is too long: 9 tokens > 5 maximum"}}"#,
    #"{"error":{"code":400,"message":"the request exceeds the context","type":"exceed_context_size_error"}}"#,
    #"{"error":{"message":"flagged","param":"messages[0].content"}}"#, "<html>", "",
  ])
  func aPromptAtFaultIsRefused(body: String) throws {
    #expect(try failure(400, body)?.failure.kind == .refused)
  }

  @Test func linesSayWhatToSet() throws {
    #expect(
      try failure(401)?.failure.message
        == "openai: the key in OPENAI_API_KEY is refused (401): set another")
    #expect(
      try failure(404, #"{"error":"model 'm' not found"}"#, spec: "ollama:m")?.failure.message
        == "ollama: unknown model m at http://127.0.0.1:11434/api/chat, or a wrong OLLAMA_HOST (404): "
        + "model 'm' not found")
    #expect(
      try failure(307, spec: "lmstudio:m,base-url=http://h/v1")?.failure.message
        == "lmstudio: http://h/v1/chat/completions redirects (307): set base-url to where it leads")
    #expect(
      try failure(401, spec: "openai:m,base-url=https://h/v1")?.failure.message
        == "openai: https://h/v1/chat/completions asks for a key and got none (401): set "
        + "OPENAI_API_KEY, and OPENAI_BASE_URL to this place: a key goes nowhere else")
    #expect(
      try failure(403, #"{"detail":"country"}"#)?.failure.message
        == "openai: access is forbidden (403); look at OPENAI_API_KEY: country")
  }

  @Test func noKeyComesBackInALine() throws {
    let key = "sk-test-0123456789"
    for status in [400, 401, 403, 404, 418, 429, 500, 529] {
      for echo in [
        key, "Bearer \(key)", "\(key.dropFirst(3))", "\(key.prefix(12))***", "x\(key)\(key)",
      ] {
        let line = try failure(status, #"{"error":{"message":"wrong: \#(echo)"}}"#)?.failure.message
        #expect(line?.contains(key) == false && line?.contains("test-0123") == false, "\(status)")
        if status != 401 { #expect(line?.contains("wrong: ") == true, "\(line ?? "")") }
      }
    }
  }

  @Test func theServersWordsAreOneShortLine() throws {
    let hostile = String(repeating: #"\u001b[2J\n\u202e\u0007 "#, count: 1000) + "end"
    let line = try #require(try failure(500, #"{"message":"\#(hostile)"}"#)).failure.message
    #expect(line.unicodeScalars.count < 250)
    #expect(line.unicodeScalars.allSatisfy { $0.value >= 32 && $0 != "\u{202E}" })
    let long = String(repeating: "a", count: 10_000_000)
    let cut = try #require(try failure(400, #"{"error":"\#(long)"}"#)).failure.message
    #expect(cut.hasSuffix("aaa…") && cut.count < 250)
  }

  @Test func waitsAreTaken() throws {
    #expect(try failure(429, "", ["retry-after": "2"])?.failure.retryAfter == 2_000_000_000)
    #expect(try failure(503, "", ["retry-after-ms": "15"])?.failure.retryAfter == 15_000_000)
    #expect(try failure(429)?.failure.retryAfter == nil)
    #expect(try failure(400, "", ["retry-after": "2"])?.failure.retryAfter == nil)
  }
}
