import Analysis
import ExperimentDesign
import Statistics
import Testing

@Suite struct ExactClaimTests {
  private func judged(
    _ results: [PointResult], fidelity: Fidelity = .vote
  ) throws -> ClaimResult {
    ClaimJudge(results: results, oracle: SilentOracle())
      .judge(try claim(.matchesExact, fidelity: fidelity), experiment: "test/analysis")
  }

  /// One vote a race, so that only the wrong steps can differ from a coin's.
  private func coin(_ heads: Int, stop: StopRule? = nil) -> PointResult {
    result(
      point(k: 1), tally(failures: heads, of: 1000, votes: 1), stop: stop,
      oracle: ConstantOracle(wrong: 0.5))
  }

  @Test func equalSharesSupportAndUnequalContradict() throws {
    #expect(try judged([coin(500)]).verdict == .supported)
    #expect(try judged([coin(600)]).verdict == .contradicted)
    #expect(try judged([coin(600)], fidelity: .aggregate).verdict == .undecided)
    #expect(try judged([]).verdict == .undecided)
  }

  /// 552 of 1000 has p = .0011, whose deviate is 3.26: below .01/2, far above .01/2000.
  @Test func theRateIsThatOfTheFamily() throws {
    let alone = try judged([coin(552)])
    #expect(alone.verdict == .contradicted)
    let among = try judged([coin(552)] + Array(repeating: coin(500), count: 999))
    #expect(among.cells.count == 2000)
    #expect(among.verdict == .supported)
    #expect(abs((among.worst?.z ?? 0) - 3.2598) < 1e-3)
    #expect(among.worst?.interval?.contains(0.5) == true)
  }

  @Test func countsTooSmallForAnySigmaAreStillTested() throws {
    // One failure where a billionth was to be expected.
    let rare = result(
      point(k: 1), tally(failures: 1, of: 1000, votes: 1), oracle: ConstantOracle(wrong: 1e-12))
    #expect(try judged([rare]).verdict == .contradicted)
    let never = result(
      point(k: 1), tally(failures: 1, of: 1000, votes: 1), oracle: ConstantOracle(wrong: 0))
    #expect(try judged([never]).verdict == .contradicted)
    #expect(try judged([never]).cells[0].z == nil)
    // One failure where a tenth was to be expected: z = 2.8, and nothing of the kind.
    let lucky = result(
      point(k: 1), tally(failures: 1, of: 1000, votes: 1), oracle: ConstantOracle(wrong: 1e-4))
    #expect(try judged([lucky]).verdict == .supported)
  }

  @Test func everyUnitComparesWhatItCounts() throws {
    func quantities(_ point: DesignPoint) throws -> [String] {
      let found = result(point, tally(failures: 0, of: 10, races: point.racesPerTrial))
      return try judged([found]).cells.map(\.quantity)
    }
    #expect(try quantities(point()) == ["wrong steps", "votes per step"])
    #expect(
      try quantities(point(v: 0.5)) == ["wrong steps", "valid draws", "votes per step"])
    #expect(
      try quantities(point(steps: 7, unit: .task))
        == ["task failure", "wrong steps", "votes per step"])
    #expect(
      try quantities(point(cap: 9)) == ["wrong races", "undecided races", "votes per step"])
    #expect(try quantities(point(steps: 7, unit: .task, cap: 9)) == ["task failure"])
  }

  @Test func flagsAreHeldAgainstTheValidRate() throws {
    for (draws, verdict) in [(6000, ClaimDefinition.Verdict.supported), (5000, .contradicted)] {
      var counts = tally(failures: 70, of: 1000)
      counts.draws = draws
      let found = result(point(v: 0.5), counts, oracle: ConstantOracle(wrong: 0.07, meanVotes: 3))
      #expect(try judged([found]).verdict == verdict)
    }
  }

  /// Where an errors rule ended the sampling, its trial is what chance decided.
  @Test func errorsRuleIsTestedByItsTrial() throws {
    let rule = StopRule.errors(100, atMost: 10_000)
    func verdict(_ failures: Int, of trials: Int) throws -> ClaimResult {
      try judged([
        result(
          point(k: 1), tally(failures: failures, of: trials, votes: 1), stop: rule,
          oracle: ConstantOracle(wrong: 0.1))
      ])
    }
    let right = try verdict(100, of: 1010)
    #expect(right.verdict == .supported)
    #expect(right.cells[0].quantity == "failed races")
    #expect(right.cells[0].estimate == 99.0 / 1009)
    #expect(try verdict(100, of: 600).verdict == .contradicted)
    #expect(try verdict(100, of: 1700).verdict == .contradicted)
    #expect(try verdict(20, of: 10_000).verdict == .contradicted)
  }

  @Test func halfWidthRuleAndUnknownPointsAreShownAndLeftOut() throws {
    let half = result(
      point(k: 1), tally(failures: 100, of: 1000, votes: 1),
      stop: .relativeHalfWidth(0.2, atMost: 10_000), oracle: ConstantOracle(wrong: 0.5))
    let cells = try judged([half]).cells
    #expect(cells.map(\.quantity) == ["failed races", "votes per step"])
    #expect(cells.map(\.isJudged) == [false, true])
    let unknown = result(point(), tally(failures: 1, of: 10), oracle: SilentOracle())
    #expect(try judged([unknown]).verdict == .undecided)
    #expect(try judged([unknown, coin(500)]).unjudged == 1)
  }

  @Test func manyVotesAreNormal() throws {
    // 40,000 races of mean 6 and variance 4: a standard error of .01.
    func verdict(_ extraVotes: Int) throws -> ClaimResult {
      var counts = tally(failures: 2920, of: 40_000, votes: 6, variance: 4)
      counts.votes += extraVotes
      counts.votesSquared += 12 * extraVotes
      counts.draws = counts.votes
      let oracle = ConstantOracle(wrong: 0.073, meanVotes: 6, varianceVotes: 4)
      return try judged([result(point(), counts, oracle: oracle)])
    }
    #expect(try verdict(0).verdict == .supported)
    #expect(try verdict(1000).verdict == .supported)
    let off = try verdict(-2000)
    #expect(off.verdict == .contradicted)
    #expect(abs((off.worst?.z ?? 0) + 5) < 1e-9)
    #expect(off.worst?.quantity == "votes per step")
  }

  /// Three long races where .3 were to be expected are 5 sigma of the exact variance, and happen
  /// once in 280 times.
  @Test func fewLongRacesAreNotNormal() throws {
    var counts = tally(failures: 0, of: 10_000, votes: 2)
    counts.votes += 3 * 2
    counts.votesSquared += 3 * (16 - 4)
    counts.draws = counts.votes
    let oracle = ConstantOracle(wrong: 1e-9, meanVotes: 2 + 2 * 3e-5, varianceVotes: 4 * 3e-5)
    let found = try judged([result(point(k: 2), counts, oracle: oracle)])
    #expect(abs((found.cells[1].z ?? 0) - 2.042) < 1e-3)
    #expect(found.verdict == .supported)
  }

  @Test func votesThatAnOracleExcludesContradict() throws {
    let oracle = ConstantOracle(wrong: 0, meanVotes: 2, varianceVotes: 0)
    var counts = tally(failures: 0, of: 100, votes: 2)
    #expect(try judged([result(point(k: 2), counts, oracle: oracle)]).verdict == .supported)
    counts.votes += 2
    counts.votesSquared += 12
    counts.draws = counts.votes
    #expect(try judged([result(point(k: 2), counts, oracle: oracle)]).verdict == .contradicted)
  }
}
