import TestSupport
import Testing

/// The official clients of the providers talk to the server and find nothing wrong.
@Suite struct ProviderSDKTests {
  @Test func clientsTalkToTheServer() throws {
    let server = try FaultServerProcess([
      "--model", "text:42", "--models", "m", "--key", "the-key",
    ])
    let checks = try ProviderSDKs.talk(to: server, key: "the-key")
    for check in checks {
      #expect(check.problem == nil, "\(check.check): \(check.problem ?? "")")
    }
    #expect(checks.count > 90)
  }

  @Test func theirTypesFindWhatIsWrongWithARequest() throws {
    let good = Asked.each("question")
    let formats = ["openai-chat", "openai-completions", "anthropic", "ollama"]
    let bad = [
      Asked.chat("q", more: #", "seed": "one""#), .completion("q", more: #", "top_k": 3"#),
      .anthropic("q", more: #", "temperature": 1"#), .ollama("q", more: #", "options": {"x": 1}"#),
    ]
    func bodies(_ asked: [Asked]) -> [ProviderSDKs.Body] {
      zip(formats, asked).map { format, asked in
        ProviderSDKs.Body(format: format, json: asked.text.replacing("\n", with: " "))
      }
    }
    let checks = try ProviderSDKs.check(requests: bodies(good) + bodies(bad))
    #expect(
      checks.map { $0.problem != nil } == [
        false, false, false, false, true, true, true, true,
      ])
  }

  @Test func theirTypesFindWhatIsWrongWithAReply() throws {
    let server = try FaultServerProcess(["--model", "text:42"])
    let chat = Asked.chat("question")
    func reply(_ fault: String) throws -> ProviderSDKs.Body {
      let text = try LoopbackClient.send(
        to: server.port, "POST", chat.path, headers: ["x-fault": fault], body: chat.bytes
      ).text
      return ProviderSDKs.Body(format: "openai-chat", json: text)
    }
    let checks = try ProviderSDKs.check(replies: [
      reply("max-tokens"), reply("unknown-finish"), reply("foreign"), reply("thinking"),
    ])
    #expect(checks.map { $0.problem != nil } == [false, true, true, true])
  }
}
