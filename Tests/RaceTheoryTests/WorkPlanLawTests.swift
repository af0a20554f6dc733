import Economics
import MAKERCore
import RaceTheory
import Testing

@Suite struct WorkPlanLawTests {
  /// A single call a step, without a second attempt: powers of p.
  @Test func aCallIsAPower() throws {
    let law = try WorkPlanLaw(
      .repeating(TierRace(.small), attempts: 1), stepSuccess: [0.9, 0.95, 0.99], steps: 4,
      detection: 0.5)
    let right = 0.9 * 0.9 * 0.9 * 0.9
    #expect(abs(law.right - right) < 1e-14)
    #expect(abs(law.wrong - (1 - right) / 2) < 1e-14 && abs(law.failed - law.wrong) < 1e-14)
    #expect(law.calls == [4, 0, 0] && law.escalated == 0 && law.attempts == 1)
    #expect(law.cost([2, 3, 4]) == 8)
  }

  /// Attempts that fail in sight climb: geometric sums.
  @Test func attemptsClimb() throws {
    let law = try WorkPlanLaw(
      .climbing(from: .small, attempts: 3), stepSuccess: [0.8, 0.9, 0.95], steps: 1, detection: 1)
    #expect(abs(law.right - (0.8 + 0.2 * 0.9 + 0.2 * 0.1 * 0.95)) < 1e-14)
    #expect(abs(law.failed - 0.2 * 0.1 * 0.05) < 1e-15 && law.wrong == 0)
    #expect(abs(law.escalated - 0.2) < 1e-14)
    #expect(abs(law.attempts - 1.22) < 1e-14 && abs(law.calls[2] - 0.02) < 1e-15)
    #expect(abs(law.reworkCalls[1] - 0.2) < 1e-15 && law.reworkCalls[0] == 0)
  }

  /// With one attempt a step of the plan is the step of the ladder.
  @Test func aLadderIsTheLadder() throws {
    let (p, steps) = ([0.6, 0.8, 0.97], 12)
    let races = [TierRace(.small, margin: 2, cap: 5), TierRace(.large, margin: 3, cap: 9)]
    let law = try WorkPlanLaw(WorkPlan([races]), stepSuccess: p, steps: steps, detection: 0)
    let ladder = try EscalationLadder(
      tiers: [
        LadderTier(costPerCall: 1, margin: 2, cap: 5),
        LadderTier(costPerCall: 7, margin: 3, cap: 9),
      ],
      kinds: [LadderKind(share: 1, stepSuccess: [p[0], p[2]])], mostRaces: 2)
    let plan = ladder.plan([0, 1])
    let end = plan.reliability(steps: steps)
    #expect(abs(law.right - end.correct) < 1e-13 && abs(law.wrong - end.wrong) < 1e-13)
    #expect(abs(law.failed - end.undecided) < 1e-13)
    #expect(abs(law.cost([1, 0, 7]) - plan.taskCost(steps: steps)) < 1e-11)
    let first = ladder.races[0][0]
    let unescalated = (0..<steps).reduce(1.0) { product, _ in product * (1 - first.undecided) }
    #expect(abs(law.escalated - (1 - unescalated)) < 1e-13)
  }
}
