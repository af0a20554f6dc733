/// What a limit of a budget counts.
package enum BudgetUnit: String, Codable, CaseIterable, Sendable {
  /// Tokens of prompts and replies.
  case tokens
  /// Money; amounts are 1e-12 dollars.
  case dollars

  /// How much of it an entry took; tokens, or 1e-12 dollars, nil where unknown.
  package func amount(of entry: TokenLogEntry) -> Int? {
    switch self {
    case .tokens: entry.tokens
    case .dollars: entry.cost?.picodollars
    }
  }

  /// The limit of that unit; tokens, or 1e-12 dollars, nil where there is none.
  package func limit(of limits: SpendingLimit) -> Int? {
    switch self {
    case .tokens: limits.tokens
    case .dollars: limits.money?.picodollars
    }
  }
}
