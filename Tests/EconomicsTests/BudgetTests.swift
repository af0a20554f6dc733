import Economics
import MAKERCore
import Testing

@Suite struct BudgetTests {
  private func charge(_ tokens: Int, _ money: Int? = 0) -> Charge {
    Charge(inputTokens: tokens, outputTokens: 0, picodollars: money)
  }

  private func granted(
    _ decision: Budget.Decision, _ place: SourceLocation = #_sourceLocation
  ) throws -> Budget.Reservation {
    guard case .granted(let reservation) = decision else {
      Issue.record("\(decision)", sourceLocation: place)
      throw Missing()
    }
    return reservation
  }

  private struct Missing: Error {}

  @Test func withoutLimitsEveryCallIsGrantedAndCounted() throws {
    var budget = Budget(BudgetLimits())
    let call = try granted(budget.reserve(charge(.max, nil), for: "openai"))
    #expect(budget.reserved == charge(.max, nil))
    budget.settle(call, as: .answered(charge(7, 3)))
    #expect(budget.spent == charge(7, 3))
    #expect(budget.reserved == .zero)
  }

  @Test func aCallThatFitsExactlyIsGrantedAndOneTokenMoreIsNot() throws {
    var budget = Budget(BudgetLimits(total: SpendingLimit(tokens: 100)))
    #expect(
      budget.reserve(charge(101), for: "openai")
        == .refused(.tokens(provider: nil, limit: 100, spent: 0, needed: 101)))
    let call = try granted(budget.reserve(charge(100), for: "openai"))
    #expect(budget.reserve(charge(1), for: "openai") == .later)
    budget.settle(call, as: .unknown)
    #expect(
      budget.reserve(charge(1), for: "openai")
        == .refused(.tokens(provider: nil, limit: 100, spent: 100, needed: 1)))
  }

  @Test func whatACallDidNotCostIsFreeAgain() throws {
    var budget = Budget(BudgetLimits(total: SpendingLimit(money: Money(picodollars: 10))))
    let first = try granted(budget.reserve(charge(1, 10), for: "openai"))
    #expect(budget.reserve(charge(1, 6), for: "openai") == .later)
    budget.settle(first, as: .answered(charge(1, 4)))
    let second = try granted(budget.reserve(charge(1, 6), for: "openai"))
    budget.settle(second, as: .free)
    #expect(budget.spent.picodollars == 4)
    #expect(budget.callsUnderWay == 0)
  }

  @Test func aProviderHasALimitOfItsOwnWithinTheTotal() throws {
    var budget = Budget(
      BudgetLimits(
        total: SpendingLimit(tokens: 100), providers: ["openai": SpendingLimit(tokens: 30)]))
    #expect(
      budget.reserve(charge(31), for: "openai")
        == .refused(.tokens(provider: "openai", limit: 30, spent: 0, needed: 31)))
    _ = try granted(budget.reserve(charge(80), for: "ollama"))
    #expect(budget.reserve(charge(30), for: "openai") == .later)
    _ = try granted(budget.reserve(charge(20), for: "openai"))
    #expect(budget.reserve(charge(11), for: "openai") == .later)
  }

  @Test func whatWasChargedBeforeCounts() {
    var budget = Budget(
      BudgetLimits(
        total: SpendingLimit(tokens: 100), providers: ["openai": SpendingLimit(tokens: 60)]),
      spent: charge(90), spentByProvider: ["openai": charge(55)])
    #expect(
      budget.reserve(charge(11), for: "ollama")
        == .refused(.tokens(provider: nil, limit: 100, spent: 90, needed: 11)))
    #expect(
      budget.reserve(charge(6), for: "openai")
        == .refused(.tokens(provider: "openai", limit: 60, spent: 55, needed: 6)))
  }

  @Test func limitedMoneyNeedsKnownPricesAndAKnownPast() {
    let limits = BudgetLimits(total: SpendingLimit(money: Money(picodollars: 5)))
    var budget = Budget(limits)
    let refused = budget.reserve(charge(1, nil), for: "openai")
    #expect(refused == .refused(.unknownPrice(provider: "openai")))
    var resumed = Budget(limits, spent: charge(1, nil))
    #expect(resumed.reserve(charge(1, 1), for: "openai") == .refused(.unknownPast))
  }

  /// The charge counts in full, and then nothing more may be asked.
  @Test func aChargeAboveTheWorstCaseBreaksTheBudget() throws {
    var budget = Budget(BudgetLimits(total: SpendingLimit(tokens: 100)))
    let call = try granted(budget.reserve(charge(10, 10), for: "openai"))
    let other = try granted(budget.reserve(charge(10, 10), for: "openai"))
    budget.settle(call, as: .answered(charge(11, 12)))
    budget.settle(other, as: .answered(charge(1, 1)))
    #expect(budget.spent == charge(12, 13))
    let decision = budget.reserve(charge(1, 1), for: "openai")
    guard case .refused(.broken) = decision else {
      Issue.record("\(decision)")
      return
    }
    #expect(
      budget.breach?.description
        == "openai charged 11 tokens where at most 10 and $0.000000000012 where at most "
        + "$0.00000000001 were possible")
  }

  @Test func refusalsAreOneLineWithTheirNumbers() {
    let money = BudgetRefusal.money(
      provider: "openai", limit: Money(picodollars: 5_000_000_000_000),
      spent: Money(picodollars: 4_980_000_000_000), needed: Money(picodollars: 30_000_000_000))
    #expect(
      money.description
        == "the budget for openai of $5.00 is spent: $4.98 charged, and the next call may cost $0.03"
    )
    let tokens = BudgetRefusal.tokens(provider: nil, limit: 100, spent: 98, needed: 3)
    #expect(
      tokens.description
        == "the budget of 100 tokens is spent: 98 charged, and the next call may take 3")
    #expect(
      "\(BudgetRefusal.tokens(provider: nil, limit: 100, spent: 0, needed: 4230))"
        == "the budget of 100 tokens is too small: the next call may take 4230")
  }
}
