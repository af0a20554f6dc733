import MAKERCore
import RaceTheory
import Testing

@Suite struct NextRaceTests {
  /// Where steps are alike a retry is the first race again, however rare undecided races are.
  @Test(arguments: [(9, 90), (50, 500), (200, 2000)])
  func aRetryOfAlikeStepsIsTheFirstRace(margin: Int, cap: Int) throws {
    let ladder = try EscalationLadder(
      tiers: [LadderTier(costPerCall: 2, validRate: 0.8, margin: margin, cap: cap)],
      means: [0.7], difficulty: .alike, mostRaces: 4)
    let first = try #require(ladder.nextRace(after: [], on: 0))
    let retry = try #require(ladder.nextRace(after: [0], on: 0))
    #expect(abs(retry.right - first.right) < 1e-12 && abs(retry.cost / first.cost - 1) < 1e-12)
    let plan = ladder.plan([0])
    #expect(abs(first.right - plan.right) < 1e-12 && abs(first.cost / plan.cost - 1) < 1e-12)
  }

  /// With a chance to see it, it is what the plan that is longer by a race adds.
  @Test func itIsWhatALongerPlanAdds() throws {
    let tiers = [
      LadderTier(costPerCall: 1, validRate: 1, margin: 3, cap: 7),
      LadderTier(costPerCall: 30, validRate: 0.9, margin: 3, cap: 7),
    ]
    let ladder = try EscalationLadder(
      tiers: tiers, means: [0.9, 0.99],
      difficulty: .hardSteps(share: 0.02, stepSuccess: [0.5, 0.95]), mostRaces: 4)
    for begun in [[0], [0, 0], [0, 1]] {
      for tier in tiers.indices {
        let (before, after) = (ladder.plan(begun), ladder.plan(begun + [tier]))
        let next = try #require(ladder.nextRace(after: begun, on: tier))
        let right = (after.right - before.right) / before.givenUp
        let cost = (after.cost - before.cost) / before.givenUp
        #expect(abs(next.right - right) < 1e-9, "\(begun) \(tier)")
        #expect(abs(next.cost / cost - 1) < 1e-9, "\(begun) \(tier)")
      }
    }
  }
}
