import ExperimentDesign
import MAKERCore
import Simulation
import Testing

/// Unequal steps as text: not another sample but the same votes.
@Suite struct AgentSamplerTests {
  @Test(arguments: RaceRule.Kind.allCases, [nil, 5])
  func towersGiveTheVotesOfVote(rule: RaceRule.Kind, cap: Int?) throws {
    for (disks, k, seed) in [(4, 2, 1), (3, 3, 2)] {
      func sampler(_ fidelity: Fidelity) throws -> any TrialSampler {
        try Samplers.make(
          for: PopulationPoints.point(
            fidelity, rule: rule, disks: disks, k: k, cap: cap, listed: 30), seed: seed)
      }
      let (votes, agent) = (try sampler(.vote), try sampler(.agent))
      var total = Tally()
      for trial in 0..<25 {
        let counts = votes.sample(trial..<trial + 1)
        #expect(agent.sample(trial..<trial + 1) == counts, "\(rule), cap \(cap ?? 0), \(trial)")
        total += counts
      }
      #expect(total.racesWrong > 0 && total.flags > 0 && total.races >= 50)
    }
  }

  /// Can fail: another seed gives other votes.
  @Test func rejectsAnotherSeed() throws {
    let votes = try Samplers.make(for: PopulationPoints.point(disks: 4), seed: 1)
    let agent = try Samplers.make(for: PopulationPoints.point(.agent, disks: 4), seed: 2)
    #expect(votes.sample(0..<10) != agent.sample(0..<10))
  }

  /// The transcript of a step says the votes that the trace shows.
  @Test func transcriptsSayTheDrawsOfTheTrace() throws {
    let vote = try PopulationPoints.point(disks: 3)
    let agent = try PopulationPoints.point(.agent, disks: 3)
    for trial in 0..<20 {
      let traces = try RaceTrace.replay(vote, seed: 5, trial: trial, steps: 0..<7)
      for trace in traces {
        let said = try #require(
          try Samplers.transcript(of: agent, seed: 5, trial: trial, step: trace.step))
        let isVote = said.draws.map { draw in (try? draw.reading.get()) != nil }
        #expect(
          isVote == trace.draws.map { $0.candidate != nil }, "trial \(trial), step \(trace.step)")
      }
    }
  }
}
