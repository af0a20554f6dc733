import Foundation
import MAKERCore
import Providers
import Tasks
import TestSupport
import Testing

/// What our requests get from a strict server with faults, and what we make of it.
@Suite struct FaultyResponseTests {
  private static let key = "sk-loopback-0123456789"
  private static let specs = [
    "openai:gpt-4.1-mini", "openai:o3,effort=low", "lmstudio:m,api=completions",
    "anthropic:claude-haiku-4-5,top-k=5", "anthropic:claude-sonnet-5-5", "ollama:m,min-p=0.1",
  ]

  /// One server, and one request to it.
  private struct Peer {
    let server: FaultServerProcess
    let endpoint: ProviderEndpoint

    init(_ spec: String, _ words: [String] = ["--model", "text:42"]) throws {
      server = try FaultServerProcess(words + ["--key", FaultyResponseTests.key])
      var variables = server.environment
      for name in ["OPENAI_API_KEY", "ANTHROPIC_API_KEY"] {
        variables[name] = FaultyResponseTests.key
      }
      // LM Studio's clients send no key, so this one is asked as OpenAI's.
      let asked = spec.replacing("lmstudio:", with: "openai:")
      endpoint = try ProviderEnvironment(variables).endpoint(for: ProviderSpec(asked))
    }

    /// What the server says to our request, a fault asked for.
    func response(_ fault: String? = nil) throws -> HTTPResponse {
      var headers: [String: String] = [:]
      for (name, value) in endpoint.format.headers(key: endpoint.key)
      where !name.hasPrefix("content") {
        headers[name] = value
      }
      headers["x-fault"] = fault
      let path = String(endpoint.url.dropFirst(server.root.count))
      let raw = try LoopbackClient.send(
        to: server.port, "POST", path, headers: headers,
        body: endpoint.format.body(of: draw(), to: endpoint.spec.model, seed: nil))
      return HTTPResponse(status: raw.status, headers: raw.headers, body: raw.body)
    }

    func answer(_ fault: String? = nil) throws -> Answer {
      let response = try response(fault)
      #expect(response.status == 200, "\(String(decoding: response.body, as: UTF8.self))")
      return try endpoint.format.answer(in: response.body)
    }
  }

  @Test(arguments: specs)
  func aStrictServerTakesOurRequests(spec: String) throws {
    let peer = try Peer(spec, ["--model", "text:42", "--reasoning", "7"])
    let answer = try peer.answer()
    #expect(answer.text == Array("42".utf8) && answer.finish == .stop)
    #expect(answer.model == peer.endpoint.spec.model.name)
    #expect((answer.responseID != nil) == (peer.endpoint.spec.provider != .ollama))
    // Ollama counts no hidden tokens apart, and this server thinks none there.
    let least = peer.endpoint.spec.provider == .ollama ? 1 : 8
    #expect(try #require(answer.inputTokens) > 0 && #require(answer.outputTokens) >= least)
  }

  @Test(arguments: specs)
  func oddRepliesAreReadAsWhatTheyAre(spec: String) throws {
    let peer = try Peer(spec)
    let unknown = try peer.answer("no-usage")
    #expect(unknown.inputTokens == nil && unknown.outputTokens == nil)
    let thinking = try peer.answer("thinking")
    #expect(thinking.text == Array("42".utf8))
    #expect(try peer.answer("unknown-finish").finish == .other)
    let flags: [(String, RedFlag)] = [
      ("max-tokens", .tooLong), ("blank", .empty), ("invalid-utf8", .notText),
    ]
    for (fault, flag) in flags {
      let answer = try peer.answer(fault)
      #expect(throws: flag, "\(fault)") {
        try RedFlagPolicy().checkText(of: Reply(text: answer.text, finish: answer.finish))
      }
    }
    for fault in ["content-filter", "refusal", "tool-calls", "pause-turn"] {
      let response = try peer.response(fault)
      do throws(ChannelFailure) {
        // Some formats have no word for it and say the text.
        _ = try peer.endpoint.format.answer(in: response.body)
      } catch {
        #expect(error.kind == .refused && fault != "tool-calls", "\(fault): \(error)")
      }
    }
  }

  @Test(arguments: specs)
  func hostileRepliesAreFlaggedOrVotes(spec: String) throws {
    let peer = try Peer(spec)
    let task = TowersOfHanoi(disks: 3)
    let start = HanoiState([[3, 2, 1], [], []])
    // Ten megabytes take the server a second, and are read in one way by all formats.
    let huge = spec == Self.specs[0] ? ["huge"] : []
    for fault in ["control", "ansi", "fake-tool", "brackets"] + huge {
      let answer = try peer.answer(fault)
      #expect(throws: RedFlag.self, "\(fault)") {
        try RedFlagPolicy().candidate(
          of: Reply(text: answer.text, finish: answer.finish), to: task, in: start)
      }
    }
    // A model that falls for an injection votes for what it says, and for nothing else.
    let injected = try peer.answer("injection")
    let voted = try RedFlagPolicy().candidate(
      of: Reply(text: injected.text, finish: injected.finish), to: task, in: start)
    #expect(voted.action == HanoiMove(disk: 1, from: 0, to: 2))
  }

  @Test(arguments: specs)
  func bodiesWithoutAnAnswerAreTransient(spec: String) throws {
    let peer = try Peer(spec)
    for fault in ["html", "malformed", "empty", "foreign", "half"] {
      let failure = #expect(throws: ChannelFailure.self, "\(fault)") { try peer.answer(fault) }
      #expect(failure?.kind == .transient, "\(fault)")
    }
  }

  @Test(arguments: specs)
  func errorsAreSorted(spec: String) throws {
    let peer = try Peer(spec)
    let kinds: [(String, ChannelFailure.Kind, retryAfter: ClosedRange<Int>?, mayBeCharged: Bool)] =
      [
        ("400", .refused, nil, false), ("401-echo", .fatal, nil, false),
        ("403", .fatal, nil, false), ("404", .fatal, nil, false), ("redirect", .fatal, nil, false),
        ("429", .rateLimited, nil, false),
        ("429-seconds:3", .rateLimited, 3_000_000_000...3_000_000_000, false),
        ("429-ms:250", .rateLimited, 250_000_000...250_000_000, false),
        // Our clock is read before the server's, which may be a little later.
        ("429-date:3600", .rateLimited, 3_600_000_000_000...7_200_000_000_000, false),
        ("500", .transient, nil, true), ("502", .transient, nil, true),
        ("503", .transient, nil, true), ("529", .transient, nil, true),
      ]
    let classifier = ErrorClassifier(peer.endpoint)
    for (fault, kind, wait, mayBeCharged) in kinds {
      let now = Int(Date().timeIntervalSince1970)
      let failure = try #require(
        classifier.failure(for: try peer.response(fault), now: now), "\(fault)")
      #expect(failure.failure.kind == kind, "\(fault): \(failure.failure)")
      #expect(failure.mayBeCharged == mayBeCharged, "\(fault)")
      let asked = failure.failure.retryAfter
      #expect(wait?.contains(asked ?? -1) ?? (asked == nil), "\(fault): \(failure)")
      #expect(!failure.failure.message.contains(Self.key.suffix(10)), "\(fault)")
    }
    if peer.endpoint.spec.provider != .ollama {
      #expect(
        classifier.failure(for: try peer.response("429-quota"), now: 0)?.failure.kind == .fatal)
    }
  }
}
