import TextFormats

/// The strategies of a router in the order in which they are tried, with what they need for costs.
package struct RoutingRules: Hashable, Sendable {
  /// Tokens of a task whose own are not known.
  package struct TypicalTask: Hashable, Sendable {
    /// Tokens of its prompts; count, at least 0.
    package let inputTokens: Int
    /// Tokens of its replies; count, at least 0.
    package let outputTokens: Int

    /// Makes a task; see the properties.
    package init(inputTokens: Int, outputTokens: Int) {
      precondition(inputTokens >= 0 && outputTokens >= 0, "tokens are at least 0")
      self.inputTokens = inputTokens
      self.outputTokens = outputTokens
    }
  }

  /// File they were read from, or `shipped`.
  package let name: String
  /// The strategies, the first one to be tried first; only the last one chooses for every task.
  package let strategies: [RoutingStrategy]
  /// The model of a tier as `provider:model`; tiers without one have unknown prices.
  package let models: [ModelTier: String]
  /// Tokens that costs are told for where a task's own are not known; nil for none.
  package let typical: TypicalTask?

  /// Makes rules after checking that every task gets a tier, and from one strategy.
  ///
  /// - Parameters:
  ///   - name: File they were read from.
  ///   - strategies: The strategies in their order.
  ///   - models: The model of a tier as `provider:model`.
  ///   - typical: Tokens of a task whose own are not known.
  /// - Throws: `RulesError` for names that stand twice, strategies that can never choose or choose too
  ///   much, and models that name no provider.
  package init(
    name: String, strategies: [RoutingStrategy], models: [ModelTier: String] = [:],
    typical: TypicalTask? = nil
  ) throws(RulesError) {
    func refuse(_ place: String, _ problem: String) -> RulesError {
      RulesError("\(name): \(place)", problem)
    }
    var names: Set<String> = []
    var prefixes: Set<String> = []
    for (index, strategy) in strategies.enumerated() {
      let place = "strategies[\(index)]"
      guard !strategy.name.allSatisfy(\.isWhitespace) else {
        throw refuse("\(place).name", "is empty")
      }
      guard names.insert(strategy.name).inserted else {
        throw refuse("\(place).name", "\(JSONText.quoted(strategy.name)) stands twice")
      }
      switch strategy.way {
      case .always:
        guard index == strategies.count - 1 else {
          throw refuse(place, "chooses for every task: only the last strategy may")
        }
      case .label(let prefix, let values):
        guard prefixes.insert(prefix).inserted else {
          throw refuse("\(place).label", "\(JSONText.quoted(prefix)) is read by two strategies")
        }
        guard !values.isEmpty else { throw refuse("\(place).values", "names no value") }
      case .patterns(let patterns):
        guard !patterns.isEmpty else { throw refuse("\(place).patterns", "names no pattern") }
        for pattern in patterns where !names.insert(pattern.name).inserted {
          throw refuse("\(place).patterns", "\(JSONText.quoted(pattern.name)) stands twice")
        }
      }
    }
    guard case .always = strategies.last?.way else {
      throw refuse("strategies", "the last strategy must choose a tier for every task")
    }
    for (tier, model) in models where Self.sides(model) == nil {
      throw refuse("models.\(tier.rawValue)", "must be provider:model")
    }
    self.name = name
    self.strategies = strategies
    self.models = models
    self.typical = typical
  }

  /// Decides which tier a task goes to.
  ///
  /// Labels are checked by all strategies that read them, also by those that come too late to choose;
  /// labels that no strategy reads change nothing.
  ///
  /// - Parameters:
  ///   - text: What the task is about.
  ///   - labels: Its labels.
  /// - Returns: The decision of the first strategy that has something to say.
  /// - Throws: `RulesError` for labels that contradict each other, and for unknown values.
  package func decision(
    text: String, labels: [RoutingLabel]
  ) throws(RulesError) -> RoutingDecision {
    let bytes = Array(text.utf8)
    var chosen: (strategy: RoutingStrategy, choice: RoutingStrategy.Choice)?
    var overruled: [String] = []
    for strategy in strategies {
      if let chosen {
        guard case .label = strategy.way else { continue }
        guard let later = try strategy.choice(text: bytes, labels: labels) else { continue }
        if later.tier != chosen.choice.tier { overruled.append(later.rule) }
      } else if let choice = try strategy.choice(text: bytes, labels: labels) {
        chosen = (strategy, choice)
      }
    }
    guard let chosen else { preconditionFailure("the last strategy chooses for every task") }
    return RoutingDecision(
      routed: chosen.choice.tier, confidence: chosen.strategy.confidence,
      strategy: chosen.strategy.name, rule: chosen.choice.rule, overruled: overruled)
  }

  /// Prices of the model of a tier.
  ///
  /// - Parameters:
  ///   - tier: The tier.
  ///   - books: Price books.
  /// - Returns: The prices; nil where they are unknown.
  package func prices(of tier: ModelTier, in books: PriceBooks) -> ModelPrices? {
    guard let model = models[tier], let sides = Self.sides(model) else { return nil }
    return books.quote(provider: sides.provider, model: sides.model)?.entry.prices
  }

  private static func sides(_ model: String) -> (provider: String, model: String)? {
    let sides = model.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty else { return nil }
    return (String(sides[0]), String(sides[1]))
  }
}
