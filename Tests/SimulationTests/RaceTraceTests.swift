import ExperimentDesign
import MAKERCore
import Simulation
import Testing

@Suite struct RaceTraceTests {
  /// A replayed trial of unequal steps shows the draws that the sampler counted, under either rule.
  @Test(arguments: RaceRule.Kind.allCases)
  func unequalStepsAreReplayedAsSampled(rule: RaceRule.Kind) throws {
    let planned = try PopulationPoints.point(rule: rule, k: 3, cap: 12, listed: 40)
    let sampler = try Samplers.make(for: planned, seed: 3)
    var flags = 0
    for trial in 0..<60 {
      let tally = sampler.sample(trial..<trial + 1)
      let traces = try RaceTrace.replay(planned, seed: 3, trial: trial, steps: 0..<tally.races)
      #expect(traces.reduce(0) { $0 + $1.outcome.votes } == tally.votes, "trial \(trial)")
      #expect(traces.reduce(0) { $0 + $1.draws.count } == tally.draws, "trial \(trial)")
      #expect(traces.count { $0.outcome.end == .wrong } == tally.racesWrong, "trial \(trial)")
      for (votes, draws) in zip(traces.map(\.outcome.votes), traces.map(\.outcome.draws))
      where tally.racesUndecided == 0 {
        #expect(tally.endedAtVote[votes] > 0 && tally.endedAtDraw[draws] > 0, "trial \(trial)")
      }
      for trace in traces {
        let votes = trace.draws.compactMap(\.candidate)
        flags += trace.draws.count - votes.count
        let most = Set(votes).map { candidate in votes.count { $0 == candidate } }.max() ?? 0
        if rule == .firstTo, trace.outcome.end != .undecided { #expect(most == 3) }
        #expect(votes.allSatisfy { (0...2).contains($0) })
      }
    }
    #expect(flags > 0)
  }

  /// The rules see the same words: the trace of first-to-k begins that of the other.
  @Test func theShorterTraceBeginsTheLonger() throws {
    let (ahead, first) = (
      try PopulationPoints.point(k: 3), try PopulationPoints.point(rule: .firstTo, k: 3)
    )
    var shorter = 0
    for trial in 0..<20 {
      let long = try RaceTrace.replay(ahead, seed: 9, trial: trial, steps: 0..<15)
      let short = try RaceTrace.replay(first, seed: 9, trial: trial, steps: 0..<15)
      for (a, b) in zip(long, short) {
        #expect(
          a.draws.prefix(b.draws.count).map(\.word) == b.draws.map(\.word),
          "trial \(trial), step \(a.step)")
        if b.draws.count < a.draws.count { shorter += 1 }
      }
    }
    #expect(shorter > 20)
  }
}
