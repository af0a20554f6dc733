/// A model of a provider and how it is asked, as `provider:model[,key=value...]` says it.
package struct ProviderSpec: Hashable, Sendable {
  /// What a model is asked for.
  package enum API: String, Hashable, Sendable {
    /// An answer in a conversation.
    case chat
    /// The continuation of a text.
    case completions
  }

  /// Who is asked.
  package let provider: Provider
  /// The model, and how it is asked.
  package private(set) var model: ModelSettings
  /// What the model is asked for.
  package private(set) var api = API.chat
  /// Whether every draw sends a seed of its own.
  package private(set) var seedsDraws: Bool
  /// Where the provider is; nil for where the environment says.
  package private(set) var baseURL: BaseURL?
  /// How often and how long it is asked.
  package private(set) var pacing = Pacing()

  /// Whether a text is the spec of a provider, right or wrong, and not of another kind of channel.
  package static func isMeant(by text: String) -> Bool {
    Provider(rawValue: String(text.prefix { $0 != ":" })) != nil && text.contains(":")
  }

  /// Reads a spec.
  ///
  /// - Parameter text: As `openai:gpt-4.1-mini,top-p=0.9`.
  /// - Throws: `ProviderSpecError`.
  package init(_ text: String) throws(ProviderSpecError) {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard let head = parts.first, let colon = head.firstIndex(of: ":") else {
      throw .malformed(text)
    }
    let name = head[..<colon]
    guard let provider = Provider(rawValue: String(name)) else {
      throw .unknownProvider(String(name))
    }
    let model = String(head[head.index(after: colon)...])
    guard (1...200).contains(model.utf8.count), ServerText.line(model) == model,
      !model.contains(where: { "|()".contains($0) })
    else {
      throw .badValue(
        key: "the model of \(provider.rawValue)", value: model,
        allowed: "a name of 1 to 200 bytes without control characters, | and parentheses")
    }
    self.provider = provider
    self.model = ModelSettings(name: model)
    seedsDraws = provider.usuallySeedsDraws
    var given: [SpecKey: SpecValue] = [:]
    for part in parts.dropFirst() {
      guard let equals = part.firstIndex(of: "=") else { throw .malformed(text) }
      let name = String(part[..<equals])
      guard let key = SpecKey(rawValue: name), key.isKnown(to: provider) else {
        throw .unknownKey(name, provider)
      }
      let value = SpecValue(key: key, text: String(part[part.index(after: equals)...]))
      guard given.updateValue(value, forKey: key) == nil else { throw .repeatedKey(name) }
    }
    for (_, value) in given.sorted(by: { $0.key.rawValue < $1.key.rawValue }) { try take(value) }
    try settle(given)
  }

  private mutating func take(_ value: SpecValue) throws(ProviderSpecError) {
    switch value.key {
    case .api: api = try value.isFirst("chat", "completions") ? .chat : .completions
    case .attempts: pacing.attempts = try value.whole(1...20)
    case .baseURL: baseURL = try BaseURL(value.text, source: value.key.rawValue)
    case .concurrency: pacing.concurrency = try value.whole(1...1024)
    case .effort: model.effort = try value.word()
    case .maxTokens: model.mostTokens = try value.whole(1...1_000_000)
    case .minP: model.minP = try value.share(orZero: true)
    case .rpm: pacing.requestsPerMinute = try value.whole(1...1_000_000)
    case .seeds: seedsDraws = try value.isFirst("draw", "none")
    case .stop: model.stop = try StopTexts.read(value)
    case .temperature: model.takesTemperature = try value.isFirst("draw", "none")
    case .timeout: pacing.timeout = try value.time()
    case .topK: model.topK = try value.whole(0...1_000_000)
    case .topP: model.topP = try value.share(orZero: false)
    case .tpm: pacing.tokensPerMinute = try value.whole(1...1_000_000_000)
    }
  }

  /// Checks what goes together, and fills in what the model is known for.
  private mutating func settle(_ given: [SpecKey: SpecValue]) throws(ProviderSpecError) {
    if provider == .anthropic, seedsDraws {
      throw .unfit("anthropic takes no seeds: leave seeds=draw out")
    }
    if api == .completions, model.effort != nil {
      throw .unfit("effort goes with api=chat: completions do not reason")
    }
    guard given[.temperature] == nil,
      FixedTemperature.isKnown(of: model.name, at: provider, effort: model.effort)
    else { return }
    model.takesTemperature = false
    for key in [SpecKey.topP, .topK, .minP] where given[key] != nil {
      throw .unfit(
        "\(model.name) samples in its own way and takes no \(key.rawValue); temperature=draw says "
          + "that it takes one after all")
    }
  }

  /// Checks that the model can be asked at a temperature.
  ///
  /// - Parameter temperature: τ; unit 1.
  /// - Throws: `ProviderSpecError.unfit`.
  package func check(temperature: Double) throws(ProviderSpecError) {
    let range = provider.temperatures
    guard temperature.isFinite, range.contains(temperature) else {
      throw .unfit(
        "a temperature of \(provider.rawValue) is from \(Int(range.lowerBound)) to "
          + "\(Int(range.upperBound)), not \(temperature)")
    }
    guard model.takesTemperature || temperature == 1 else {
      throw .unfit(
        "\(model.name) is asked without a temperature and samples at 1: give temperature 1, not "
          + "\(temperature)")
    }
  }
}
