import Economics

/// What the operator lets a server spend: so much a day, hard, whatever a client asks for.
struct ServerSpending: Sendable {
  /// Most of a day, UTC, over all restarts; a limit of money binds calls whose price is known.
  var day = SpendingLimit(money: Money(picodollars: 1_000_000_000_000), tokens: 1_000_000)
  /// Most of a call that says nothing.
  var call = SpendingLimit(money: Money(picodollars: 100_000_000_000), tokens: 100_000)
  /// The price book that comes first; nil for none.
  var pricesFile: String?

  /// Options of the operator.
  static let options: [OptionDescription] = [
    .value(
      "max-cost", "dollars",
      help: "most money that providers may charge a day (UTC) for this folder; {range}",
      default: "1.00", domain: SpendingOptions.options["max-cost"].domain),
    .value(
      "max-tokens-total", "count",
      help:
        "most tokens, of prompts and replies, that providers may charge a day (UTC) for this folder; "
        + "{range}", default: "1000000", domain: SpendingOptions.options["max-tokens-total"].domain),
    SpendingOptions.options["prices"],
  ]

  /// The usual limits.
  init() {}

  /// Reads the options.
  ///
  /// - Parameters:
  ///   - arguments: The words, of a command whose table holds `options`.
  ///   - environment: Variables of the environment.
  /// - Throws: `UsageError` in one line.
  init(_ arguments: Arguments, environment: [String: String]) throws {
    if let money = try arguments.value("max-cost").map(SpendingOptions.money) { day.money = money }
    if let tokens = try arguments.integer("max-tokens-total") { day.tokens = tokens }
    pricesFile = PriceFiles.path(arguments, environment: environment)
  }
}
