import Analysis
import ExperimentDesign
import MAKERCore
import RaceTheory
import Testing

/// Draws asked for in batches, judged by matches_exact, equals_vote and parallel_time.
@Suite struct BatchClaimTests {
  /// Races in batches that asked for so many draws, and took so long, of what is expected.
  private func batched(
    p: Double = 0.85, v: Double = 0.9, k: Int = 3, cap: Int? = nil, size: Int = 4,
    draws: Double = 1,
    time: Double = 1, races: Int = 100_000, model: Bool = true
  ) throws -> PointResult {
    var point = point(p: p, v: v, k: k, cap: cap, fidelity: .agent)
    point.issue = .batches(size)
    point.latency = 1000
    let law = try RaceLaw(
      of: TwoCandidateRace(stepSuccess: Probability(p), margin: k), cap: cap)
    let issue = BatchIssue(law: law, validRate: v, size: size)
    var tally = Tally()
    tally.races = races
    tally.racesWrong = Int((law.wrong * Double(races)).rounded())
    tally.trialsWrong = tally.racesWrong
    tally.trialsCorrect = races - tally.racesWrong
    tally.votes = Int((law.meanVotes * Double(races)).rounded())
    tally.votesSquared = Int(
      ((law.varianceVotes + law.meanVotes * law.meanVotes) * Double(races)).rounded())
    tally.draws = Int((draws * issue.issued.mean * Double(races)).rounded())
    tally.elapsed = Int(time * issue.time(mean: 1e9).mean * Double(races))
    tally.latencies = Int(law.meanVotes / v * Double(races) * 1e9)
    return result(point, tally)
  }

  private func judged(
    _ kind: ClaimDefinition.Kind, _ results: [PointResult], tolerance: Double? = nil
  ) throws -> ClaimResult {
    ClaimJudge(results: results, oracle: TheoryOracle()).judge(
      try claim(kind, fidelity: .agent, tolerance: tolerance), experiment: "test/analysis")
  }

  @Test func wasteIsExactOrContradicted() throws {
    #expect(try judged(.matchesExact, [batched()]).verdict == .supported)
    for draws in [0.98, 1.02, 1 / 1.3] {
      let found = try judged(.matchesExact, [batched(draws: draws)])
      #expect(found.verdict == .contradicted, "\(draws)")
      let wrong = found.cells.filter { $0.verdict == .contradicted }
      #expect(wrong.map(\.quantity) == ["draws per step"])
    }
    // Few races are held against Chebyshev's bound.
    #expect(try judged(.matchesExact, [batched(draws: 1.02, races: 1000)]).verdict == .supported)
  }

  @Test func estimatesKnowWhatIsWasted() throws {
    let found = try batched(v: 1, size: 10)
    #expect(abs(found.waste.value - 2.41) < 1e-3)
    #expect(abs((found.waste.exact ?? 0) - 2.41) < 1e-3)
    #expect(abs((found.drawsPerStep.z ?? 9)) < 0.1)
    let needed = result(point(p: 0.85, v: 0.9), tally(failures: 0, of: 100))
    #expect(needed.batches == nil && needed.waste.exact == 1)
    #expect(abs((needed.drawsPerStep.exact ?? 0) - 4.2388664 / 0.9) < 1e-6)
  }

  /// Side by side batches have an exact time at every p.
  @Test func timeIsExactOrContradicted() throws {
    #expect(try judged(.parallelTime, [batched()], tolerance: 0.05).verdict == .supported)
    #expect(
      try judged(.parallelTime, [batched(time: 1.02)], tolerance: 0.05).verdict == .contradicted)
    #expect(
      try judged(.parallelTime, [batched(time: 0.98)], tolerance: 0.05).verdict == .contradicted)
  }

  /// What batches asked for in vain is no vote; another count of votes is another race.
  @Test func batchesMayAskForMoreThanVotes() throws {
    let agent = try batched()
    var vote = agent.point
    vote.fidelity = .vote
    vote.latency = nil
    vote.issue = .needed
    var counts = agent.tally.withoutTimes
    counts.draws = counts.votes + 7
    #expect(try judged(.equalsVote, [agent, result(vote, counts)]).verdict == .supported)
    counts.votes += 1
    #expect(try judged(.equalsVote, [agent, result(vote, counts)]).verdict == .contradicted)
  }
}
