import Analysis
import ExperimentDesign
import Testing

@Suite struct UndecidedClaimTests {
  /// Half the races end with the second vote, half of the rest with the fourth, and so on.
  private final class HalvingOracle: Oracle {
    let ratio: Double
    init(ratio: Double = 0.5) { self.ratio = ratio }
    func race(of point: DesignPoint) -> ExactRace? { nil }
    func tailRatio(of point: DesignPoint) -> Double? { ratio }
    func survival(of point: DesignPoint, votes: Int) -> [Double]? {
      var survival = [1.0]
      for vote in 1...votes { survival.append(survival[vote - 1] * (vote % 2 == 0 ? ratio : 1)) }
      return survival
    }
  }

  /// An oracle by which no race outlasts its second vote.
  private final class ShortOracle: Oracle {
    func race(of point: DesignPoint) -> ExactRace? { nil }
    func survival(of point: DesignPoint, votes: Int) -> [Double]? {
      (0...votes).map { $0 < 2 ? 1 : 0 }
    }
  }

  /// Races that ended with the second, fourth, … of ten votes; the last number ended later.
  private func races(
    _ ended: [Int], unit: TrialUnit = .race, cap: Int? = nil, stop: StopRule? = nil,
    fidelity: Fidelity = .vote
  ) -> PointResult {
    var counts = tally(failures: 0, of: ended.reduce(0, +))
    counts.endedAtVote = Array(repeating: 0, count: 12)
    for (index, races) in ended.enumerated() {
      counts.endedAtVote[min(2 * (index + 1), 11)] += races
    }
    return result(
      point(p: 0.8, k: 2, unit: unit, cap: cap, listed: 10, fidelity: fidelity), counts, stop: stop)
  }

  private func judged(
    _ kind: ClaimDefinition.Kind, _ results: [PointResult], _ oracle: any Oracle = HalvingOracle()
  ) throws -> ClaimResult {
    ClaimJudge(results: results, oracle: oracle).judge(try claim(kind), experiment: "test/analysis")
  }

  private let halving = [5000, 2500, 1250, 625, 312, 313]

  @Test func countsRunDownTheHistogram() {
    let counts = races(halving).undecidedByVote(oracle: HalvingOracle())
    #expect(counts.map(\.vote) == Array(1...10))
    #expect(counts.map(\.undecided) == [10_000, 5000, 5000, 2500, 2500, 1250, 1250, 625, 625, 313])
    #expect(counts.map(\.exact)[9] == 0.03125)
    #expect(
      result(point(), tally(failures: 0, of: 10)).undecidedByVote(oracle: HalvingOracle()).isEmpty)
  }

  @Test func theLawSupportsAndAnotherContradicts() throws {
    let right = try judged(.undecidedMatchesExact, [races(halving)])
    #expect(right.verdict == .supported)
    #expect(right.cells.count == 1)
    #expect(right.cells[0].note.contains("worst of 5 votes"))
    let wrong = try judged(.undecidedMatchesExact, [races([5000, 2000, 1500, 875, 312, 313])])
    #expect(wrong.verdict == .contradicted)
    #expect(wrong.cells[0].quantity == "undecided after vote 4")
  }

  @Test func racesThatTheLawExcludesContradict() throws {
    let results = [races([9999, 1, 0, 0, 0, 0])]
    #expect(try judged(.undecidedMatchesExact, results, ShortOracle()).verdict == .contradicted)
    #expect(
      try judged(.undecidedMatchesExact, [races([10_000, 0])], ShortOracle()).verdict == .supported)
  }

  /// A sum of probabilities may be 1.0000000000000002.
  @Test func roundingIsNoProbabilityAboveOne() throws {
    final class RoundedOracle: Oracle {
      func race(of point: DesignPoint) -> ExactRace? { nil }
      func survival(of point: DesignPoint, votes: Int) -> [Double]? {
        HalvingOracle().survival(of: point, votes: votes)?.map { $0 * 1.0.nextUp }
      }
    }
    let found = try judged(.undecidedMatchesExact, [races(halving)], RoundedOracle())
    #expect(found.verdict == .supported)
    #expect(found.cells[0].note.contains("worst of 5 votes"))
  }

  /// 5170 of 10,000 left after the second vote: z = 3.4, p = .0007, against .01/5 and .01/5000.
  @Test func theRateIsThatOfTheFamily() throws {
    let off = races([4830, 2585, 1292, 646, 323, 324])
    let alone = try judged(.undecidedMatchesExact, [off])
    #expect(alone.verdict == .contradicted)
    let among = try judged(
      .undecidedMatchesExact, [off] + Array(repeating: races(halving), count: 999))
    #expect(among.verdict == .supported)
    #expect((among.worst?.z ?? 0) > 3.3)
  }

  @Test func pointsThatDoNotApplySupportNothing() throws {
    let kinds: [ClaimDefinition.Kind] = [.undecidedMatchesExact, .tailRatio]
    for kind in kinds {
      #expect(try judged(kind, []).verdict == .undecided)
      let plain = result(point(p: 0.8, k: 2), tally(failures: 0, of: 1000))
      #expect(try judged(kind, [plain]).verdict == .undecided)
      #expect(try judged(kind, [races(halving)], SilentOracle()).verdict == .undecided)
    }
    for chosen in [
      races(halving, stop: .errors(5, atMost: 20_000)), races(halving, unit: .task, cap: 9),
    ] {
      #expect(try judged(.undecidedMatchesExact, [chosen]).verdict == .undecided)
    }
  }

  @Test func theTailIsPooled() throws {
    let right = try judged(.tailRatio, [races(halving)])
    #expect(right.verdict == .supported)
    // Left 2500 + 1250 + 625 + 313 of 5000 + 2500 + 1250 + 625 chances.
    #expect(right.cells[0].n == 9375)
    #expect(right.cells[0].estimate == 4688.0 / 9375)
    #expect(
      try judged(.tailRatio, [races(halving)], HalvingOracle(ratio: 0.6)).verdict
        == .contradicted)
    let few = try judged(.tailRatio, [races([50, 25, 12, 6, 3, 4])])
    #expect(few.verdict == .undecided)
    #expect(few.cells[0].isJudged == false && few.cells[0].n == 95)
  }

  /// 5040 left of 9670 chances, z = 4.2 and p = 3e-5: beyond .01, within .01/1000.
  @Test func theTailIsJudgedInItsFamily() throws {
    let off = races([5000, 2400, 1240, 650, 340, 370])
    #expect(try judged(.tailRatio, [off]).verdict == .contradicted)
    let among = try judged(.tailRatio, [off] + Array(repeating: races(halving), count: 999))
    #expect(among.verdict == .supported)
    #expect((among.worst?.z ?? 0) > 2.6)
  }

  /// Thirty races of which none ends in four chances each: likely where one in a hundred does, not
  /// where one in ten does.
  @Test func aTailOfFewRacesIsJudgedExactly() throws {
    let survivors = races([0, 0, 0, 0, 0, 30])
    let found = try judged(.tailRatio, [survivors], HalvingOracle(ratio: 0.99))
    #expect(found.cells[0].n == 120)
    #expect(found.verdict == .supported)
    #expect(try judged(.tailRatio, [survivors], HalvingOracle(ratio: 0.9)).verdict == .contradicted)
  }
}
