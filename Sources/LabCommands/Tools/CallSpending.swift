import Economics
import MCPServer

/// What one call of a tool may spend, as its client says.
struct CallSpending: Sendable {
  /// The limits, never above those of a day of the server.
  let limits: SpendingLimit
  /// Whether the client gave a limit of money, which then must be one that can be kept.
  let isMoneyGiven: Bool

  /// Rows of the table of every tool that asks providers.
  static let rows: [ToolParameter] = [
    .option(
      .value(
        "max-cost", "dollars",
        help:
          "most money that providers may charge this call, US dollars, {range}; hard; what a simulated model "
          + "would cost is not charged",
        default: "0.10", domain: SpendingOptions.options["max-cost"].domain)),
    .option(
      .value(
        "max-tokens", "count",
        help: "most tokens, of prompts and replies, that providers may charge this call; hard",
        default: "100000", domain: .integer(0...1_000_000_000_000))),
  ]

  /// Reads the arguments of a call.
  ///
  /// - Parameters:
  ///   - arguments: What fits a table that holds `rows`.
  ///   - server: What the server may spend.
  /// - Throws: `ToolError` for more than the server may spend a day, and `UsageError` for no amount.
  init(_ arguments: ToolArguments, within server: ServerSpending) throws {
    let money = try arguments.options.value("max-cost").map(SpendingOptions.money)
    let tokens = try arguments.options.integer("max-tokens")
    if let money, let most = server.day.money, money > most {
      throw ToolError("max_cost must be at most \(most), which this server may spend a day")
    }
    if let tokens, let most = server.day.tokens, tokens > most {
      throw ToolError("max_tokens must be at most \(most), which this server may spend a day")
    }
    limits = SpendingLimit(
      money: [money ?? server.call.money, server.day.money].compactMap(\.self).min(),
      tokens: [tokens ?? server.call.tokens, server.day.tokens].compactMap(\.self).min())
    isMoneyGiven = money != nil
  }
}
