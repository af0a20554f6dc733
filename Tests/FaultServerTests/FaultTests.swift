import TestSupport
import Testing

@Suite struct FaultTests {
  private static func send(
    _ asked: Asked, to server: FaultServerProcess, fault: String? = nil
  ) throws -> RawResponse {
    var headers = asked.headers
    headers["x-fault"] = fault
    return try LoopbackClient.send(
      to: server.port, "POST", asked.path, headers: headers, body: asked.bytes)
  }

  @Test func failuresAreWhatTheySay() throws {
    let server = try FaultServerProcess(["--model", "text:42"])
    for asked in Asked.each("question") {
      func reply(_ fault: String) throws -> RawResponse {
        try Self.send(asked, to: server, fault: fault)
      }
      for status in [400, 401, 403, 404, 429, 500, 502, 503, 529] {
        #expect(try reply("\(status)").status == status)
      }
      #expect(try reply("429").headers["retry-after"] == nil)
      #expect(try reply("429-seconds:7").headers["retry-after"] == "7")
      #expect(try reply("429-date").headers["retry-after"]?.hasSuffix(" GMT") == true)
      #expect(try reply("429-ms:250").headers["retry-after-ms"] == "250")
      #expect(try reply("502").headers["content-type"]?.hasPrefix("text/html") == true)
      let redirect = try reply("redirect")
      #expect(redirect.status == 302 && redirect.headers["location"]?.hasPrefix("http") == true)
      let drop = try reply("drop")
      #expect(drop.status == 0 && drop.body.isEmpty && !drop.wasReset)
      #expect(try reply("reset").wasReset)
      let half = try reply("half")
      #expect(half.status == 200 && !half.isWhole && !half.body.isEmpty)
      #expect(try reply("html").headers["content-type"]?.hasPrefix("text/html") == true)
      #expect(try reply("empty").body.isEmpty)
      #expect(try reply("malformed").isWhole)
    }
  }

  @Test func oddRepliesAreWholeReplies() throws {
    let server = try FaultServerProcess(["--model", "text:42"])
    let kinds = [
      "slow:20", "no-usage", "content-filter", "tool-calls", "refusal", "pause-turn", "max-tokens",
      "unknown-finish", "thinking", "blank", "huge", "control", "ansi", "injection", "fake-tool",
      "brackets", "invalid-utf8",
    ]
    for asked in Asked.each("question") {
      for kind in kinds {
        let reply = try Self.send(asked, to: server, fault: kind)
        #expect(reply.status == 200 && reply.isWhole, "\(asked.path) \(kind)")
        if kind == "huge" { #expect(reply.body.count > 10_000_000) }
        if kind == "brackets" { #expect(reply.body.count > 1_000_000) }
        if kind == "invalid-utf8" { #expect(reply.body.contains(0xFF)) }
        if kind == "no-usage" { #expect(!reply.text.contains("usage")) }
      }
    }
    let counts = try server.counts()
    #expect(counts.answered == 4 * kinds.count && counts.addUp)
    #expect(counts.odd.count == kinds.count && counts.odd.values.allSatisfy { $0 == 4 })
  }

  @Test func aKeyComesBackOnlyWhereAFaultSaysSo() throws {
    let server = try FaultServerProcess(["--model", "text:42", "--key", "right"])
    let chat = Asked.chat("question")
    func reply(_ fault: String?) throws -> String {
      var headers = ["authorization": "Bearer sk-very-secret"]
      headers["x-fault"] = fault
      return try LoopbackClient.send(
        to: server.port, "POST", chat.path, headers: headers, body: chat.bytes
      ).text
    }
    #expect(try reply("401-echo").contains("sk-very-secret"))
    #expect(try !reply(nil).contains("very-secret"))
  }

  @Test func aScriptIsTakenInOrder() throws {
    let server = try FaultServerProcess(["--model", "text:42", "--script", "429,ok,500"])
    let statuses = try (0..<5).map { _ in try Self.send(.chat("q"), to: server).status }
    #expect(statuses == [429, 200, 500, 200, 200])
  }

  @Test func numberedRequestsMeetTheirFault() throws {
    let server = try FaultServerProcess(["--model", "text:42", "--faults", "500@2+4,429@3/ollama"])
    let statuses = try (0..<5).map { _ in try Self.send(.chat("q"), to: server).status }
    #expect(statuses == [200, 500, 200, 500, 200])
  }

  /// 2,000 requests at probability 0.1: binomial, 5 standard deviations.
  @Test func chancesAreWhatTheySayAndBelongToTheRequest() throws {
    func statuses() throws -> [Int] {
      let server = try FaultServerProcess(["--model", "text:42", "--faults", "500=0.1"])
      return try (0..<2000).map { number in
        let chat = Asked.chat("q")
        return try LoopbackClient.send(
          to: server.port, "POST", chat.path, headers: ["x-client-request-id": "id \(number)"],
          body: chat.bytes
        ).status
      }
    }
    let first = try statuses()
    let failed = first.count { $0 == 500 }
    #expect(abs(Double(failed) - 200) <= 5 * (2000 * 0.1 * 0.9).squareRoot())
    #expect(try statuses() == first)
  }

  @Test func settingsThatCannotBeAreRefused() throws {
    let server = try FaultServerProcess()
    for setting in [
      #"{"faults": ["429=2"]}"#, #"{"faults": ["430"]}"#, #"{"p": 1.5}"#, #"{"nothing": 1}"#,
      #"{"model": "gpt"}"#, #"{"faults": ["500@0"]}"#, "[", "1",
    ] {
      #expect(throws: (any Error).self, "\(setting)") { try server.control(setting) }
    }
    #expect(throws: (any Error).self) { try FaultServerProcess(["--p", "2"]) }
  }
}
