import Economics
import Testing

@Suite struct WorkflowTests {
  /// The prices that the shipped workflow's author states.
  private func stated() throws -> (Workflow, WorkflowPricing) {
    let workflow = try Workflow.shipped()
    return (workflow, WorkflowPricing(prices: workflow.statedPrices))
  }

  @Test func theExecutorsAloneCostWhatTheirTokensCost() throws {
    var (workflow, pricing) = try stated()
    workflow.kinds = Array(workflow.kinds.prefix(1))
    // 8000·3 + 2000·15 and five times 30000·0.8 + 5000·4, in millionths of a dollar.
    let cost = try #require(pricing.meanCost(of: workflow))
    #expect(abs(cost - 0.274) < 1e-12)
    let medium = try #require(pricing.all(.medium).meanCost(of: workflow))
    #expect(abs(medium - 1.404) < 1e-12)
    #expect(pricing.all(.large).meanCost(of: workflow) == nil, "nobody states its price")
  }

  @Test func tokensThatNobodyStatesAreThoseOfTheClaim() throws {
    let (workflow, pricing) = try stated()
    for kind in workflow.kinds.dropFirst() {
      #expect(kind.areTokensImplied)
      let claimed = try #require(kind.claimedCost)
      let cost = try #require(pricing.meanCost(of: kind))
      #expect(abs(cost - Double(claimed.picodollars) * 1e-12) < 1e-15, "\(kind.name)")
      let tokens = try #require(kind.tokens)
      #expect(abs(tokens.input.mean / tokens.output.mean - 6) < 1e-12)
    }
    #expect(!workflow.kinds[0].areTokensImplied)
  }

  @Test func theShippedWorkflowHasFiveKindsWithTheirTools() throws {
    let workflow = try Workflow.shipped()
    #expect(workflow.kinds.count == 5)
    #expect(workflow.kinds.map(\.tools.count) == [6, 3, 2, 3, 3])
    #expect(workflow.kinds.allSatisfy { $0.tier == .small })
    #expect(workflow.planner.tier == .medium)
    let books = PriceBooks([try PriceBook.shipped()])
    let pricing = WorkflowPricing(of: workflow, in: books, on: workflow.date)
    #expect(
      pricing.prices.count == 3, "the book has the price of every tier on the day of the plan")
  }

  @Test func triesAndSuccessFollowTheGeometricLaw() throws {
    var workflow = try Workflow.shipped()
    workflow.failureRate = 0.25
    #expect(workflow.meanTries == 1)
    #expect(abs(workflow.successProbability - 0.2373046875) < 1e-15)
    workflow.retries = 2
    #expect(workflow.meanTries == 1.3125)
    let pricing = WorkflowPricing(prices: workflow.statedPrices)
    let task = try #require(pricing.meanTaskCost(of: workflow))
    let planning = try #require(pricing.meanPlanningCost(of: workflow))
    #expect(pricing.meanCost(of: workflow) == planning + 5 * 1.3125 * task)
  }

  @Test func anUnknownPriceMakesTheCostUnknown() throws {
    let workflow = try Workflow.shipped()
    var prices = workflow.statedPrices
    prices[.medium] = nil
    let pricing = WorkflowPricing(prices: prices)
    #expect(pricing.meanCost(of: workflow) == nil, "the planner has no price")
    #expect(pricing.meanTaskCost(of: workflow) != nil)
  }

  @Test(arguments: [
    (Spread.fixed(3), 3.0, 0.0), (.uniform(low: 1, high: 3), 2, 0.28867513459481287),
    (.uniform(low: 0, high: 0), 0, 0), (.exponential(mean: 4), 4, 1),
    (.gamma(mean: 2, variation: 0.5), 2, 0.5), (.lognormal(mean: 7, variation: 2), 7, 2),
  ])
  func aLawKnowsItsMoments(spread: Spread, mean: Double, variation: Double) {
    #expect(spread.mean == mean)
    #expect(abs(spread.variation - variation) < 1e-15)
    #expect(spread.scaled(by: 3).mean == 3 * mean)
    #expect(abs(spread.scaled(by: 3).variation - variation) < 1e-15)
  }
}
