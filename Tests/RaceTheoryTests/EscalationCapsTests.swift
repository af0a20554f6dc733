import MAKERCore
import RaceTheory
import Testing

/// Ladders of several caps at once, and long races over few points.
@Suite struct EscalationCapsTests {
  @Test func eachCapIsItsOwnLadder() throws {
    let tiers = [
      LadderTier(costPerCall: 1, margin: 3, cap: 1),
      LadderTier(costPerCall: 10, validRate: 0.9, margin: 3, cap: 1),
    ]
    let caps = [3, 5, 12]
    for difficulty in LadderTierTests.difficulties {
      let ladders = try EscalationLadder.each(
        tiers, caps: caps, means: [0.7, 0.95], difficulty: difficulty, mostRaces: 3)
      for (cap, ladder) in zip(caps, ladders) {
        var own = tiers
        own[0].cap = cap
        own[1].cap = cap
        #expect(ladder.tiers == own)
        let single = try EscalationLadder(
          tiers: own, means: [0.7, 0.95], difficulty: difficulty, mostRaces: 3)
        for (plan, other) in zip(ladder.plans(), single.plans()) {
          #expect(plan.races == other.races)
          #expect(abs(plan.wrong - other.wrong) < 1e-13, "\(difficulty) cap \(cap) \(plan.races)")
          #expect(abs(plan.givenUp - other.givenUp) < 1e-13)
          #expect(abs(plan.cost - other.cost) < 1e-10)
        }
      }
    }
  }

  /// So many votes that the points of short races would miss more than 1e-9 of those given up.
  @Test(arguments: [(0.05, 0.95), (0.01, 0.8), (0.6, 0.6)])
  func manyVotesGetMorePoints(rho: Double, mean: Double) throws {
    let tier = LadderTier(costPerCall: 1, margin: 20, cap: 800)
    let ladder = try EscalationLadder(
      tiers: [tier], means: [mean], difficulty: .proportional(correlation: rho), mostRaces: 8)
    let size = 1 / rho - 1
    let many = BetaQuadrature.points(
      alpha: (1 - mean) * size, beta: mean * size, points: 501
    ).map { LadderKind(share: $0.weight, stepSuccess: [1 - $0.x]) }
    let exact = try EscalationLadder(tiers: [tier], kinds: many, mostRaces: 8)
    for (plan, other) in zip(ladder.plans(), exact.plans()).dropFirst() {
      #expect(abs(plan.wrong / other.wrong - 1) < 1e-9, "\(plan.races)")
      #expect(abs(plan.givenUp / other.givenUp - 1) < 1e-9, "\(plan.races)")
      #expect(abs(plan.cost / other.cost - 1) < 1e-9, "\(plan.races)")
    }
  }

  /// More votes than points make exact: the error stays far below what matters.
  @Test func longRacesNeedNoMorePoints() throws {
    let tier = LadderTier(costPerCall: 1, margin: 6, cap: 300)
    for (rho, mean) in [(0.02, 0.9), (0.2, 0.7), (0.6, 0.6)] {
      let few = try EscalationLadder(
        tiers: [tier], means: [mean], difficulty: .proportional(correlation: rho), mostRaces: 4)
      #expect(few.kinds.count == LadderDifficulty.exactVotes / 2 + 1)
      let size = 1 / rho - 1
      let many = BetaQuadrature.points(
        alpha: (1 - mean) * size, beta: mean * size, points: 601
      ).map { LadderKind(share: $0.weight, stepSuccess: [1 - $0.x]) }
      let exact = try EscalationLadder(tiers: [tier], kinds: many, mostRaces: 4)
      for (plan, other) in zip(few.plans(), exact.plans()).dropFirst() {
        #expect(abs(plan.wrong / other.wrong - 1) < 1e-9, "rho \(rho) \(plan.races)")
        #expect(abs(plan.givenUp / other.givenUp - 1) < 1e-9, "rho \(rho) \(plan.races)")
        #expect(abs(plan.cost / other.cost - 1) < 1e-9)
      }
    }
  }
}
