import Economics
import Testing

@Suite struct WorkPlanTests {
  @Test func plansClimbToTheHighestTier() {
    let plan = WorkPlan.climbing(from: .medium, attempts: 4)
    #expect(plan.attempts.map { $0.map(\.tier) } == [[.medium], [.large], [.large], [.large]])
    #expect(plan.firstTier == .medium && plan.lowestTier == .medium)
  }

  @Test func aLadderLosesItsLowestRung() {
    let races = [TierRace(.small, margin: 2, cap: 6), TierRace(.medium), TierRace(.large)]
    let plan = WorkPlan.ladder(races, attempts: 4)
    #expect(plan.attempts.map(\.count) == [3, 2, 1, 1])
    #expect(plan.attempts[0] == races && plan.firstTier == .small)
  }

  @Test func aRaceWithoutACapEndsAtItsMargin() {
    #expect(TierRace(.small, margin: 3).cap == 3 && TierRace(.large).cap == 1)
    #expect(WorkPlan.repeating(TierRace(.small), attempts: 2).attempts.count == 2)
  }
}
