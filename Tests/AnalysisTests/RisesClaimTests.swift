import Analysis
import ExperimentDesign
import Testing

@Suite struct RisesClaimTests {
  private func solved(_ correct: Int, of trials: Int = 600, k: Int, depth: Int?) -> PointResult {
    var point = point(k: k, unit: .task, fidelity: .agent)
    point.depth = depth
    return result(point, tally(failures: trials - correct, of: trials))
  }

  private func judged(_ results: [PointResult]) throws -> ClaimResult {
    ClaimJudge(results: results, oracle: SilentOracle()).judge(
      try claim(.rises, fidelity: .agent), experiment: "test/analysis")
  }

  @Test func aRiseAboveBothIsSupported() throws {
    let found = try judged([
      solved(200, k: 1, depth: 5), solved(300, k: 2, depth: 5), solved(580, k: 3, depth: 5),
      solved(150, k: 1, depth: 0), solved(160, k: 3, depth: 0),
    ])
    #expect(found.verdict == .supported)
    #expect(found.cells.count == 2)
    #expect(found.cells[0].quantity.contains("depth=5 k=1"))
    #expect(found.cells[1].quantity.contains("depth=0 k=1"))
    #expect(found.cells.allSatisfy { $0.setting.contains("depth=5 k=3") })
  }

  @Test func aFallIsContradicted() throws {
    let found = try judged([
      solved(300, k: 1, depth: 5), solved(200, k: 2, depth: 5), solved(20, k: 1, depth: 0),
    ])
    #expect(found.verdict == .contradicted)
    #expect(found.cells.map(\.verdict) == [.contradicted, .supported])
  }

  /// 320 against 300 of 600 happens by chance; nothing but successes says nothing.
  @Test func whatChanceCouldDoIsUndecided() throws {
    #expect(
      try judged([solved(300, k: 1, depth: nil), solved(320, k: 4, depth: nil)]).verdict
        == .undecided)
    #expect(
      try judged([solved(600, k: 1, depth: nil), solved(600, k: 4, depth: nil)]).verdict
        == .undecided)
    #expect(try judged([solved(300, k: 1, depth: nil)]).verdict == .undecided)
  }

  /// 27 against 10 of 100, by Fisher's exact test p = .0032: enough alone, too little among four.
  @Test func theRateIsThatOfTheFamily() throws {
    func pair(_ digits: Int) -> [PointResult] {
      [(10, 1), (27, 2)].map { correct, k in
        var point = point(k: k, unit: .task, fidelity: .agent)
        point.digits = digits
        return result(point, tally(failures: 100 - correct, of: 100))
      }
    }
    let alone = try judged(pair(5))
    #expect(alone.cells.count == 1 && alone.verdict == .supported)
    #expect(alone.cells[0].note.contains("against 0.1"))
    let among = try judged((3...6).flatMap(pair))
    #expect(among.cells.count == 4 && among.verdict == .undecided)
  }

  /// The test is exact for few successes or failures only: with many it would take hours.
  @Test func manySuccessesTakeTheNormalApproximation() throws {
    let found = try judged([
      solved(300, k: 1, depth: nil), solved(340, k: 2, depth: nil),
    ])
    // 2 (1 - Φ(40/√(1200·(8/15)·(7/15)))), by hand.
    #expect(found.cells[0].note.contains("p-value 0.0206"), "\(found.cells[0].note)")
    let many = try judged([
      solved(300_000, of: 600_000, k: 1, depth: nil),
      solved(310_000, of: 600_000, k: 2, depth: nil),
    ])
    #expect(many.verdict == .supported)
  }
}
