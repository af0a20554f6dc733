/// Who answers: a company's API, or a server of one's own.
package enum Provider: String, Hashable, Sendable, CaseIterable {
  /// OpenAI, and all that speak like it at another base URL.
  case openai
  /// Anthropic.
  case anthropic
  /// Ollama.
  case ollama
  /// LM Studio, llama.cpp and other servers that speak like OpenAI and ask for no key.
  case lmstudio

  /// The environment variable that holds the key; nil where none is asked for.
  package var keyVariable: String? {
    switch self {
    case .openai: "OPENAI_API_KEY"
    case .anthropic: "ANTHROPIC_API_KEY"
    case .ollama, .lmstudio: nil
    }
  }

  /// The environment variable that says where the provider is.
  package var hostVariable: String {
    switch self {
    case .openai: "OPENAI_BASE_URL"
    case .anthropic: "ANTHROPIC_BASE_URL"
    case .ollama: "OLLAMA_HOST"
    case .lmstudio: "LMSTUDIO_BASE_URL"
    }
  }

  /// Where the provider is unless something else is said.
  package var usualBaseURL: BaseURL {
    switch self {
    case .openai: BaseURL(scheme: "https", host: "api.openai.com", path: "/v1")
    case .anthropic: BaseURL(scheme: "https", host: "api.anthropic.com")
    case .ollama: BaseURL(scheme: "http", host: "127.0.0.1", port: 11434)
    case .lmstudio: BaseURL(scheme: "http", host: "127.0.0.1", port: 1234, path: "/v1")
    }
  }

  /// Whether every draw gets a seed of its own unless something else is said.
  var usuallySeedsDraws: Bool { self == .ollama || self == .lmstudio }

  /// Temperatures that the provider takes; unit 1.
  package var temperatures: ClosedRange<Double> {
    switch self {
    case .openai: 0...2
    case .anthropic: 0...1
    case .ollama, .lmstudio: 0...100
    }
  }
}
