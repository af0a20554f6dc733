import Analysis
import ExperimentDesign
import RaceTheory
import Testing

@Suite struct ParallelTimeClaimTests {
  /// Races of k draws of a second on average, which took so many times what is expected of them.
  private func timed(
    p: Double = 1, v: Double = 1, k: Int = 4, races: Int = 100_000, sideBySide: Double = 1,
    oneAfterAnother: Double = 1, stop: StopRule? = nil, cap: Int? = nil, unit: TrialUnit = .race,
    oracle: any Oracle = TheoryOracle()
  ) throws -> PointResult {
    var point = point(
      p: p, v: v, k: k, steps: 2, unit: unit, cap: cap, fidelity: .agent)
    point.latency = 1000
    let exact = try #require(TheoryOracle().times(of: point))
    var tally = tally(failures: 0, of: races, votes: k)
    tally.elapsed = Int(
      sideBySide * (exact.sideBySide?.mean ?? 1) * Double(races) * 1e9)
    tally.latencies = Int(oneAfterAnother * exact.oneAfterAnother.mean * Double(races) * 1e9)
    return result(point, tally, stop: stop, oracle: oracle)
  }

  private func judged(_ results: [PointResult]) throws -> ClaimResult {
    ClaimJudge(results: results, oracle: TheoryOracle()).judge(
      try claim(.parallelTime, fidelity: .agent, tolerance: 0.05), experiment: "test/analysis")
  }

  /// Four draws: H_4 = 25/12, variance 205/144.
  @Test func exactTimes() throws {
    let times = try #require(try timed().exactTimes)
    let maximum = try #require(times.sideBySide)
    #expect(abs(maximum.mean - 25.0 / 12) < 1e-12)
    #expect(abs(maximum.variance - 205.0 / 144) < 1e-12)
    #expect(times.oneAfterAnother == TimeMoments(mean: 4, variance: 4))
    #expect(abs((times.speedup ?? 0) - 1.92) < 1e-12)
    #expect(try timed(p: 0.9).exactTimes?.sideBySide == nil)
    #expect(try timed(v: 0.9).exactTimes?.sideBySide == nil)
    #expect(try timed(p: 0.9, k: 1).exactTimes?.sideBySide?.mean == 1)
    #expect(try timed(cap: 2).exactTimes?.sideBySide?.mean == 1.5)
    #expect(result(point(), tally(failures: 1, of: 9)).exactTimes == nil)
  }

  @Test func estimatesAreSecondsAStep() throws {
    let found = try timed(sideBySide: 1.1)
    #expect(abs((found.elapsedPerStep?.value ?? 0) - 1.1 * 25 / 12) < 1e-8)
    #expect(abs((found.sequentialPerStep?.value ?? 0) - 4) < 1e-8)
    #expect(abs((found.speedup?.value ?? 0) - 1.92 / 1.1) < 1e-8)
    let vote = result(point(), tally(failures: 1, of: 9))
    #expect(
      vote.elapsedPerStep == nil && vote.sequentialPerStep == nil && vote.speedup == nil)
  }

  @Test func exactTimesSupportAndOthersContradict() throws {
    #expect(try judged([timed()]).verdict == .supported)
    #expect(try judged([timed(sideBySide: 1.02)]).verdict == .contradicted)
    #expect(try judged([timed(sideBySide: 0.98)]).verdict == .contradicted)
    #expect(try judged([timed(oneAfterAnother: 1.02)]).verdict == .contradicted)
    #expect(try judged([timed(p: 0.8, oneAfterAnother: 0.97)]).verdict == .contradicted)
    // The mean of ten exponential times where their maximum belongs.
    #expect(try judged([timed(k: 10, sideBySide: 1 / 2.93)]).verdict == .contradicted)
  }

  /// Side by side no exact value is known where a vote can differ: shown, and no support.
  @Test func pointsWithoutAnExactValueAreLeftOut() throws {
    let mixed = try judged([timed(p: 0.8, sideBySide: 0.1)])
    #expect(mixed.cells.map(\.isJudged) == [false, true])
    #expect(mixed.verdict == .supported)
    for found in [
      try timed(stop: .errors(3, atMost: 100_000)), try timed(cap: 9, unit: .task),
      try timed(oracle: SilentOracle()),
    ] {
      let judged = try judged([found])
      #expect(judged.unjudged == 2 && judged.verdict == .undecided)
      #expect(judged.cells.allSatisfy { $0.note == "no exact result is known" })
    }
  }

  /// Too few races to say it within five per cent: undecided, not supported.
  @Test func theWholeIntervalMustLieWithinTheTolerance() throws {
    let few = try judged([timed(races: 10_000, sideBySide: 1.001)])
    #expect(few.verdict == .supported)
    let fewer = try judged([timed(races: 200, sideBySide: 1.001)])
    #expect(fewer.verdict == .undecided)
    #expect(fewer.cells[0].verdict == .undecided && fewer.cells[1].verdict == .supported)
    // A point at the edge of what chance allows is near enough to it, not surely within the tolerance.
    let edge = try judged([timed(races: 10_000, sideBySide: 1.013, oneAfterAnother: 1)])
    #expect(edge.cells[0].verdict == .supported)
  }

  /// Few races are held against Chebyshev's bound: 4 sigma of 100 races contradict nothing.
  @Test func fewRacesAreNotTakenForNormal() throws {
    let sigma = (205.0 / 144 / 100).squareRoot() / (25.0 / 12)
    let found = try judged([timed(races: 100, sideBySide: 1 + 4 * sigma)])
    #expect(found.cells[0].verdict == .undecided)
    #expect(found.cells[0].note.contains("p-value 0.0625"))
    let far = try judged([timed(races: 100, sideBySide: 1 + 20 * sigma)])
    #expect(far.cells[0].verdict == .contradicted)
  }

  /// Time is no count: it cannot make an agent point differ from its vote point.
  @Test func equalVotesMayTakeTime() throws {
    let timed = try timed(p: 0.7, k: 3)
    var vote = timed.point
    vote.fidelity = .vote
    vote.latency = nil
    let same = result(vote, timed.tally.withoutTimes)
    func verdict(_ results: [PointResult]) throws -> ClaimDefinition.Verdict {
      ClaimJudge(results: results, oracle: TheoryOracle())
        .judge(try claim(.equalsVote, fidelity: .agent), experiment: "test/analysis").verdict
    }
    #expect(try verdict([same, timed]) == .supported)
    var other = timed.tally.withoutTimes
    other.draws += 1
    #expect(try verdict([result(vote, other), timed]) == .contradicted)
  }
}
