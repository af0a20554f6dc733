import MAKERCore
import Providers
import TestSupport
import Testing

/// What our own client sends is what the official clients send, and it reads what they read.
@Suite struct OurClientTests {
  /// Specs, with the members that the clients' types lack and the providers take.
  private static let specs: [(spec: String, format: String, allowed: [String])] = [
    ("openai:gpt-4.1-mini,top-p=0.9,stop=END", "openai-chat", []),
    ("openai:gpt-4.1-mini,seeds=draw,max-tokens=50", "openai-chat", []),
    ("openai:o3-mini,effort=low", "openai-chat", []),
    ("openai:babbage-002,api=completions,seeds=draw", "openai-completions", []),
    ("lmstudio:smol,top-k=0,top-p=1,min-p=0,stop=\\n;END", "openai-chat", ["top_k", "min_p"]),
    ("lmstudio:smol,api=completions,top-k=0", "openai-completions", ["top_k"]),
    (
      "anthropic:claude-haiku-4-5,top-k=5,stop=END", "anthropic",
      ["temperature", "top_k"]
    ),
    ("anthropic:claude-opus-4-7,effort=low", "anthropic", []),
    ("anthropic:claude-sonnet-5,effort=none", "anthropic", []),
    ("ollama:llama3.2:1b,min-p=0.05,top-k=40,stop=END", "ollama", ["min_p"]),
    ("ollama:qwen3,effort=none", "ollama", []),
  ]

  private static let draws = [
    DrawRequest(
      coordinates: DrawCoordinates(trial: 0, step: 0, draw: 0), temperature: 1,
      prompt: Prompt(instructions: "Be \"brief\".", step: "é \u{1F600}?\n\t\\"), tokenLimit: 750),
    DrawRequest(
      coordinates: DrawCoordinates(trial: 7, step: 3, draw: 2), temperature: 1,
      prompt: Prompt(instructions: "", step: "and now?")),
  ]

  @Test func requestsAreThoseOfTheOfficialTypes() throws {
    let environment = ProviderEnvironment(["OPENAI_API_KEY": "k", "ANTHROPIC_API_KEY": "k"])
    let bodies = try Self.specs.flatMap { spec, format, allowed in
      let endpoint = try environment.endpoint(for: ProviderSpec(spec))
      return Self.draws.map { draw in
        let seed = endpoint.spec.seedsDraws ? 7 : nil
        return ProviderSDKs.Body(
          format: format,
          json: String(
            decoding: endpoint.format.body(of: draw, to: endpoint.spec.model, seed: seed),
            as: UTF8.self),
          allowed: allowed)
      }
    }
    let checks = try ProviderSDKs.check(requests: bodies)
    #expect(checks.count == bodies.count)
    for (check, body) in zip(checks, bodies) {
      #expect(check.problem == nil, "\(body.json): \(check.problem ?? "")")
    }
  }

  @Test func theServerTakesThemAndTheirRepliesAreRead() throws {
    let server = try FaultServerProcess([
      "--model", "text:forty-two", "--key", "the-key", "--cached", "3", "--reasoning", "5",
    ])
    var variables = server.environment
    variables["OPENAI_API_KEY"] = "the-key"
    variables["ANTHROPIC_API_KEY"] = "the-key"
    for (text, _, allowed) in Self.specs {
      // OpenAI itself refuses what other servers like it take, and these ask for no key.
      let isOwn = text.hasPrefix("lmstudio")
      try server.control(
        isOwn ? #"{"strict": false, "key": null}"# : #"{"strict": true, "key": "the-key"}"#)
      let endpoint = try ProviderEnvironment(variables).endpoint(for: ProviderSpec(text))
      for draw in Self.draws {
        let response = try LoopbackClient.send(
          to: server.port, "POST", String(endpoint.url.dropFirst(server.root.count)),
          headers: Dictionary(uniqueKeysWithValues: endpoint.format.headers(key: endpoint.key)),
          body: endpoint.format.body(of: draw, to: endpoint.spec.model, seed: nil))
        #expect(response.status == 200, "\(text): \(response.text)")
        let answer = try endpoint.format.answer(in: response.body)
        #expect(answer.text == Array("forty-two".utf8) && answer.finish == .stop)
        #expect(answer.model == endpoint.spec.model.name)
        let isOllama = text.hasPrefix("ollama")
        #expect(answer.outputTokens == (isOllama ? 3 : 8), "\(text) \(allowed)")
        #expect(answer.cachedInputTokens == (isOllama ? nil : 3), "\(text)")
        let bytes = draw.prompt.instructions.utf8.count + draw.prompt.step.utf8.count
        #expect(try #require(answer.inputTokens) <= bytes + ProviderEndpoint.overheadTokens)
      }
    }
    #expect(try server.counts().answered == 2 * Self.specs.count)
  }
}
