import Analysis
import ExperimentDesign
import Foundation
import MAKERCore
import StoppingRules
import Testing

@Suite struct GuaranteeClaimTests {
  private func stopped(
    _ kind: StoppingKind, delta: Double, wrong: Int, of races: Int, p: Double = 0.8,
    assumed: Double? = nil, stop: StopRule? = nil, unit: TrialUnit = .race,
    oracle: any Oracle = SilentOracle()
  ) -> PointResult {
    var point = point(p: p, unit: unit, cap: 1000)
    point.stopping = StoppingChoice(kind: kind, delta: delta, assumedSuccess: assumed)
    return result(point, tally(failures: wrong, of: races), stop: stop, oracle: oracle)
  }

  private func judged(_ results: [PointResult], _ more: String = "") throws -> ClaimResult {
    let json = """
      {"name": "a", "statement": "s", "kind": "keeps_guarantee", "false_alarm": 0.01\(more)}
      """
    let claim = try JSONDecoder().decode(ClaimDefinition.self, from: Data(json.utf8))
    return ClaimJudge(results: results, oracle: SilentOracle())
      .judge(claim, experiment: "test/analysis")
  }

  /// Of 10,000 races at δ = .01 at least 124 are wrong with probability .0109, at least 125 with .0085.
  @Test(arguments: [
    (80, ClaimDefinition.Verdict.supported), (124, .supported), (125, .contradicted),
  ])
  func theBinomialTailDecides(wrong: Int, verdict: ClaimDefinition.Verdict) throws {
    let found = try judged([stopped(.ppr, delta: 0.01, wrong: wrong, of: 10_000)])
    #expect(found.verdict == verdict && found.cells.count == 1)
    #expect(found.cells[0].exact == 0.01 && found.cells[0].isJudged)
  }

  /// The rate is divided among the points that are judged.
  @Test func theRateIsThatOfTheFamily() throws {
    let edge = stopped(.ppr, delta: 0.01, wrong: 125, of: 10_000)
    let other = stopped(.ppr, delta: 0.01, wrong: 90, of: 10_000)
    let silent = stopped(.esc, delta: 0.01, wrong: 90, of: 10_000)
    #expect(try judged([edge, silent, silent]).verdict == .contradicted)
    #expect(try judged([edge, other, other]).verdict == .supported)
  }

  /// Points without a promise are left out, unless the claim says everywhere.
  @Test func promisesAreJudgedWhereTheyAreStated() throws {
    let results = [
      stopped(.earlyStop, delta: 0.01, wrong: 500, of: 10_000),
      stopped(.sprt, delta: 0.01, wrong: 500, of: 10_000, p: 0.7, assumed: 0.9),
      stopped(.sprt, delta: 0.01, wrong: 90, of: 10_000, p: 0.95, assumed: 0.9),
    ]
    let stated = try judged(results)
    #expect(stated.verdict == .supported && stated.cells.map(\.isJudged) == [false, false, true])
    let everywhere = try judged(results, #", "everywhere": true"#)
    #expect(
      everywhere.cells.map(\.verdict) == [.contradicted, .contradicted, .supported])
    let one = try judged(results, #", "everywhere": true, "stopping": ["early-stop"]"#)
    #expect(one.cells.count == 1 && one.verdict == .contradicted)
  }

  /// 1,000 races cannot tell an error of .002 from one of .001; none wrong is then no support.
  @Test func tooFewRacesSupportNothing() throws {
    let few = try judged([stopped(.ppr, delta: 0.001, wrong: 0, of: 1000)])
    #expect(few.verdict == .undecided && !few.cells[0].isJudged)
    #expect(try judged([stopped(.ppr, delta: 0.001, wrong: 0, of: 100_000)]).verdict == .supported)
    // But even they can contradict.
    #expect(try judged([stopped(.ppr, delta: 0.001, wrong: 9, of: 1000)]).verdict == .contradicted)
  }

  /// An exact error above δ contradicts, however few races were wrong.
  @Test func theoryContradictsToo() throws {
    let oracle = ConstantOracle(wrong: 0.0101)
    let found = try judged([
      stopped(.ppr, delta: 0.01, wrong: 90, of: 10_000, oracle: oracle)
    ])
    #expect(found.verdict == .contradicted)
    let equal = ConstantOracle(wrong: 0.01)
    let kept = try judged([stopped(.ppr, delta: 0.01, wrong: 90, of: 10_000, oracle: equal)])
    #expect(kept.verdict == .supported)
  }

  /// A number of races that depends on how they end has no binomial test.
  @Test func stoppedSamplingIsLeftOut() throws {
    let errors = stopped(
      .ppr, delta: 0.01, wrong: 500, of: 10_000, stop: .errors(500, atMost: 100_000))
    #expect(try judged([errors]).verdict == .undecided)
    let tasks = stopped(.ppr, delta: 0.01, wrong: 500, of: 10_000, unit: .task)
    #expect(try judged([tasks]).verdict == .undecided)
  }
}
