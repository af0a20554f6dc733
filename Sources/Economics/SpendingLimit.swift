/// The most that may be charged; nothing is limited unless said.
package struct SpendingLimit: Hashable, Sendable {
  /// Most money; nil for no limit.
  package var money: Money?
  /// Most tokens of prompts and replies; count, nil for no limit.
  package var tokens: Int?

  /// Makes a limit; see the properties.
  package init(money: Money? = nil, tokens: Int? = nil) {
    self.money = money
    self.tokens = tokens
  }

  /// Whether anything is limited.
  package var isSet: Bool { money != nil || tokens != nil }
}

/// The limits of a run: over all providers, and of each.
package struct BudgetLimits: Hashable, Sendable {
  /// Limit over all providers.
  package var total: SpendingLimit
  /// Limits of single providers, by name.
  package var providers: [String: SpendingLimit]
  /// Whether a call whose price is unknown passes limits of money, bounded by tokens alone; money then
  /// counts the calls with a known price.
  package var passesUnpriced: Bool

  /// Makes limits; see the properties.
  package init(
    total: SpendingLimit = SpendingLimit(), providers: [String: SpendingLimit] = [:],
    passesUnpriced: Bool = false
  ) {
    self.total = total
    self.providers = providers
    self.passesUnpriced = passesUnpriced
  }

  /// The limits that a call to a provider must keep, each with the provider that it is of, nil for all.
  package func limits(on provider: String) -> [(owner: String?, limit: SpendingLimit)] {
    [(nil, total)] + (providers[provider].map { [(provider, $0)] } ?? [])
  }

  /// Whether a money limit holds for a provider.
  package func limitsMoney(of provider: String) -> Bool {
    limits(on: provider).contains { $0.limit.money != nil }
  }

  /// Whether a token limit holds for a provider.
  package func limitsTokens(of provider: String) -> Bool {
    limits(on: provider).contains { $0.limit.tokens != nil }
  }
}
