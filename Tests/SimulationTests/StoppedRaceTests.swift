import ExperimentDesign
import MAKERCore
import NoisyChannels
import RandomStreams
import Simulation
import StoppingRules
import Testing

@Suite struct StoppedRaceTests {
  static func planned(
    _ kind: StoppingKind, delta: Double = 0.02, shares: [Double] = [0.7, 0.2, 0.1], v: Double = 1,
    unit: TrialUnit = .race, steps: Int = 1, cap: Int = 300, model: SimulatedModel? = nil
  ) -> PlannedPoint {
    PlannedPoint(
      point: DesignPoint(
        experiment: "test/stopped", fidelity: .vote, unit: unit, shares: shares, validRate: v,
        steps: steps, disks: nil, target: nil, margin: 1, marginChoice: .fixed(1),
        minimumMargin: nil, cap: cap, listedVotes: nil, model: model,
        stopping: StoppingChoice(kind: kind, delta: delta)),
      stop: .trials(100))
  }

  /// The sampler's counts are those of races that the rule follows by itself, and a replay shows them.
  @Test(arguments: StoppingKind.allCases, [1, 0.6])
  func samplersFollowTheRule(kind: StoppingKind, v: Double) throws {
    let planned = Self.planned(kind, v: v)
    let tally = try Samplers.make(for: planned, seed: 3).sample(0..<200)
    let rule = try #require(try planned.point.stoppingRule())
    let noise = try planned.point.noiseModel()
    var (votes, draws, wrong, undecided) = (0, 0, 0, 0)
    for trial in 0..<200 {
      let key = planned.streamRoot(seed: 3).child(trial).child(0)
      var draw = 0
      let end = rule.follow {
        while true {
          draw += 1
          if case .vote(let candidate) = noise.outcome(
            step: 0, temperature: 0.1, stream: key, draw: draw - 1)
          {
            return candidate
          }
        }
      }
      votes += end.votes
      draws += draw
      if end.verdict == .undecided { undecided += 1 }
      if case .won(let candidate) = end.verdict, candidate != 0 { wrong += 1 }
      if trial < 20 {
        let trace = try RaceTrace.replay(planned, seed: 3, trial: trial, steps: 0..<1)[0]
        #expect(trace.outcome.votes == end.votes && trace.draws.count == draw)
        let won: RaceOutcome.End =
          end.verdict == .undecided
          ? .undecided : end.verdict == .won(candidate: 0) ? .correct : .wrong
        #expect(trace.outcome.end == won)
      }
    }
    #expect(tally.votes == votes && tally.draws == draws, "\(kind)")
    #expect(tally.racesWrong == wrong && tally.racesUndecided == undecided, "\(kind)")
    #expect(tally.trials == 200 && tally.races == 200)
  }

  /// First-to-ahead-by-k and first-to-k as stopping rules see and do what the race rules do.
  @Test func marginsAreTheRaceRules() throws {
    for (kind, race) in [
      (StoppingKind.firstToAheadBy, RaceRule.Kind.firstToAheadBy), (.firstTo, .firstTo),
    ] {
      let planned = Self.planned(kind, shares: [0.7, 0.3], unit: .task, steps: 4, cap: 30)
      let rule = try #require(try planned.point.stoppingRule())
      var plain = planned.point
      (plain.stopping, plain.cap) = (nil, 30)
      let noise = IndependentErrors(shares: try CandidateShares(plain.shares))
      let expected = VoteSampler(
        noise: noise, root: planned.streamRoot(seed: 9),
        layout: TrialLayout(
          rule: RaceRule(margin: rule.fewestVotes, kind: race), cap: 30, racesPerTrial: 4))
      let found = try Samplers.make(for: planned, seed: 9)
      #expect(found.sample(0..<500) == expected.sample(0..<500), "\(kind)")
    }
  }

  @Test func rulesOfAChannelSeeTheSameVotes() throws {
    let keys = StoppingKind.allCases.map { Self.planned($0).streamRoot(seed: 1) }
    #expect(Set(keys).count == 1)
    #expect(Self.planned(.esc, v: 0.5).streamRoot(seed: 1) != keys[0])
  }

  @Test func rulesThatCannotBeMadeAreRefused() {
    #expect(throws: SamplerError.self) {
      try Samplers.make(for: Self.planned(.sprt, shares: [0.4, 0.6]), seed: 1)
    }
  }
}
