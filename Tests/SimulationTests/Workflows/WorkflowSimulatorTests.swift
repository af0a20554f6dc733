import Economics
import RandomStreams
import Simulation
import Testing

@Suite struct WorkflowSimulatorTests {
  private let prices = WorkflowPricing(prices: [
    .small: ModelPrices(input: 2, output: 3), .medium: ModelPrices(input: 5, output: 7),
  ])

  private func workflow(agents: Int, seconds: Spread = .fixed(10)) -> Workflow {
    Workflow(
      title: "t",
      planner: Workflow.Planning(
        tier: .medium, tokens: WorkTokens(input: .fixed(100), output: .fixed(10)),
        seconds: .fixed(4)),
      agents: agents,
      kinds: [
        AgentKind(
          name: "a", tier: .small, callsPerTask: 2,
          tokens: WorkTokens(input: .fixed(20), output: .fixed(1)), seconds: seconds)
      ])
  }

  @Test func fixedNumbersGiveFixedResults() throws {
    var work = workflow(agents: 5)
    work.limit = 2
    let outcome = WorkflowSimulator(work, at: prices).run(StreamKey(seed: 1))
    #expect(outcome.cost?.picodollars == 100 * 5 + 10 * 7 + 5 * 2 * (20 * 2 + 1 * 3))
    #expect(outcome.makespan == 4 + 3 * 20)
    #expect(outcome.workTime == 100)
    #expect(outcome.tries == 5)
    #expect(outcome.isSuccess)
  }

  @Test func theFirstFreePlaceTakesTheNextTask() {
    // With one place for all the makespan is all work; with more it never grows, down to the longest.
    let simulated = (1...6).map { limit in
      var work = workflow(agents: 6, seconds: .exponential(mean: 5))
      work.limit = limit
      return WorkflowSimulator(work, at: prices).run(StreamKey(seed: 7))
    }
    #expect(Set(simulated.map(\.workTime)).count == 1, "a limit changes no draw")
    #expect(abs(simulated[0].makespan - 4 - simulated[0].workTime) < 1e-9)
    // List scheduling stays below the mean load of a place and the longest task together.
    let longest = simulated[5].makespan - 4
    for (index, outcome) in simulated.enumerated() {
      let places = Double(index + 1)
      #expect(outcome.makespan - 4 >= max(longest, outcome.workTime / places) - 1e-9)
      #expect(outcome.makespan - 4 <= outcome.workTime / places + longest + 1e-9)
    }
  }

  @Test func aTaskIsTriedUntilItSucceedsOrNoRetryIsLeft() {
    var work = workflow(agents: 3)
    work.failureRate = 0.5
    work.retries = 4
    let simulator = WorkflowSimulator(work, at: prices)
    for outcome in simulator.runs(0..<200, seed: 3) {
      #expect((3...15).contains(outcome.tries))
      #expect(outcome.workTime == Double(outcome.tries) * 20)
      #expect(outcome.cost?.picodollars == 570 + outcome.tries * 2 * 43)
    }
    #expect(simulator.runs(0..<200, seed: 3).contains { !$0.isSuccess })
  }

  @Test func runsDependOnTheirIndexAlone() {
    let simulator = WorkflowSimulator(
      workflow(agents: 3, seconds: .lognormal(mean: 3, variation: 1)), at: prices)
    let whole = simulator.runs(0..<40, seed: 9)
    #expect(whole == simulator.runs(0..<13, seed: 9) + simulator.runs(13..<40, seed: 9))
    #expect(whole != simulator.runs(0..<40, seed: 10))
    #expect(Set(whole.map(\.makespan)).count == 40)
  }

  /// Amounts that no integer holds are the largest one; nothing traps.
  @Test func whatNoIntegerHoldsIsTheLargest() {
    let huge = ModelPrices(input: 1_000_000_000_000, output: 1_000_000_000_000)
    let tokens = WorkTokens(input: .fixed(1e9), output: .lognormal(mean: 1e9, variation: 10))
    let work = Workflow(
      title: "t", planner: Workflow.Planning(tier: .large, tokens: tokens, seconds: .fixed(1e9)),
      agents: 20, kinds: [AgentKind(name: "a", tier: .large, tokens: tokens, seconds: .fixed(0))])
    let outcome = WorkflowSimulator(work, at: WorkflowPricing(prices: [.large: huge]))
      .run(StreamKey(seed: 1))
    #expect(outcome.cost?.picodollars == .max)
  }

  @Test func anUnknownPriceIsNoCost() {
    let free = WorkflowPricing(prices: [.small: ModelPrices(input: 2, output: 3)])
    let outcome = WorkflowSimulator(workflow(agents: 2), at: free).run(StreamKey(seed: 1))
    #expect(outcome.cost == nil)
    #expect(outcome.makespan == 24)
  }
}
