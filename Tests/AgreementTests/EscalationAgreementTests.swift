import RaceTheory
import Simulation
import Statistics
import Testing

/// Plans over several models, as the real orchestrator follows them, against exact theory.
@Suite struct EscalationAgreementTests {
  struct Case: CustomTestStringConvertible {
    var means = [0.7, 0.95]
    var difficulty = LadderDifficulty.alike
    var validRates = [1.0, 1.0]
    var margin = 3
    var cap = 6
    var races: [Int]

    var testDescription: String {
      "\(means) \(difficulty) v \(validRates) k \(margin) cap \(cap) races \(races)"
    }

    var tiers: [LadderTier] {
      zip([1.0, 10.0, 40.0], validRates).map {
        LadderTier(costPerCall: $0.0, validRate: $0.1, margin: margin, cap: cap)
      }
    }

    func plan() throws -> EscalationPlan {
      try EscalationLadder(
        tiers: tiers, means: means, difficulty: difficulty, mostRaces: races.count
      ).plan(races)
    }

    func sampled(_ steps: Int) throws -> EscalationCounts {
      try EscalationSampler(
        tiers: tiers, means: means, difficulty: difficulty, races: races, seed: Setting.seed
      ).sample(0..<steps)
    }
  }

  static let cases: [Case] = [
    Case(races: [0, 1]), Case(races: [0, 0, 0]), Case(validRates: [0.8, 0.9], races: [0, 0, 1]),
    Case(difficulty: .proportional(correlation: 0.2), races: [0, 0, 1, 1]),
    Case(difficulty: .separate(correlation: 0.3), cap: 4, races: [0, 1, 1]),
    Case(
      difficulty: .hardSteps(share: 0.2, stepSuccess: [0.45, 0.8]), margin: 4, cap: 9,
      races: [0, 0, 1]),
    Case(
      means: [0.6, 0.8, 0.97], validRates: [1, 0.7, 1], margin: 2, cap: 3, races: [0, 1, 2]),
    Case(means: [0.8, 0.6], margin: 2, cap: 2, races: [0, 1, 0]),
  ]

  static let steps = 20_000

  static func checks(_ counts: EscalationCounts, _ plan: EscalationPlan) -> [AgreementCheck] {
    let shares = [
      ("right", counts.right, plan.right), ("wrong", counts.wrong, plan.wrong),
      ("given up", counts.givenUp, plan.givenUp),
    ]
    let z = ZScore(estimate: counts.meanCost, exact: plan.cost, standardError: counts.costError)
    return shares.map {
      .binomial(
        $0.0, of: counts.steps, observed: $0.1, probability: $0.2, complement: 1 - $0.2)
    } + [
      AgreementCheck(
        quantity: "cost", null: "normal, n \(counts.steps)", expected: plan.cost,
        observed: counts.meanCost, z: z.value)
    ]
  }

  @Test(arguments: cases)
  func theOrchestratorFollowsThePlan(setting: Case) throws {
    let plan = try setting.plan()
    let counts = try setting.sampled(Self.steps)
    for check in Self.checks(counts, plan) { #expect(check.holds, "\(check.line)") }
    let handedOn = plan.reached.dropFirst().reduce(0, +) * Double(Self.steps)
    #expect(abs(Double(counts.escalations) / handedOn - 1) < 0.2)
    #expect(counts.draws >= Self.steps * setting.margin)
  }

  /// The checks can fail: unequal steps are not alike, and one race less is another plan.
  @Test func rejectsOtherTheories() throws {
    let unequal = Self.cases[3]
    let counts = try unequal.sampled(Self.steps)
    var alike = unequal
    alike.difficulty = .alike
    #expect(Self.checks(counts, try alike.plan()).contains { !$0.holds })
    var apart = unequal
    apart.difficulty = .separate(correlation: 0.2)
    #expect(Self.checks(counts, try apart.plan()).contains { !$0.holds })
    var shorter = unequal
    shorter.races.removeLast()
    #expect(Self.checks(counts, try shorter.plan()).contains { !$0.holds })
  }
}
