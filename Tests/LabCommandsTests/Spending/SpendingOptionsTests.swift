import Economics
import LabCommands
import Testing

@Suite struct SpendingOptionsTests {
  private static let command = CommandDescription(
    "ask", abstract: "asks", options: SpendingOptions.options)

  private func options(
    _ words: String..., environment: [String: String] = [:]
  ) throws -> SpendingOptions {
    try SpendingOptions(
      Arguments.parse(words, for: Self.command), environment: environment)
  }

  private func problem(_ words: String...) -> String {
    do {
      _ = try SpendingOptions(Arguments.parse(words, for: Self.command), environment: [:])
      return "nothing is refused"
    } catch {
      return "\(error)"
    }
  }

  @Test func nothingIsLimitedUnlessSaid() throws {
    #expect(try options() == SpendingOptions())
  }

  @Test func limitsAreReadExactly() throws {
    let options = try options(
      "--max-cost", "0.1", "--max-tokens-total", "1e6", "--max-cost-per", "openai=2.5",
      "--max-tokens-per", "openai=7", "--max-cost-per", "ollama=0", "--dry-run")
    #expect(
      options.limits.total
        == SpendingLimit(money: Money(picodollars: 100_000_000_000), tokens: 1_000_000))
    #expect(
      options.limits.providers == [
        "openai": SpendingLimit(money: Money(picodollars: 2_500_000_000_000), tokens: 7),
        "ollama": SpendingLimit(money: .zero),
      ])
    #expect(options.isDryRun)
  }

  @Test(arguments: [
    ("5", 5_000_000_000_000), ("0.000000000001", 1), ("1e-12", 1),
    ("9223372", 9_223_372_000_000_000_000),
    ("-0", 0), (".5", 500_000_000_000),
  ])
  func moneyIsExact(text: String, picodollars: Int) throws {
    #expect(try options("--max-cost", text).limits.total.money?.picodollars == picodollars)
  }

  @Test(arguments: [
    ("-1", "--max-cost must be at least 0, not '-1'"),
    ("1e7", "--max-cost must be at most 9 million, but '1e7' is too large"),
    ("1e999", "--max-cost must be at most 9 million, but '1e999' is too large"),
    (
      "$5",
      "--max-cost must be an amount of dollars with at most 12 decimals, as 0.50, but '$5' is not a "
        + "decimal number"
    ),
    (
      "1e-13",
      "--max-cost must be an amount of dollars with at most 12 decimals, as 0.50, not '1e-13'"
    ),
  ])
  func otherAmountsAreRefused(text: String, message: String) {
    #expect(problem("--max-cost", text) == message)
  }

  @Test func pairsAreCheckedInOneLine() {
    #expect(
      problem("--max-cost-per", "5")
        == "--max-cost-per must be provider=limit, as openai=5, not '5'")
    #expect(
      problem("--max-tokens-per", "openai=1", "--max-tokens-per", "openai=2")
        == "--max-tokens-per limits openai twice")
    #expect(
      problem("--max-tokens-per", "openai=x")
        == "--max-tokens-per openai must be a whole number, at least 0, but 'x' is not a decimal number"
    )
  }

  @Test(arguments: [
    ["--max-cost", "1"], ["--max-tokens-per", "openai=1"], ["--prices", "f"], ["--dry-run"],
  ])
  func aRunThatAsksNobodyTakesNoneOfThem(words: [String]) throws {
    let given = try Arguments.parse(words, for: Self.command)
    #expect(throws: LabError("\(words[0]): this run asks no provider")) {
      try SpendingOptions.refuse(given)
    }
    try SpendingOptions.refuse(Arguments.parse([], for: Self.command))
  }

  @Test func whatADryRunAssumesCanBeSaid() throws {
    #expect(try options("--dry-run").assumedSuccess == 0.95)
    #expect(try options("--dry-run", "--assume-p", "0.7").assumedSuccess == 0.7)
    #expect(problem("--assume-p", "0.7") == "--assume-p goes with --dry-run")
  }

  @Test func theOptionGoesBeforeTheVariable() throws {
    let variable = ["MAKERLAB_PRICES": "b.json"]
    #expect(try options(environment: variable).pricesFile == "b.json")
    #expect(try options("--prices", "a.json", environment: variable).pricesFile == "a.json")
    #expect(try options(environment: ["MAKERLAB_PRICES": ""]).pricesFile == nil)
  }

  /// Without a price only tokens can be bounded, and must be.
  @Test func unknownPricesNeedALimitOfTokens() throws {
    let prices = PriceBooks([try PriceBook.shipped()])
    func check(_ words: String...) -> String {
      do {
        let options = try SpendingOptions(
          Arguments.parse(words, for: Self.command), environment: [:])
        try options.check(
          [("openai", "gpt-4.1-mini"), ("lmstudio", "mine"), ("openai", "new")].map {
            ($0.0, $0.1, prices.quote(provider: $0.0, model: $0.1) != nil)
          })
        return "nothing is refused"
      } catch {
        return "\(error)"
      }
    }
    #expect(
      check()
        == "prices of openai:new are unknown: give --max-tokens-total, or a price book with --prices"
    )
    #expect(check("--max-tokens-total", "5") == "nothing is refused")
    #expect(check("--max-tokens-per", "openai=5") == "nothing is refused")
    #expect(check("--max-tokens-per", "lmstudio=5").hasPrefix("prices of openai:new are unknown"))
    #expect(
      check("--max-cost", "1", "--max-tokens-total", "5")
        == "prices of openai:new are unknown, so that no limit of money can be kept: give "
        + "--max-tokens-total in its place, or a price book with --prices")
    #expect(
      check("--max-cost-per", "lmstudio=1", "--max-tokens-total", "5") == "nothing is refused")
    #expect(
      check("--max-tokens-per", "ollama=5") == "--max-tokens-per: this run does not ask ollama")
  }
}
