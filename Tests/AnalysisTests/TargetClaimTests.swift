import Analysis
import ExperimentDesign
import Statistics
import Testing

@Suite struct TargetClaimTests {
  private func task(
    _ failures: Int, of trials: Int = 1000, offset: Int, unit: TrialUnit = .task,
    fidelity: Fidelity = .vote
  ) -> PointResult {
    result(
      point(
        steps: 7, unit: unit, target: 0.9, choice: .minimum(offset: offset), fidelity: fidelity),
      tally(failures: failures, of: trials, races: unit == .task ? 7 : 1))
  }

  private func judged(
    _ kind: ClaimDefinition.Kind, _ results: [PointResult], fidelity: Fidelity = .vote
  ) throws -> ClaimResult {
    ClaimJudge(results: results, oracle: TheoryOracle())
      .judge(try claim(kind, fidelity: fidelity), experiment: "test/analysis")
  }

  @Test(arguments: [
    (20, ClaimDefinition.Verdict.supported), (100, .undecided), (200, .contradicted),
  ])
  func theIntervalDecides(failures: Int, verdict: ClaimDefinition.Verdict) throws {
    let reached = try judged(.reachesTarget, [task(failures, offset: 0)])
    #expect(reached.verdict == verdict)
    #expect(reached.cells[0].interval?.level == 0.99)
    // What reaches the target does not miss it.
    let opposite: ClaimDefinition.Verdict =
      verdict == .supported ? .contradicted : verdict == .contradicted ? .supported : .undecided
    #expect(try judged(.missesTarget, [task(failures, offset: -1)]).verdict == opposite)
  }

  @Test func eachClaimTakesItsOwnMargins() throws {
    let results = [task(20, offset: 0), task(20, offset: 2), task(200, offset: -1)]
    #expect(try judged(.reachesTarget, results).cells.count == 2)
    #expect(try judged(.missesTarget, results).cells.count == 1)
    let fixed = result(
      point(steps: 7, unit: .task, target: 0.9), tally(failures: 500, of: 1000, races: 7))
    #expect(try judged(.reachesTarget, [fixed]).verdict == .undecided)
    #expect(try judged(.reachesTarget, []).verdict == .undecided)
  }

  /// 131 of 1000 tasks fail, p = 8e-4 at a failure rate of .1: enough alone, not among 1000 cells.
  @Test func theLevelIsThatOfTheFamily() throws {
    let alone = try judged(.reachesTarget, [task(131, offset: 0)])
    #expect(alone.verdict == .contradicted)
    let others = Array(repeating: task(20, offset: 0), count: 999)
    let among = try judged(.reachesTarget, [task(131, offset: 0)] + others)
    #expect(among.verdict == .undecided)
    #expect(abs((among.cells[0].interval?.level ?? 0) - (1 - 1e-5)) < 1e-12)
  }

  @Test func stepErrorsContradictButDoNotDecide() throws {
    let good = task(10, of: 1_000_000, offset: 0, unit: .race)
    let shown = try judged(.reachesTarget, [good])
    #expect(shown.cells[0].verdict == .supported && !shown.cells[0].isJudged)
    #expect(shown.verdict == .undecided)
    #expect(try judged(.reachesTarget, [good, task(20, offset: 0)]).verdict == .supported)
    let bad = task(50_000, of: 1_000_000, offset: 0, unit: .race)
    #expect(try judged(.reachesTarget, [bad, task(20, offset: 0)]).verdict == .contradicted)
  }

  @Test func aggregateDrawsSupportNoTarget() throws {
    let drawn = task(20, offset: 0, fidelity: .aggregate)
    #expect(try judged(.reachesTarget, [drawn], fidelity: .aggregate).verdict == .undecided)
    #expect(try judged(.reachesTarget, [drawn]).cells.isEmpty)
  }

  @Test func theSmallestFalseAlarmRateHasALevel() throws {
    let claim = try claim(.reachesTarget, falseAlarm: 1e-300)
    let judged = ClaimJudge(results: [task(20, offset: 0)], oracle: TheoryOracle())
      .judge(claim, experiment: "test/analysis")
    let level = try #require(judged.cells[0].interval?.level)
    #expect(level < 1 && level > 0.999_999)
  }

  /// Seven steps of p .9 succeed with .9989 at a margin of 4, above the target of .9, and with .48 at 1.
  ///
  /// What is found on the other side contradicts, and a point near the target decides nothing.
  @Test(arguments: [
    (4, 2, ClaimDefinition.Verdict.supported), (4, 300, .contradicted), (4, 100, .undecided),
    (1, 520, .supported), (1, 20, .contradicted), (1, 100, .undecided),
  ])
  func theExactValueNamesTheSide(
    margin: Int, failures: Int, verdict: ClaimDefinition.Verdict
  ) throws {
    let found = result(
      point(p: 0.9, k: margin, steps: 7, unit: .task, target: 0.9, choice: .minimum(offset: 0)),
      tally(failures: failures, of: 1000, races: 7))
    let judged = try judged(.sidesWithExact, [found, task(200, offset: -1)])
    #expect(judged.verdict == verdict && judged.cells.count == 1)
    #expect(judged.cells[0].note == "exactly it \(margin == 4 ? "reaches" : "misses") the target")
  }

  /// .883 exactly, which 1000 trials do not tell from a target of .9, whatever they say.
  @Test func whatIsTooNearIsLeftOut() throws {
    let near = result(
      point(p: 0.8, k: 3, steps: 8, unit: .task, target: 0.9, choice: .minimum(offset: 0)),
      tally(failures: 400, of: 1000, races: 8))
    let judged = try judged(.sidesWithExact, [near])
    #expect(!judged.cells[0].isJudged && judged.cells[0].note.contains("too near"))
  }
}
