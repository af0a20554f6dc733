package import Economics

/// What a command that asks providers may spend, as its options say.
package struct SpendingOptions: Equatable {
  /// The limits.
  package var limits = BudgetLimits()
  /// The price book that comes first; nil for none.
  package var pricesFile: String?
  /// Whether only the projection is wanted.
  package var isDryRun = false
  /// Step success p that a projection assumes, where nobody knows it; unit 1, range (0, 1].
  package var assumedSuccess = 0.95
  /// The weekly budget that the run is charged to; nil for none.
  package var weekly: WeeklySpending?

  /// Most money that a limit may allow; dollars.
  private static let mostDollars = 9_223_372.0

  /// Rows of the option table.
  package static let options: [OptionDescription] = [
    .value(
      "max-cost", "dollars",
      help: "most money that providers may charge this run, resumed or not; {range}",
      domain: .number(.from(0, to: mostDollars))),
    .value(
      "max-tokens-total", "count",
      help: "most tokens, of prompts and replies, that providers may charge this run; {range}",
      domain: .integer(0...Int.max)),
    .value(
      "max-cost-per", "provider=dollars", help: "most money that one provider may charge this run",
      isRepeatable: true),
    .value(
      "max-tokens-per", "provider=count", help: "most tokens that one provider may charge this run",
      isRepeatable: true),
    .value(
      "prices", "file", help: "price book that goes before the shipped one",
      default: "MAKERLAB_PRICES, or none"),
    .value(
      "budget", "file",
      help: "weekly budget whose rest limits the run; budget --json-budget prints one",
      default: "MAKERLAB_BUDGET, or none"),
    .value(
      "token-log", "file", help: "token log of that budget, which the run adds to",
      default: BudgetFiles.usualLog),
    .flag("dry-run", help: "print projected calls, tokens and cost, and ask nothing"),
    .value(
      "assume-p", "number", help: "step success that --dry-run expects", default: "0.95",
      domain: .number(.above(0, to: 1))),
  ]

  /// Makes the options of a command that limits nothing.
  package init() {}

  /// Reads the options.
  ///
  /// - Parameters:
  ///   - arguments: The words, of a command whose table holds `options`.
  ///   - environment: Variables of the environment.
  /// - Throws: `UsageError` or `LabError` in one line.
  package init(_ arguments: Arguments, environment: [String: String]) throws {
    limits.total.money = try arguments.value("max-cost").map(Self.money)
    limits.total.tokens = try arguments.integer("max-tokens-total")
    for (provider, value) in try Self.pairs(arguments.values("max-cost-per")) {
      limits.providers[provider, default: SpendingLimit()].money = try Self.money(value)
    }
    for (provider, value) in try Self.pairs(arguments.values("max-tokens-per")) {
      limits.providers[provider, default: SpendingLimit()].tokens = try value.integer(
        in: 0...Int.max)
    }
    pricesFile = PriceFiles.path(arguments, environment: environment)
    isDryRun = arguments.flag("dry-run")
    if let path = BudgetFiles.path(arguments, environment: environment) {
      weekly = WeeklySpending(
        plan: try BudgetFiles.plan(path), log: try BudgetFiles.log(arguments.string("token-log")))
    } else if arguments.value("token-log") != nil {
      throw LabError(
        "--token-log goes with --budget or MAKERLAB_BUDGET: the weekly budget that it is of")
    }
    if let success = try arguments.number("assume-p") {
      guard isDryRun else { throw LabError("--assume-p goes with --dry-run") }
      assumedSuccess = success
    }
  }

  /// Refuses the options where no provider is asked.
  ///
  /// - Parameter arguments: The words.
  /// - Throws: `LabError` for the first of the options that was given.
  package static func refuse(_ arguments: Arguments) throws {
    for option in options {
      let isGiven =
        option.kind == .flag
        ? arguments.flag(option.name) : !arguments.values(option.name).isEmpty
      if isGiven { throw LabError("--\(option.name): this run asks no provider") }
    }
  }

  /// Checks that the limits can be kept for the models that will be asked.
  ///
  /// - Parameter models: Provider and name of each, and whether its price is known.
  /// - Throws: `LabError` for a model whose price is unknown and that no token limit bounds, or a money
  ///   limit does; `UsageError` for a limit of a provider that is not asked.
  package func check(_ models: [(provider: String, name: String, isPriced: Bool)]) throws {
    let asked = models.map(\.provider)
    for provider in limits.providers.keys.sorted() where !asked.contains(provider) {
      let option = limits.providers[provider]?.money == nil ? "max-tokens-per" : "max-cost-per"
      throw LabError("--\(option): this run does not ask \(provider)")
    }
    for (provider, name, isPriced) in models where !isPriced {
      let unknown = "prices of \(provider):\(name) are unknown"
      if limits.limitsMoney(of: provider) {
        throw LabError(
          "\(unknown), so that no limit of money can be kept: give --max-tokens-total in its place, or "
            + "a price book with --prices")
      }
      if weekly?.plan.limitsMoney(of: "\(provider):\(name)") == true {
        throw LabError(
          "\(unknown), so that no weekly limit of dollars can be kept: give a price book with --prices"
        )
      }
      if !limits.limitsTokens(of: provider), weekly?.plan.total.tokens == nil {
        throw LabError("\(unknown): give --max-tokens-total, or a price book with --prices")
      }
    }
  }

  /// Reads an amount of dollars exactly.
  ///
  /// - Throws: A `UsageError` where it is no amount above 0, or finer than money is counted.
  package static func money(_ value: ArgumentValue) throws(UsageError) -> Money {
    let expected = "an amount of dollars with at most 12 decimals, as 0.50"
    guard let decimal = DecimalText(value.text) else {
      throw .notANumber(source: value.source, value: value.text, expected: expected)
    }
    guard !decimal.isNegative || decimal.digits.isEmpty else {
      throw .outOfRange(source: value.source, value: value.text, allowed: "at least 0")
    }
    guard decimal.exponent >= -12 else {
      throw .invalidValue(source: value.source, value: value.text, expected: expected)
    }
    let zeros = decimal.exponent + 12
    guard decimal.digits.count + zeros <= 19,
      let picodollars = Int("0" + decimal.digits + String(repeating: "0", count: zeros)),
      picodollars <= Int(mostDollars) * 1_000_000_000_000
    else {
      throw .tooLarge(source: value.source, value: value.text, allowed: "at most 9 million")
    }
    return Money(picodollars: picodollars)
  }

  private static func pairs(_ values: [ArgumentValue]) throws -> [(String, ArgumentValue)] {
    var seen: Set<String> = []
    return try values.map { value in
      let sides = value.text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2, !sides[0].isEmpty else {
        throw UsageError.invalidValue(
          source: value.source, value: value.text, expected: "provider=limit, as openai=5")
      }
      let provider = String(sides[0])
      guard seen.insert(provider).inserted else {
        throw LabError("\(value.source) limits \(provider) twice")
      }
      return (
        provider, ArgumentValue(source: "\(value.source) \(provider)", text: String(sides[1]))
      )
    }
  }
}
