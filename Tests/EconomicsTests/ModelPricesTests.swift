import Economics
import MAKERCore
import Testing

@Suite struct ModelPricesTests {
  /// $0.40, $0.10 and $1.60 a million tokens.
  private let prices = ModelPrices(input: 400_000, output: 1_600_000, cachedInput: 100_000)

  @Test func aCostIsExact() {
    let cost = prices.cost(inputTokens: 577, cachedTokens: nil, outputTokens: 538)
    #expect(cost.picodollars == 577 * 400_000 + 538 * 1_600_000)
    #expect(cost.description == "$0.0010916")
    let cached = prices.cost(inputTokens: 577, cachedTokens: 500, outputTokens: 0)
    #expect(cached.picodollars == 77 * 400_000 + 500 * 100_000)
  }

  @Test func cachedTokensCostTheFullPriceWhereNoOtherIsKnown() {
    let prices = ModelPrices(input: 3, output: 5)
    #expect(prices.cost(inputTokens: 10, cachedTokens: 10, outputTokens: 0).picodollars == 30)
  }

  @Test(arguments: [-1, 578, .max, .min])
  func countsThatContradictThemselvesCostTheFullPrice(cached: Int) {
    let cost = prices.cost(inputTokens: 577, cachedTokens: cached, outputTokens: 1)
    #expect(cost.picodollars == 577 * 400_000 + 1_600_000)
  }

  @Test func whatNoIntegerHoldsIsTheLargest() {
    let cost = prices.cost(inputTokens: .max, cachedTokens: nil, outputTokens: .max)
    #expect(cost.picodollars == .max)
  }

  @Test func aChargeWithoutPricesIsUnknownInMoney() {
    let unknown = Charge(inputTokens: 3, outputTokens: 4, at: nil)
    #expect(unknown == Charge(inputTokens: 3, outputTokens: 4, picodollars: nil))
    let known = Charge(inputTokens: 3, cachedTokens: 2, outputTokens: 4, at: prices)
    #expect(known.picodollars == 400_000 + 200_000 + 6_400_000)
  }

  @Test(arguments: [
    (0, "$0.00"), (1, "$0.000000000001"), (1_500_000_000_000, "$1.50"), (-20_000_000_000, "-$0.02"),
    (Int.max, "$9223372.036854775807"), (Int.min, "-$9223372.036854775808"),
  ])
  func moneyIsWrittenExactly(picodollars: Int, text: String) {
    #expect(Money(picodollars: picodollars).description == text)
  }

  @Test(arguments: [
    ("gpt-4.1-mini*", "gpt-4.1-mini", ModelPattern.Nearness.version),
    ("gpt-4.1-mini*", "gpt-4.1-mini-2025-04-14", .version),
    ("claude-haiku-4-5*", "claude-haiku-4-5-20251001", .version),
    ("claude-haiku-4-5*", "claude-haiku-4-5@20251001", .version),
    ("gpt-4*", "gpt-4-0613", .version), ("o1*", "o1-latest", .version),
    ("gpt-4.1-mini", "gpt-4.1-mini", .exact), ("*", "qwen3:0.6b", .every),
  ])
  func aPatternFitsItsVersions(text: String, model: String, nearness: ModelPattern.Nearness) {
    #expect(ModelPattern(text)?.nearness(to: model) == nearness)
  }

  @Test(arguments: [
    ("gpt-4o*", "gpt-4o-mini"), ("gpt-4.1*", "gpt-4.1-mini-2025-04-14"), ("gpt-5*", "gpt-5.1"),
    ("claude-opus-4*", "claude-opus-4-1-20250805"), ("claude-opus-5*", "claude-opus-5-5"),
    ("gpt-4.1-mini", "gpt-4.1-mini-2025-04-14"), ("gpt-4*", "gpt-4-32k"), ("gpt-4*", "gpt"),
  ])
  func aPatternDoesNotFitAnotherModel(text: String, model: String) {
    #expect(ModelPattern(text)?.nearness(to: model) == nil)
  }
}
