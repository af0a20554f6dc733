import Analysis
import ExperimentDesign
import Testing

/// Whether the share of wrong races changes with the size.
@Suite struct NoTrendTests {
  private static func judged(_ results: [PointResult]) throws -> ClaimResult {
    ClaimJudge(results: results, oracle: SilentOracle())
      .judge(try claim(.noTrend), experiment: "test/analysis")
  }

  private static func sizes(_ wrong: [Int], of trials: Int = 1000, p: Double = 0.7) -> [PointResult]
  {
    wrong.enumerated().map { index, wrong in
      result(
        point(p: p, k: 1, steps: 1 << (index + 3)), tally(failures: wrong, of: trials, votes: 1))
    }
  }

  @Test func equalSharesAreSupportedAndRisingOnesContradicted() throws {
    #expect(try Self.judged(Self.sizes([300, 300, 300, 300])).verdict == .supported)
    // By rank the excess is 125, of a standard deviation of 32.5.
    let rising = try Self.judged(Self.sizes([270, 290, 300, 350]))
    #expect(rising.verdict == .contradicted && abs((rising.worst?.z ?? 0) - 3.85) < 0.01)
    let falling = try Self.judged(Self.sizes([350, 300, 290, 230]))
    #expect(falling.verdict == .contradicted && (falling.worst?.z ?? 0) < -2.6)
    #expect(rising.cells.count == 1 && rising.cells[0].n == 4000)
    #expect(rising.cells[0].estimate == 1210.0 / 4000)
  }

  /// Settings that differ otherwise are no sizes of each other.
  @Test func eachSettingIsJudgedByItself() throws {
    let one = Self.sizes([100, 100, 100], p: 0.9)
    let two = Self.sizes([400, 400, 400], p: 0.6)
    let both = try Self.judged([one[0], two[1], one[2], two[0], one[1], two[2]])
    #expect(both.cells.count == 2 && both.verdict == .supported)
    #expect(both.cells.map(\.estimate) == [0.1, 0.4])
    // p = .0075 is a trend alone, and none at .01/2.
    let near = Self.sizes([300, 318, 356])
    let alone = try Self.judged(near)
    #expect(alone.verdict == .contradicted && alone.cells[0].note.contains("at rate 0.01"))
    let among = try Self.judged(near + one)
    #expect(among.verdict == .supported && among.cells[0].note.contains("at rate 0.005"))
  }

  /// Steps of any size are ranks, and of hundreds of sizes some share a score.
  @Test func scoresStaySmall() throws {
    func sized(_ wrong: [Int], of trials: Int, _ steps: (Int) -> Int) -> [PointResult] {
      wrong.enumerated().map { index, wrong in
        result(point(k: 1, steps: steps(index)), tally(failures: wrong, of: trials, votes: 1))
      }
    }
    let uneven = [7, 1000, 10_000_000, 1 << 60]
    let rising = try Self.judged(sized([27, 29, 30, 35], of: 100) { uneven[$0] })
    #expect(rising.cells.count == 1 && abs((rising.worst?.z ?? 0) - 1.217) < 0.001)
    let few = try Self.judged(sized([0, 0, 1, 9], of: 100) { uneven[$0] })
    #expect(few.verdict == .contradicted)
    let many = (0..<400).map { $0 % 9 == 0 ? 1 : 0 }
    #expect(try Self.judged(sized(many, of: 20) { 3 + $0 * 100_003 }).verdict == .supported)
    let late = (0..<400).map { $0 >= 300 && $0 % 3 == 0 ? 1 : 0 }
    #expect(try Self.judged(sized(late, of: 20) { 3 + $0 * 100_003 }).verdict == .contradicted)
  }

  @Test func nothingWrongSaysNothing() throws {
    for results in [Self.sizes([0, 0, 0]), Self.sizes([1000, 1000, 1000]), Self.sizes([5])] {
      let found = try Self.judged(results)
      #expect(found.verdict == .undecided && found.unjudged == 1)
    }
    #expect(try Self.judged([]).verdict == .undecided)
    #expect(
      try Self.judged(Self.sizes([0, 0, 0]) + Self.sizes([9, 9, 9], p: 0.8)).verdict == .supported)
  }
}
