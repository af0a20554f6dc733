import MAKERCore
import Providers
import Testing

@Suite struct RequestBodyTests {
  @Test(arguments: [
    (
      "openai:gpt-4.1-mini",
      #"{"max_completion_tokens":750,"messages":[{"content":"Be \"short\".","role":"system"},{"content":"1/2 of é\nis?","role":"user"}],"model":"gpt-4.1-mini","seed":7,"temperature":0.1}"#
    ),
    (
      "openai:o3-mini,effort=low",
      #"{"max_completion_tokens":750,"messages":[{"content":"Be \"short\".","role":"system"},{"content":"1/2 of é\nis?","role":"user"}],"model":"o3-mini","reasoning_effort":"low","seed":7}"#
    ),
    (
      "lmstudio:smol,top-k=0,top-p=1,min-p=0,stop=\\n;END\\x2C,max-tokens=9",
      #"{"max_tokens":9,"messages":[{"content":"Be \"short\".","role":"system"},{"content":"1/2 of é\nis?","role":"user"}],"min_p":0,"model":"smol","seed":7,"stop":["\n","END,"],"temperature":0.1,"top_k":0,"top_p":1}"#
    ),
    (
      "lmstudio:smol,api=completions,top-k=0",
      #"{"max_tokens":750,"model":"smol","prompt":"Be \"short\".\n\n1/2 of é\nis?","seed":7,"temperature":0.1,"top_k":0}"#
    ),
    (
      "anthropic:claude-haiku-4-5,top-k=5,stop=END",
      #"{"max_tokens":750,"messages":[{"content":"1/2 of é\nis?","role":"user"}],"model":"claude-haiku-4-5","stop_sequences":["END"],"system":"Be \"short\".","temperature":0.1,"thinking":{"type":"disabled"},"top_k":5}"#
    ),
    (
      "anthropic:claude-opus-4-7,effort=low",
      #"{"max_tokens":750,"messages":[{"content":"1/2 of é\nis?","role":"user"}],"model":"claude-opus-4-7","output_config":{"effort":"low"},"system":"Be \"short\"."}"#
    ),
    (
      "anthropic:claude-sonnet-5,effort=none",
      #"{"max_tokens":750,"messages":[{"content":"1/2 of é\nis?","role":"user"}],"model":"claude-sonnet-5","system":"Be \"short\".","thinking":{"type":"disabled"}}"#
    ),
    (
      "ollama:llama3.2:1b,min-p=0.05,stop=END",
      #"{"messages":[{"content":"Be \"short\".","role":"system"},{"content":"1/2 of é\nis?","role":"user"}],"model":"llama3.2:1b","options":{"min_p":0.05,"num_predict":750,"seed":7,"stop":["END"],"temperature":0.1},"stream":false}"#
    ),
    (
      "ollama:qwen3,effort=none",
      #"{"messages":[{"content":"Be \"short\".","role":"system"},{"content":"1/2 of é\nis?","role":"user"}],"model":"qwen3","options":{"num_predict":750,"seed":7,"temperature":0.1},"stream":false,"think":false}"#
    ),
  ])
  func bodiesAreTheseBytes(spec: String, expected: String) throws {
    #expect(try body(spec, seed: 7) == expected)
    #expect(try body(spec, seed: 7) == body(spec, seed: 7))
  }

  @Test func whatNobodySaysIsNotSent() throws {
    let request = draw(temperature: 0, tokenLimit: nil, instructions: "")
    #expect(
      try body("openai:gpt-4.1", request)
        == #"{"max_completion_tokens":4096,"messages":[{"content":"1/2 of é\nis?","role":"user"}],"model":"gpt-4.1","temperature":0}"#
    )
    #expect(
      try body("anthropic:claude-haiku-4-5", request)
        == #"{"max_tokens":4096,"messages":[{"content":"1/2 of é\nis?","role":"user"}],"model":"claude-haiku-4-5","temperature":0,"thinking":{"type":"disabled"}}"#
    )
    #expect(
      try body("lmstudio:m,api=completions", draw(instructions: "A:\n", step: "B"))
        == #"{"max_tokens":750,"model":"m","prompt":"A:\nB","temperature":0.1}"#)
  }

  @Test func compatibleServersGetTheOldNameOfTheLimit() throws {
    let away = ProviderEnvironment(["OPENAI_BASE_URL": "http://127.0.0.1:9/v1"])
    func limit(_ spec: String) throws -> Bool {
      let endpoint = try endpoint(spec, away)
      let body = endpoint.format.body(of: draw(), to: endpoint.spec.model, seed: nil)
      return String(decoding: body, as: UTF8.self).contains("max_completion_tokens")
    }
    #expect(try limit("openai:gpt-4.1") == false)
    #expect(try limit("openai:openai/o3") == true)
    #expect(try limit("openai:gpt-5.1") == true)
  }

  @Test func headersHoldTheKeyInTheProvidersWay() throws {
    func headers(_ spec: String) throws -> [String] {
      let endpoint = try endpoint(spec)
      return endpoint.format.headers(key: endpoint.key).map { "\($0.name): \($0.value)" }
    }
    let json = ["content-type: application/json", "accept: application/json"]
    #expect(
      try headers("openai:m") == json + ["authorization: Bearer sk-test-0123456789"])
    #expect(
      try headers("anthropic:m")
        == json + ["anthropic-version: 2023-06-01", "x-api-key: sk-ant-test-0123456789"])
    #expect(try headers("ollama:m") == json)
    #expect(try headers("lmstudio:m") == json)
  }

  @Test func placesAreThese() throws {
    #expect(try endpoint("openai:m").url == "https://api.openai.com/v1/chat/completions")
    #expect(try endpoint("anthropic:m").url == "https://api.anthropic.com/v1/messages")
    #expect(try endpoint("ollama:m").url == "http://127.0.0.1:11434/api/chat")
    #expect(
      try endpoint("lmstudio:m,api=completions").url == "http://127.0.0.1:1234/v1/completions")
  }
}
