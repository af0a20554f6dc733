import Analysis
import ExperimentDesign
import Testing

@Suite struct PrecisionClaimTests {
  private func judged(_ results: [PointResult], tolerance: Double) throws -> ClaimResult {
    ClaimJudge(results: results, oracle: TheoryOracle())
      .judge(try claim(.isPrecise, tolerance: tolerance), experiment: "test/analysis")
  }

  private func tilted(races: Int, wrong: Int) -> PointResult {
    result(
      TiltedErrorsTests.tilted(point(shares: [0.9, 0.1], k: 8)),
      TiltedErrorsTests.weighed(races: races, wrong == 0 ? [] : [(1, wrong)]))
  }

  @Test func theHalfWidthDecides() throws {
    // 5,000 of 10,000: a 99 % interval of ± 2.6 %.
    let half = try judged([tilted(races: 10_000, wrong: 5000)], tolerance: 0.03)
    #expect(half.verdict == .supported && half.cells.count == 1)
    #expect(
      try judged([tilted(races: 10_000, wrong: 5000)], tolerance: 0.02).verdict == .contradicted)
    #expect(
      try judged([tilted(races: 10_000, wrong: 10_000)], tolerance: 0.001).verdict == .supported)
  }

  /// The level is that of all cells, and the worst of them decides.
  @Test func theFamilyHasOneLevel() throws {
    let precise = tilted(races: 10_000, wrong: 5000)
    #expect(
      try judged([precise] + Array(repeating: precise, count: 999), tolerance: 0.03).verdict
        == .contradicted)
    let rough = tilted(races: 100, wrong: 50)
    #expect(try judged([precise, rough], tolerance: 0.1).verdict == .contradicted)
  }

  @Test func nothingSeenIsNotPrecise() throws {
    #expect(try judged([tilted(races: 10_000, wrong: 0)], tolerance: 0.99).verdict == .contradicted)
  }

  /// Races of the model are no rare errors: left out.
  @Test func plainPointsAreLeftOut() throws {
    let plain = result(point(k: 2), tally(failures: 3, of: 10))
    #expect(
      try judged([plain, tilted(races: 10_000, wrong: 5000)], tolerance: 0.03).cells.count == 1)
  }
}
