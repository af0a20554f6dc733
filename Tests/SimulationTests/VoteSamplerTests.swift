import ExperimentDesign
import MAKERCore
import Simulation
import Testing

@Suite struct VoteSamplerTests {
  private static func pairs() throws -> [(ahead: PlannedPoint, first: PlannedPoint)] {
    try [1, 2, 3, 5].map { k in
      (
        try PopulationPoints.point(unit: .race, k: k),
        try PopulationPoints.point(unit: .race, rule: .firstTo, k: k)
      )
    }
  }

  /// Both rules judge the same draws: race by race first-to-k never ends later.
  @Test func firstToKIsNeverLater() throws {
    for (ahead, first) in try Self.pairs() {
      #expect(ahead.streamID == first.streamID && ahead.id != first.id)
      let (a, b) = (
        try Samplers.make(for: ahead, seed: 6), try Samplers.make(for: first, seed: 6)
      )
      let k = ahead.point.margin
      var earlier = 0
      for trial in 0..<1500 {
        let (mine, other) = (a.sample(trial..<trial + 1), b.sample(trial..<trial + 1))
        #expect(other.votes <= mine.votes && other.draws <= mine.draws, "k \(k), trial \(trial)")
        #expect(other.votes >= k && other.votes <= 3 * (k - 1) + 1, "k \(k), trial \(trial)")
        // The first k votes agree: both end there, with the same winner.
        if other.votes == k { #expect(mine == other, "k \(k), trial \(trial)") }
        if other.votes < mine.votes { earlier += 1 }
      }
      #expect(k == 1 ? earlier == 0 : earlier > 100, "k \(k): \(earlier)")
    }
  }

  /// Whole tasks too: trial by trial, and every histogram is later or the same.
  @Test func tasksUnderFirstToKAreNeverLonger() throws {
    let (ahead, first) = (
      try Samplers.make(for: PopulationPoints.point(listed: 12), seed: 8),
      try Samplers.make(for: PopulationPoints.point(rule: .firstTo, listed: 12), seed: 8)
    )
    for trial in 0..<150 {
      let (mine, other) = (ahead.sample(trial..<trial + 1), first.sample(trial..<trial + 1))
      #expect(mine.races == 15 && other.races == 15)
      for (long, short) in [
        (mine.endedAtVote, other.endedAtVote), (mine.endedAtDraw, other.endedAtDraw),
      ] {
        #expect(long.count == 14 && long.reduce(0, +) == 15 && short.reduce(0, +) == 15)
        var (later, sooner) = (0, 0)
        for round in long.indices {
          later += long[round]
          sooner += short[round]
          #expect(later <= sooner, "trial \(trial), round \(round)")
        }
      }
    }
  }

  /// Any split of a range gives the same counts, also of the draws at which races end.
  @Test func rangesOfUnequalStepsAdd() throws {
    for rule in RaceRule.Kind.allCases {
      let sampler = try Samplers.make(
        for: PopulationPoints.point(rule: rule, cap: 9, listed: 9), seed: 4)
      var parts = Tally()
      for start in stride(from: 0, to: 200, by: 37) {
        parts += sampler.sample(start..<min(200, start + 37))
      }
      #expect(sampler.sample(0..<200) == parts)
      #expect(parts.racesUndecided > 0 || rule == .firstTo)
    }
  }
}
