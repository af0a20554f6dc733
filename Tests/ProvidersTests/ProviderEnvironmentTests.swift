import Providers
import Testing

@Suite struct ProviderEnvironmentTests {
  /// What a spec comes to, or why it comes to nothing.
  private func outcome(_ spec: String, _ variables: [String: String]) throws -> String {
    let spec = try ProviderSpec(spec)
    do throws(ProviderSpecError) {
      let endpoint = try ProviderEnvironment(variables).endpoint(for: spec)
      return endpoint.baseURL.description + (endpoint.key.map { " " + $0.header() } ?? "")
    } catch {
      return "error: \(error.description)"
    }
  }

  @Test(arguments: [
    ("", "http://127.0.0.1:11434"), ("h", "http://h:11434"), ("h:5", "http://h:5"),
    (":5", "http://127.0.0.1:5"), ("0.0.0.0", "http://127.0.0.1:11434"),
    ("0.0.0.0:5", "http://127.0.0.1:5"), ("http://0.0.0.0:5", "http://127.0.0.1:5"),
    ("http://h:5/", "http://h:5"), ("http://h", "http://h"), ("https://h", "https://h"),
    ("https://h/ollama", "https://h/ollama"), ("[::]:5", "http://[::1]:5"),
    ("[::1]", "http://[::1]:11434"), ("h/x", "http://h:11434/x"),
    ("ftp://h", "error: OLLAMA_HOST begins with ftp://; allowed are http:// and https://"),
    ("a b", "error: OLLAMA_HOST holds a blank or another character that no address has"),
    ("u:hush@h", "error: OLLAMA_HOST holds a name or a password; a key has its own variable"),
    (
      "h:99999",
      "error: OLLAMA_HOST 'http://h:99999' has no host that can be read, or a port outside 1 to 65535"
    ),
  ])
  func ollamaHostsAreReadAsOllamaDoes(host: String, expected: String) throws {
    #expect(try outcome("ollama:m", ["OLLAMA_HOST": host]) == expected)
  }

  @Test(arguments: [
    "https:/h", "api.openai.com/v1", "htps://h", "https://", "https:///v1", "https://h:0",
    "https://h:port", "https://h:", "https://h..x", "https://.h", "https://h/a b", "https://h/é",
    "https://user:hush@h", "https://hush@h", "https://h/?key=hush", "https://h#hush",
    "https://[", "https://[::1", "https://[hush]", "https://h/a,b", "https://h/(a)", " https://h",
    "https://https://h", "https://h\n", "\u{1B}[31m",
  ])
  func addressesWithTyposAreRefused(url: String) throws {
    for (spec, variable) in [
      ("openai:m", "OPENAI_BASE_URL"), ("anthropic:m", "ANTHROPIC_BASE_URL"),
      ("lmstudio:m", "LMSTUDIO_BASE_URL"),
    ] {
      let line = try outcome(spec, [variable: url, "OPENAI_API_KEY": "k"])
      #expect(line.hasPrefix("error: \(variable) "), "\(line)")
      #expect(!line.contains("hush") || url == "https://[hush]", "\(line)")
      #expect(line.unicodeScalars.allSatisfy { $0.value >= 32 }, "\(line)")
    }
  }

  @Test func aKeyGoesWhereItBelongsAndNowhereElse() throws {
    let key = ["OPENAI_API_KEY": "sk-hush"]
    #expect(try outcome("openai:m", key) == "https://api.openai.com/v1 sk-hush")
    let proxy = key.merging(["OPENAI_BASE_URL": "https://proxy.example/v1/"]) { $1 }
    #expect(try outcome("openai:m", proxy) == "https://proxy.example/v1 sk-hush")
    // A definition may name a place, but gets no key there unless it is this machine or the same.
    #expect(
      try outcome("openai:m,base-url=https://elsewhere.example/v1", proxy)
        == "https://elsewhere.example/v1")
    #expect(
      try outcome("openai:m,base-url=https://proxy.example/v2", proxy)
        == "https://proxy.example/v2 sk-hush")
    #expect(
      try outcome("openai:m,base-url=https://proxy.example:444/v1", proxy)
        == "https://proxy.example:444/v1")
    #expect(
      try outcome("openai:m,base-url=https://api.openai.com/v1", proxy)
        == "error: the key in OPENAI_API_KEY goes only to OPENAI_BASE_URL: set OPENAI_BASE_URL to "
        + "https://api.openai.com/v1")
    for local in [
      "http://127.0.0.1:5/v1", "http://127.9.9.9/v1", "http://localhost:1", "http://[::1]:5",
    ] {
      #expect(try outcome("openai:m,base-url=\(local)", key) == "\(local) sk-hush")
    }
    for spec in ["lmstudio:m", "ollama:m"] { #expect(try !outcome(spec, key).contains("hush")) }
    #expect(
      try outcome("anthropic:m", ["ANTHROPIC_API_KEY": "a", "ANTHROPIC_BASE_URL": "https://h/v1"])
        == "https://h a")
  }

  @Test func keysThatAreMissingOrSpoiltAreToldByTheirVariable() throws {
    #expect(
      try outcome("openai:m", ["OPENAI_API_KEY": ""])
        == "error: OPENAI_API_KEY is not set: set it to your key for https://api.openai.com/v1")
    #expect(
      try outcome("anthropic:m", ["OPENAI_API_KEY": "x"])
        == "error: ANTHROPIC_API_KEY is not set: set it to your key for https://api.anthropic.com")
    #expect(
      try outcome("openai:m", ["OPENAI_BASE_URL": "http://10.0.0.7:8000/v1"])
        == "http://10.0.0.7:8000/v1")
    for spoilt in ["hush\n", "hu sh", "hush\r\nx-evil: 1", "hüsh", "\thush", "hush\u{0}", " "] {
      #expect(
        try outcome("openai:m", ["OPENAI_API_KEY": spoilt])
          == "error: OPENAI_API_KEY holds blanks, line breaks or other characters that no key has: "
          + "set it again")
    }
  }

  @Test func noKeyTravelsInClear() throws {
    for host in ["10.0.0.7", "127.0.0.1.example", "127.0.0", "1270.0.0.1", "example.com"] {
      let line = try outcome(
        "openai:m", ["OPENAI_API_KEY": "sk-hush", "OPENAI_BASE_URL": "http://\(host)/v1"])
      #expect(
        line
          == "error: http://\(host)/v1 would get the key in OPENAI_API_KEY in clear: use https, or "
          + "unset OPENAI_API_KEY where the server asks for none")
    }
  }

  @Test func openAIItselfTakesNoSamplingOfOthers() throws {
    let key = ["OPENAI_API_KEY": "k"]
    #expect(
      try outcome("openai:m,top-k=5", key) == "error: api.openai.com takes no top-k and no min-p")
    #expect(
      try outcome("openai:m,top-k=5,base-url=http://localhost:9", key) == "http://localhost:9 k")
  }
}
