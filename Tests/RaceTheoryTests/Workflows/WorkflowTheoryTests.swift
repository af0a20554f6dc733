import Economics
import RaceTheory
import Testing

@Suite struct WorkflowTheoryTests {
  /// A planner of two seconds over agents whose calls take what is given.
  private func workflow(_ seconds: Spread..., agents: Int = 4) -> Workflow {
    let tokens = WorkTokens(input: .fixed(1), output: .fixed(1))
    return Workflow(
      title: "t", planner: Workflow.Planning(tier: .medium, tokens: tokens, seconds: .fixed(2)),
      agents: agents,
      kinds: seconds.enumerated().map { index, seconds in
        AgentKind(name: "k\(index)", tier: .small, tokens: tokens, seconds: seconds)
      })
  }

  private func makespan(
    _ workflow: Workflow, limit: Int? = nil, failureRate: Double = 0, retries: Int = 0
  ) -> Double? {
    var workflow = workflow
    workflow.limit = limit
    workflow.failureRate = failureRate
    workflow.retries = retries
    return WorkflowTheory(workflow).meanMakespan
  }

  @Test func equalTimesTakeAsManyRoundsAsTheLimitAsksFor() {
    let equal = workflow(.fixed(10), .fixed(3))
    #expect(makespan(equal) == 15)
    #expect(makespan(equal, limit: 3) == 28)
    #expect(makespan(equal, limit: 1) == 54)
    #expect(WorkflowTheory(equal).meanSequentialTime == 54)
  }

  @Test func exponentialTimesHaveHarmonicSums() throws {
    let work = workflow(.exponential(mean: 6))
    let harmonic: Double = 1 + 0.5 + 1.0 / 3 + 0.25
    let ofAll = try #require(makespan(work))
    #expect(abs(ofAll - 2 - 6 * harmonic) < 1e-12)
    // Two wait; one ends every 3 seconds, and the last two take 6·(1 + ½).
    let ofTwo = try #require(makespan(work, limit: 2))
    #expect(abs(ofTwo - 17) < 1e-12)
    #expect(makespan(work, limit: 1) == 26)
    #expect(makespan(work, limit: 9) == makespan(work))
  }

  @Test func aFixedPartShiftsTheLargest() throws {
    let bare = try #require(makespan(workflow(.gamma(mean: 5, variation: 0.4))))
    let shifted = try #require(makespan(workflow(.gamma(mean: 5, variation: 0.4), .fixed(7))))
    #expect(abs(shifted - bare - 7) < 1e-12)
  }

  @Test func retriesOfEqualTimesAreASum() throws {
    let equal = workflow(.fixed(10), agents: 2)
    // Of two agents, one at least fails its first try with 1 − 0.5², then its second with 1 − 0.75².
    let rounds: Double = 1 + 0.75 + 0.4375
    #expect(makespan(equal, failureRate: 0.5, retries: 2) == 2 + 10 * rounds)
    #expect(makespan(equal, limit: 1, failureRate: 0.5, retries: 1) == 32)
    let one = workflow(.exponential(mean: 10), agents: 1)
    #expect(makespan(one, failureRate: 0.5, retries: 1) == 17)
  }

  @Test func whatIsNotKnownIsNil() {
    #expect(makespan(workflow(.exponential(mean: 1), .exponential(mean: 1))) == nil)
    #expect(makespan(workflow(.uniform(low: 1, high: 2)), limit: 2) == nil)
    #expect(makespan(workflow(.exponential(mean: 1)), failureRate: 0.1, retries: 1) == nil)
    #expect(makespan(workflow(.fixed(1)), limit: 2, failureRate: 0.1, retries: 1) == nil)
  }
}
