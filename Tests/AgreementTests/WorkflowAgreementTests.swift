import Economics
import RaceTheory
import Simulation
import Statistics
import Testing

/// Simulated workflows against theory; 5 standard errors a check.
@Suite struct WorkflowAgreementTests {
  private static let trials = 20_000

  struct Case: Sendable, CustomStringConvertible {
    var description: String
    var seconds: [Spread]
    var agents = 5
    var limit: Int?
    var failureRate = 0.0
    var retries = 0
    var seed: Int
  }

  private static let cases = [
    Case(description: "lognormal", seconds: [.lognormal(mean: 10, variation: 0.5)], seed: 1),
    Case(description: "wide", seconds: [.lognormal(mean: 10, variation: 2), .fixed(3)], seed: 2),
    Case(description: "gamma", seconds: [.gamma(mean: 10, variation: 0.7)], agents: 12, seed: 3),
    Case(description: "peaked gamma", seconds: [.gamma(mean: 10, variation: 2)], seed: 4),
    Case(description: "uniform", seconds: [.uniform(low: 1, high: 2)], agents: 2, seed: 5),
    Case(description: "exponential", seconds: [.exponential(mean: 4)], agents: 40, seed: 6),
    Case(
      description: "limited", seconds: [.exponential(mean: 4)], agents: 9, limit: 4, seed: 7),
    Case(
      description: "one after another", seconds: [.gamma(mean: 2, variation: 1.5)], limit: 1,
      seed: 8),
    Case(
      description: "retries", seconds: [.fixed(2), .fixed(1)], failureRate: 0.3, retries: 3,
      seed: 9),
  ]

  @Test(arguments: cases)
  func aSimulationEqualsTheory(row: Case) throws {
    let tokens = WorkTokens(
      input: .lognormal(mean: 30_000, variation: 0.5), output: .gamma(mean: 5000, variation: 0.8))
    let workflow = Workflow(
      title: row.description,
      planner: Workflow.Planning(
        tier: .medium, tokens: tokens, seconds: .uniform(low: 3, high: 5)),
      review: Workflow.Planning(tier: .large, tokens: tokens, seconds: .fixed(1)),
      agents: row.agents, limit: row.limit, failureRate: row.failureRate, retries: row.retries,
      kinds: row.seconds.enumerated().map { index, seconds in
        AgentKind(name: "k\(index)", tier: .small, tokens: tokens, seconds: seconds)
      })
    let pricing = WorkflowPricing(prices: [
      .small: ModelPrices(input: 800_000, output: 4_000_000),
      .medium: ModelPrices(input: 3_000_000, output: 15_000_000),
      .large: ModelPrices(input: 15_000_000, output: 75_000_000),
    ])
    let runs = WorkflowSimulator(workflow, at: pricing).runs(0..<Self.trials, seed: row.seed)
    let exactCost = try #require(pricing.meanCost(of: workflow))
    let exactMakespan = try #require(WorkflowTheory(workflow).meanMakespan)
    let costs = SampleMean(runs.compactMap { $0.cost.map { Double($0.picodollars) * 1e-12 } })
    let spans = SampleMean(runs.map(\.makespan))
    let tries = SampleMean(runs.map { Double($0.tries) })
    #expect(costs.count == Self.trials)
    for (name, sample, exact) in [
      ("cost", costs, exactCost), ("makespan", spans, exactMakespan),
      ("tries", tries, workflow.meanTries * Double(row.agents)),
    ] {
      let z = sample.z(exact: exact)
      #expect(
        abs(z) < 5, "\(name), seed \(row.seed): expected \(exact), observed \(sample.mean), z \(z)")
    }
    let successes = runs.count { $0.isSuccess }
    let p = BinomialTest.pValue(
      successes: successes, trials: Self.trials, probability: workflow.successProbability,
      complement: 1 - workflow.successProbability)
    #expect(p > 5.7e-7, "seed \(row.seed): \(successes) successes, p-value \(p)")
  }
}
