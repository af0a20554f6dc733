import TestSupport
import Testing

@Suite struct FormatTests {
  private static func send(
    _ asked: Asked, to server: FaultServerProcess, headers: [String: String] = [:]
  ) throws -> RawResponse {
    try LoopbackClient.send(
      to: server.port, "POST", asked.path, headers: asked.headers.merging(headers) { $1 },
      body: asked.bytes)
  }

  @Test func everyFormatAnswersInItsOwnWords() throws {
    let server = try FaultServerProcess(["--model", "text:forty-two"])
    let replies = try Asked.each("question").map { try Self.send($0, to: server) }
    #expect(replies.allSatisfy { $0.status == 200 && $0.isWhole })
    let words = [
      #""object":"chat.completion""#, #""object":"text_completion""#, #""stop_reason":"end_turn""#,
      #""done_reason":"stop""#,
    ]
    for (reply, word) in zip(replies, words) {
      #expect(reply.text.contains("forty-two") && reply.text.contains(word))
    }
    #expect(
      try server.counts().formats == [
        "openai-chat": 1, "openai-completions": 1, "anthropic": 1, "ollama": 1,
      ])
  }

  @Test func everyFormatRefusesAnUnknownModel() throws {
    let server = try FaultServerProcess(["--model", "text:42", "--models", "m"])
    let replies = try Asked.each("question", model: "x").map { try Self.send($0, to: server) }
    #expect(replies.map(\.status) == [404, 404, 404, 404])
    let words = ["model_not_found", "model_not_found", "not_found_error", "model 'x' not found"]
    for (reply, word) in zip(replies, words) { #expect(reply.text.contains(word)) }
  }

  @Test func keysAreLookedAtWhereProvidersDo() throws {
    let server = try FaultServerProcess(["--model", "text:42", "--key", "right"])
    for (asked, name) in zip(
      Asked.each("question"), ["authorization", "authorization", "x-api-key"])
    {
      func status(_ key: String?) throws -> Int {
        let value = key.map { name == "x-api-key" ? $0 : "Bearer \($0)" }
        return try Self.send(asked, to: server, headers: value.map { [name: $0] } ?? [:]).status
      }
      #expect(try [status("right"), status("wrong"), status(nil)] == [200, 401, 401])
    }
    #expect(try Self.send(Asked.ollama("question"), to: server).status == 200)
  }

  @Test func streamingIsRefusedInWords() throws {
    let server = try FaultServerProcess(["--model", "text:42"])
    let more = #", "stream": true"#
    for asked in [
      Asked.chat("q", more: more), .completion("q", more: more), .anthropic("q", more: more),
    ] {
      let reply = try Self.send(asked, to: server)
      #expect(reply.status == 400 && reply.text.contains("does not stream"))
    }
    let unsaid = Asked(path: "/api/chat", text: #"{"model": "m", "messages": []}"#)
    #expect(try Self.send(unsaid, to: server).text.contains("does not stream"))
  }

  /// What the providers refuse; a client that sends it has a mistake.
  static let refused: [(Asked, String)] = [
    (.chat("q", more: #", "top_k": 1"#), "Unrecognized request argument supplied: top_k"),
    (.chat("q", more: #", "temperature": 3"#), "temperature"),
    (.chat("q", more: #", "max_tokens": 5, "max_completion_tokens": 5"#), "not supported"),
    (.chat("q", model: "o3", more: #", "max_tokens": 5"#), "max_completion_tokens"),
    (.chat("q", model: "gpt-5", more: #", "temperature": 0.3"#), "Only the default"),
    (.completion("q", more: #", "messages": []"#), "messages"),
    (.anthropic("q", more: #", "seed": 1"#), "seed: Extra inputs are not permitted"),
    (.anthropic("q", more: #", "temperature": 1.5"#), "temperature"),
    (
      .anthropic("q", model: "claude-opus-4-7", more: #", "temperature": 1"#),
      "`temperature` is deprecated for this model."
    ),
    (
      .anthropic("q", model: "claude-sonnet-4-5", more: #", "temperature": 1, "top_p": 1"#),
      "cannot both be specified"
    ),
    (.ollama("q", more: #", "temperature": 1"#), "temperature"),
    (.ollama("q", more: #", "options": {"seed": "one"}"#), "seed must be integer"),
    (Asked(path: "/v1/chat/completions", text: #"{"model": "m"}"#), "messages"),
    (Asked(path: "/v1/chat/completions", text: "{"), "no JSON"),
    (Asked(path: "/v1/chat/completions", text: #"{"model": "m", "model": "m"}"#), "twice"),
    (Asked(path: "/v1/messages", text: "{}"), "anthropic-version"),
  ]

  @Test(arguments: refused.indices)
  func whatProvidersRefuseIsRefused(index: Int) throws {
    let (asked, words) = Self.refused[index]
    let server = try FaultServerProcess(["--model", "text:42"])
    let reply = try Self.send(asked, to: server)
    #expect(reply.status == 400 && reply.text.contains(words), "\(asked.text): \(reply.text)")
  }

  @Test func olderModelsTakeATemperature() throws {
    let server = try FaultServerProcess(["--model", "text:42"])
    let asked = Asked.anthropic("q", model: "claude-sonnet-4-6", more: #", "temperature": 0.3"#)
    #expect(try Self.send(asked, to: server).status == 200)
    var newer = asked
    newer.headers["anthropic-version"] = "2026-10-21"
    #expect(try Self.send(newer, to: server).text.contains("temperature: Extra inputs"))
  }

  @Test func aLimitCutsAReply() throws {
    let server = try FaultServerProcess(["--model", "text:" + String(repeating: "abcd", count: 9)])
    let reply = try Self.send(.chat("q", more: #", "max_tokens": 3"#), to: server)
    #expect(reply.text.contains(#""content":"abcdabcdabcd""#))
    #expect(reply.text.contains(#""finish_reason":"length""#))
    #expect(reply.text.contains(#""completion_tokens":3,"#))
    let stopped = try Self.send(.chat("q", more: #", "stop": ["da"]"#), to: server)
    #expect(stopped.text.contains(#""content":"abc""#))
  }
}
