/// A kind of agent in a workflow: what it may use, and what one of its calls takes.
package struct AgentKind: Hashable, Sendable {
  /// Its name, as `test-runner`.
  package let name: String
  /// Tier of the model that it runs on.
  package let tier: ModelTier
  /// Tools that it may use, by name.
  package let tools: [String]
  /// Calls of it that one task makes; count, at least 0.
  package let callsPerTask: Int
  /// Tokens of a call; nil where nobody states them and no claimed cost implies them.
  package let tokens: WorkTokens?
  /// Tokens of a call on other tiers, where they are another number.
  package let tokensOnTier: [ModelTier: WorkTokens]
  /// Whether the tokens are not stated but those that the claimed cost pays for.
  package let areTokensImplied: Bool
  /// Time of a call; seconds.
  package let seconds: Spread
  /// What somebody claims that a call costs; nil where nobody does.
  package let claimedCost: Money?

  /// Makes a kind of agent; see the properties.
  package init(
    name: String, tier: ModelTier, tools: [String] = [], callsPerTask: Int = 1,
    tokens: WorkTokens?, tokensOnTier: [ModelTier: WorkTokens] = [:],
    areTokensImplied: Bool = false, seconds: Spread, claimedCost: Money? = nil
  ) {
    self.name = name
    self.tier = tier
    self.tools = tools
    self.callsPerTask = callsPerTask
    self.tokens = tokens
    self.tokensOnTier = tokensOnTier
    self.areTokensImplied = areTokensImplied
    self.seconds = seconds
    self.claimedCost = claimedCost
  }

  /// Tokens of a call on a tier: those stated for it, or the kind's own.
  package func tokens(on tier: ModelTier) -> WorkTokens? {
    tier == self.tier ? tokens : tokensOnTier[tier] ?? tokens
  }
}
