import MAKERCore
import Providers
import TestSupport
import Testing

/// The official clients' own types say that our bodies are those of the providers.
@Suite struct ProviderTypesTests {
  /// Specs whose keys are all that a format sends, and what their clients' types lack: samplers of
  /// llama.cpp, and what Anthropic's newer clients took out and its older models take all the same.
  private static let specs: [(format: String, spec: String, allowed: [String])] = [
    ("openai-chat", "openai:gpt-4.1-mini,top-p=0.9,stop=a;b,seeds=draw", []),
    ("openai-chat", "openai:o3,effort=low,max-tokens=9", []),
    ("openai-chat", "lmstudio:m,top-p=1", []),
    ("openai-chat", "lmstudio:m,top-k=0,min-p=0.5", ["top_k", "min_p"]),
    ("openai-completions", "lmstudio:m,api=completions,top-p=1,stop=\\n", []),
    ("openai-completions", "lmstudio:m,api=completions,top-k=4,min-p=0", ["top_k", "min_p"]),
    ("anthropic", "anthropic:claude-sonnet-5-5,stop=a", []),
    ("anthropic", "anthropic:claude-opus-5,effort=xhigh,max-tokens=9", []),
    (
      "anthropic", "anthropic:claude-haiku-4-5,top-p=0.9,top-k=5",
      ["temperature", "top_p", "top_k"]
    ),
    ("ollama", "ollama:llama3.2:1b,top-p=0.9,top-k=5,stop=a;b", []),
    ("ollama", "ollama:m,min-p=0.1,seeds=none", ["min_p"]),
    ("ollama", "ollama:gpt-oss,effort=low", []),
    ("ollama", "ollama:qwen3,effort=none", []),
  ]

  private func bodies(
    _ request: DrawRequest, allowing isAllowed: Bool = true
  ) throws -> [ProviderSDKs.Body] {
    try Self.specs.map { format, spec, allowed in
      ProviderSDKs.Body(
        format: format,
        json: try body(spec, request, seed: format == "anthropic" ? nil : 0x7FFF_FFFF),
        allowed: isAllowed ? allowed : [])
    }
  }

  @Test func requestsAreOfTheirTypes() throws {
    let requests = [
      draw(), draw(temperature: 0, tokenLimit: nil, instructions: "", step: ""),
      draw(temperature: 1, tokenLimit: 1, step: "\u{0}\u{1B}\"\\\u{2028}👩\u{200D}🔬"),
    ]
    let checks = try ProviderSDKs.check(requests: requests.flatMap { try bodies($0) })
    #expect(checks.count == requests.count * Self.specs.count)
    for (index, check) in checks.enumerated() {
      let spec = Self.specs[index % Self.specs.count].spec
      #expect(check.problem == nil, "\(spec): \(check.problem ?? "")")
    }
  }

  /// What the types lack they say, so that the check above would find a misspelt member.
  @Test func theTypesFindWhatTheyLack() throws {
    let checks = try ProviderSDKs.check(requests: bodies(draw(), allowing: false))
    for ((_, spec, allowed), check) in zip(Self.specs, checks) {
      #expect((check.problem != nil) == !allowed.isEmpty, "\(spec): \(check.problem ?? "none")")
    }
  }

  @Test func theResponsesOfTestsAreOfTheirTypes() throws {
    let names = [
      "chat": "openai-chat", "completions": "openai-completions", "messages": "anthropic",
      "ollama": "ollama",
    ]
    let checks = try ProviderSDKs.check(
      replies: responses.map {
        ProviderSDKs.Body(
          format: names[$0.name] ?? "", json: $0.body.replacing("\n", with: " "))
      })
    for (response, check) in zip(responses, checks) {
      #expect(check.problem == nil, "\(response.name): \(check.problem ?? "")")
    }
  }
}
