import ExperimentDesign
import MAKERCore
import Simulation
import Testing

/// Samplers keep the coordinates of what they lose, and what is kept loses again.
@Suite struct LostRaceTests {
  private static func point(
    _ fidelity: Fidelity, shares: [Double], validRate: Double = 1, cap: Int? = nil, steps: Int = 9,
    margin: Int = 2
  ) -> PlannedPoint {
    PlannedPoint(
      point: DesignPoint(
        experiment: "test/lost", fidelity: fidelity, unit: .task, shares: shares,
        validRate: validRate, steps: steps, disks: nil, target: nil, margin: margin,
        marginChoice: .fixed(margin), minimumMargin: nil, cap: cap, listedVotes: nil),
      stop: .trials(300))
  }

  private static let nine = [0.6] + [Double](repeating: 0.05, count: 8)

  /// Every kernel, the plain race, unequal steps, another rule.
  private static func points() throws -> [PlannedPoint] {
    try [
      point(.vote, shares: [0.8, 0.2]), point(.vote, shares: [0.7, 0.3], validRate: 0.8, cap: 5),
      point(.vote, shares: [0.7, 0.2, 0.1], validRate: 0.9, cap: 6),
      point(.vote, shares: nine, cap: 9), PopulationPoints.point(k: 2, cap: 8),
      PopulationPoints.point(rule: .firstTo, k: 3),
    ]
  }

  @Test func whatIsLostIsKeptWhateverTheRanges() throws {
    for planned in try Self.points() {
      let name = planned.point.setting
      let sampler = try Samplers.make(for: planned, seed: 4)
      let whole = sampler.sample(0..<300)
      var parts = Tally()
      for start in stride(from: 259, through: 0, by: -37) {
        parts += sampler.sample(start..<start + 37)
      }
      parts += sampler.sample(296..<300)
      #expect(parts == whole, "\(name)")
      #expect(whole.lost.trials.count == LostTrials.limit, "\(name): too few are lost")
      for lost in whole.lost.trials {
        let one = sampler.sample(lost.index..<lost.index + 1)
        #expect(one.trialsUndecided == (lost.isUndecided ? 1 : 0), "\(name) \(lost)")
        #expect(one.trialsWrong == (lost.isUndecided ? 0 : 1), "\(name) \(lost)")
        #expect(one.lost.trials == [lost], "\(name)")
      }
    }
  }

  @Test func theFirstLostRaceIsThatOfTheReplay() throws {
    for planned in try Self.points() {
      let name = planned.point.setting
      let sampler = try Samplers.make(for: planned, seed: 4)
      for trial in 0..<60 {
        let tally = sampler.sample(trial..<trial + 1)
        let traces = try RaceTrace.replay(planned, seed: 4, trial: trial, steps: 0..<tally.races)
        let lost = traces.first { $0.outcome.end != .correct }
        let found = try LostRace.first(of: planned, seed: 4, trial: trial)
        #expect(found?.step == lost?.step && found?.outcome == lost?.outcome, "\(name) \(trial)")
        #expect((found == nil) == (tally.trialsCorrect == 1), "\(name) \(trial)")
      }
    }
  }

  @Test func agentsKeepTheTrialsOfFidelityVote() throws {
    for (shares, cap) in [([0.7, 0.3], nil), ([0.6, 0.4], 5)] {
      let lost = try [Fidelity.vote, .agent].map { fidelity in
        try Samplers.make(
          for: Self.point(fidelity, shares: shares, validRate: 0.9, cap: cap), seed: 4
        ).sample(0..<100).lost
      }
      #expect(lost[0] == lost[1] && !lost[0].isEmpty)
      #expect(lost[0].trials.contains(where: \.isUndecided) == (cap != nil))
    }
  }
}
