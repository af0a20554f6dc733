import Analysis
import ExperimentDesign
import RaceTheory
import Testing

@Suite struct EscalationClaimTests {
  static func plan() throws -> EscalationPlan {
    let tiers = [
      LadderTier(costPerCall: 1, margin: 2, cap: 3), LadderTier(costPerCall: 9, margin: 2, cap: 3),
    ]
    return try EscalationLadder(
      tiers: tiers, means: [0.7, 0.9], difficulty: .alike, mostRaces: 2
    ).plan([0, 1])
  }

  /// Counts as they are expected, but for some steps more right and a cost that is off.
  private func verdict(moreRight: Int = 0, cost: Double = 1) throws -> ClaimResult {
    let plan = try Self.plan()
    let steps = 100_000.0
    let wrong = Int(plan.wrong * steps)
    let givenUp = Int(plan.givenUp * steps)
    let found = SimulatedPlan(
      setting: "models 1 2", plan: plan, right: 100_000 - wrong - givenUp + moreRight,
      wrong: wrong - moreRight, givenUp: givenUp, meanCost: cost * plan.cost,
      costError: 0.002 * plan.cost)
    return ClaimJudge(results: [], plans: [found], oracle: SilentOracle()).judge(
      try claim(.plansMatchExact), experiment: "test/analysis")
  }

  @Test func exactCountsSupportAndOthersContradict() throws {
    let found = try verdict()
    #expect(found.verdict == .supported && found.cells.count == 4)
    #expect(try verdict(moreRight: 150).verdict == .supported)
    #expect(try verdict(moreRight: 1000).verdict == .contradicted)
    #expect(try verdict(moreRight: -1000).verdict == .contradicted)
    #expect(try verdict(cost: 1.005).verdict == .supported)
    #expect(try verdict(cost: 0.98).verdict == .contradicted)
  }

  @Test func withoutPlansNothingIsSupported() throws {
    let none = ClaimJudge(results: [], oracle: SilentOracle()).judge(
      try claim(.plansMatchExact), experiment: "test/analysis")
    #expect(none.verdict == .undecided)
  }
}
