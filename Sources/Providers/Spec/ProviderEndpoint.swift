/// A provider as it is asked: where, in which format, with which key.
package struct ProviderEndpoint: Sendable {
  /// The model, and how it is asked.
  package let spec: ProviderSpec
  /// Where the provider is.
  package let baseURL: BaseURL
  /// The key; nil where none is sent.
  package let key: APIKey?
  /// How it is asked and how it answers.
  package let format: any WireFormat

  /// Chooses the format.
  ///
  /// - Parameters:
  ///   - spec: The model, and how it is asked.
  ///   - baseURL: Where the provider is.
  ///   - key: The key; nil for none.
  /// - Throws: `ProviderSpecError` where the provider does not take what the spec says.
  package init(spec: ProviderSpec, baseURL: BaseURL, key: APIKey?) throws(ProviderSpecError) {
    self.spec = spec
    self.baseURL = baseURL
    self.key = key
    let isOpenAI = baseURL.host == Provider.openai.usualBaseURL.host
    switch spec.provider {
    case .anthropic: format = AnthropicMessages()
    case .ollama: format = OllamaChat()
    case .openai, .lmstudio:
      if isOpenAI, spec.model.topK != nil || spec.model.minP != nil {
        throw .unfit("\(baseURL.host) takes no top-k and no min-p")
      }
      let isReasoning = spec.provider == .openai && FixedTemperature.isReasoning(spec.model.name)
      format =
        spec.api == .completions
        ? OpenAICompletions()
        : OpenAIChat(limitName: isOpenAI || isReasoning ? .completionTokens : .tokens)
    }
  }

  /// The whole address that draws are posted to.
  package var url: String { baseURL.description + format.path }

  /// What identifies the channel: the canonical spec, without a key.
  package var canonicalText: String { spec.canonicalText(at: baseURL) }

  /// The canonical spec without where the provider is, for those who need not know.
  package var shownText: String { spec.canonicalText(at: spec.provider.usualBaseURL) }
}
