import Providers
import Testing

@Suite struct CanonicalSpecTests {
  @Test(arguments: [
    ("openai:gpt-4.1-mini", "openai:gpt-4.1-mini"),
    ("openai:m,top-p=.90,seeds=none,api=chat,rpm=5,attempts=2", "openai:m,top-p=0.9"),
    ("openai:m,base-url=https://API.openai.com:443/v1/", "openai:m"),
    (
      "openai:m,base-url=http://127.0.0.1:80/v1,seeds=draw",
      "openai:m,base-url=http://127.0.0.1/v1,seeds=draw"
    ),
    ("openai:o3", "openai:o3,temperature=none"),
    ("openai:o3,temperature=draw", "openai:o3,temperature=draw"),
    ("anthropic:m,temperature=none", "anthropic:m,temperature=none"),
    ("anthropic:m,base-url=https://api.anthropic.com/v1", "anthropic:m"),
    ("ollama:m,min-p=0.00001,max-tokens=007", "ollama:m,max-tokens=7,min-p=0.00001"),
    ("lmstudio:m,stop=\\x0A;\\x2C \\\\;(é|", "lmstudio:m,stop=\\n;\\x2C\\x20\\\\;\\x28é\\x7C"),
    (
      "lmstudio:m,top-k=0,effort=low,base-url=http://[::1]:9",
      "lmstudio:m,base-url=http://[::1]:9,effort=low,top-k=0"
    ),
  ])
  func oneFormForEachMeaning(text: String, expected: String) throws {
    let canonical = try endpoint(text).canonicalText
    #expect(canonical == expected)
    #expect(try endpoint(canonical).canonicalText == canonical)
  }

  @Test func theEnvironmentsHostIsPartOfIt() throws {
    let environment = ProviderEnvironment([
      "OPENAI_BASE_URL": "http://localhost:9/v1", "OPENAI_API_KEY": "sk-hush-0123456789",
    ])
    let text = try endpoint("openai:m", environment).canonicalText
    #expect(text == "openai:m,base-url=http://localhost:9/v1")
  }

  /// What can be read is written so that it is read as the same, whatever the order of its keys.
  @Test func readingWhatWasWrittenChangesNothing() throws {
    let seed = 6
    var words = Words(seed)
    let values: [(String, [String])] = [
      ("api", ["chat", "completions"]),
      ("base-url", ["http://127.0.0.1:5", "https://h.example/a/b"]),
      ("max-tokens", ["1", "999"]), ("min-p", ["0", "1", "0.123456789", "0.0000000012"]),
      ("seeds", ["draw", "none"]), ("stop", ["\\n", "a;b", "\\x3B\\x2c", "\\\\n"]),
      ("temperature", ["draw", "none"]), ("top-k", ["0", "40"]), ("top-p", ["1", "0.95", "0.1"]),
      ("timeout", ["1ms", "3600s"]), ("concurrency", ["64"]),
    ]
    for trial in 0..<500 {
      var keys: [String] = []
      for (key, choices) in values where Bool.random(using: &words) {
        keys.append(",\(key)=\(choices.randomElement(using: &words) ?? "")")
      }
      let provider = ["lmstudio:m:1", "lmstudio:o3"].randomElement(using: &words) ?? ""
      let text = provider + keys.shuffled(using: &words).joined()
      let first = try endpoint(text)
      let second = try endpoint(first.canonicalText)
      #expect(second.canonicalText == first.canonicalText, "seed \(seed), trial \(trial): \(text)")
      #expect(second.spec.model == first.spec.model && second.url == first.url, "\(text)")
      #expect(second.spec.seedsDraws == first.spec.seedsDraws, "\(text)")
    }
  }
}
