import ExperimentDesign
import Simulation
import Testing

@Suite struct SamplerTests {
  static func point(
    _ fidelity: Fidelity, unit: TrialUnit = .task, shares: [Double] = [0.8, 0.2], v: Double = 0.9,
    steps: Int = 50, k: Int = 2, cap: Int? = nil, listed: Int? = nil
  ) -> PlannedPoint {
    PlannedPoint(
      point: DesignPoint(
        experiment: "test/sampler", fidelity: fidelity, unit: unit, shares: shares, validRate: v,
        steps: steps, disks: nil, target: nil, margin: k, marginChoice: .fixed(k),
        minimumMargin: nil, cap: cap, listedVotes: listed),
      stop: .trials(100))
  }

  /// Any split of a range gives the same counts.
  @Test(arguments: [Fidelity.vote, .aggregate], [nil, 6])
  func rangesAdd(fidelity: Fidelity, cap: Int?) throws {
    let sampler = try Samplers.make(for: Self.point(fidelity, cap: cap, listed: 9), seed: 4)
    let whole = sampler.sample(0..<300)
    var parts = Tally()
    for start in stride(from: 0, to: 300, by: 37) {
      parts += sampler.sample(start..<min(300, start + 37))
    }
    #expect(whole == parts)
    #expect(whole.trials == 300)
    #expect(whole.flags > 0)
  }

  /// A cap below the margin can decide nothing, at any fidelity.
  @Test(arguments: [Fidelity.agent, .vote, .aggregate])
  func capBelowTheMarginLeavesAllUndecided(fidelity: Fidelity) throws {
    let sampler = try Samplers.make(for: Self.point(fidelity, v: 1, k: 5, cap: 3), seed: 4)
    let tally = sampler.sample(0..<100)
    #expect(tally.trialsUndecided == 100 && tally.races == 100 && tally.votes == 300)
  }

  @Test(arguments: [Fidelity.agent, .vote, .aggregate])
  func countsAreConsistent(fidelity: Fidelity) throws {
    let sampler = try Samplers.make(
      for: Self.point(fidelity, shares: [0.6, 0.4], v: 1, steps: 3, k: 3, cap: 9, listed: 9),
      seed: 4)
    let tally = sampler.sample(0..<2000)
    #expect(tally.trialsUndecided == tally.racesUndecided)
    #expect(tally.endedAtVote.reduce(0, +) + tally.racesUndecided == tally.races)
    let votes = tally.endedAtVote.enumerated().reduce(0) { $0 + $1.offset * $1.element }
    #expect(votes + 9 * tally.racesUndecided == tally.votes)
    #expect(tally.flags == 0)
    #expect(tally.racesUndecided > 0 && tally.trialsWrong > 0 && tally.trialsCorrect > 0)
  }

  @Test func seedAndPointChangeTheDraws() throws {
    let a = try Samplers.make(for: Self.point(.vote), seed: 1).sample(0..<500)
    #expect(try a == Samplers.make(for: Self.point(.vote), seed: 1).sample(0..<500))
    #expect(try a != Samplers.make(for: Self.point(.vote), seed: 2).sample(0..<500))
    var other = Self.point(.vote).point
    other.experiment = "test/other"
    let moved = PlannedPoint(point: other, stop: .trials(100))
    #expect(try a != Samplers.make(for: moved, seed: 1).sample(0..<500))
  }

  /// A replayed trial shows the draws that the sampler counted.
  @Test func replayShowsTheSampledTrial() throws {
    let planned = Self.point(.vote, shares: [0.5, 0.3, 0.2], steps: 12, cap: 30)
    let sampler = try Samplers.make(for: planned, seed: 3)
    for trial in 0..<50 {
      let tally = sampler.sample(trial..<trial + 1)
      let traces = try RaceTrace.replay(planned, seed: 3, trial: trial, steps: 0..<tally.races)
      #expect(traces.reduce(0) { $0 + $1.outcome.votes } == tally.votes)
      #expect(traces.reduce(0) { $0 + $1.draws.count } == tally.draws)
      #expect(traces.count { $0.outcome.end == .wrong } == tally.racesWrong)
    }
  }
}
