import Analysis
import ExperimentDesign
import Testing

/// Tallies drawn from the true law, held against right and wrong theory.
///
/// Null: the true law; 200,000 races a point, 100,000 a size of the slope; claims at a false-alarm
/// rate of .01, the slope at 5 sigma.  Seeds are fixed: these tests cannot flicker.
@Suite struct WrongOracleTests {
  private func drawn(_ point: DesignPoint, trials: Int, seed: UInt64) throws -> Tally {
    var sampler = try LawSampler(point, seed: seed)
    return sampler.tally(trials: trials)
  }

  private func verdict(
    _ kind: ClaimDefinition.Kind, _ drawn: [(DesignPoint, Tally)], _ oracle: any Oracle,
    stop: StopRule? = nil
  ) throws -> ClaimDefinition.Verdict {
    let results = drawn.map { result($0, $1, stop: stop, oracle: oracle) }
    let judged = ClaimJudge(results: results, oracle: oracle)
      .judge(try claim(kind), experiment: "test/analysis")
    let worst = judged.worst
    print(
      "\(kind.rawValue) under \(type(of: oracle)): \(judged.verdict.rawValue), \(worst?.quantity ?? "")",
      "expected \(worst?.exact ?? .nan) observed \(worst?.estimate ?? .nan) z \(worst?.z ?? .nan)")
    return judged.verdict
  }

  @Test(arguments: [
    ClaimDefinition.Kind.matchesExact, .undecidedMatchesExact, .tailRatio,
  ])
  func racesTellRightFromWrong(kind: ClaimDefinition.Kind) throws {
    let races = try [(0.7, 3), (0.6, 2)].enumerated().map { index, setting in
      let point = point(p: setting.0, k: setting.1, listed: 60)
      return (point, try drawn(point, trials: 200_000, seed: 11 + UInt64(index)))
    }
    #expect(try verdict(kind, races, TheoryOracle()) == .supported)
    #expect(try verdict(kind, races, WrongOracle()) == .contradicted)
  }

  @Test func aShiftedLawIsNoticedInItsLengthsOnly() throws {
    let point = point(p: 0.7, k: 3, listed: 60)
    let races = [(point, try drawn(point, trials: 200_000, seed: 13))]
    #expect(try verdict(.undecidedMatchesExact, races, ShiftedOracle()) == .contradicted)
    #expect(try verdict(.matchesExact, races, ShiftedOracle()) == .supported)
    #expect(try verdict(.tailRatio, races, ShiftedOracle()) == .supported)
  }

  @Test func eachWrongValueIsNoticed() throws {
    let point = point(p: 0.7, k: 3)
    let tally = try drawn(point, trials: 200_000, seed: 14)
    let judged = ClaimJudge(
      results: [result(point, tally, oracle: WrongOracle())], oracle: WrongOracle()
    ).judge(try claim(.matchesExact), experiment: "test/analysis")
    #expect(judged.cells.map(\.quantity) == ["wrong steps", "votes per step"])
    #expect(judged.cells.allSatisfy { $0.verdict == .contradicted })
  }

  @Test func capsSeveralCandidatesAndTasksAreSupported() throws {
    let points = [
      point(p: 0.7, k: 3, cap: 7), point(shares: [0.5, 0.3, 0.2], k: 2),
      point(shares: [0.5, 0.3, 0.2], k: 3, cap: 6), point(p: 0.8, k: 3, steps: 7, unit: .task),
      point(p: 0.8, k: 3, steps: 7, unit: .task, cap: 7), point(p: 0.9, k: 1),
    ]
    let trials = try points.enumerated().map { index, point in
      (point, try drawn(point, trials: 20_000, seed: 20 + UInt64(index)))
    }
    #expect(try verdict(.matchesExact, trials, TheoryOracle()) == .supported)
  }

  @Test func errorsRuleTellsRightFromWrong() throws {
    let point = point(p: 0.7, k: 3)
    let rule = StopRule.errors(2000, atMost: 1_000_000)
    var sampler = try LawSampler(point, seed: 30)
    let races = [(point, sampler.tally(rule))]
    #expect(try verdict(.matchesExact, races, TheoryOracle(), stop: rule) == .supported)
    // Right about the votes, wrong about who wins.
    let exact = TheoryOracle().race(of: point)
    let wrong = ConstantOracle(
      wrong: 0.085, meanVotes: exact?.meanVotes ?? 0, varianceVotes: exact?.varianceVotes ?? 0)
    #expect(try verdict(.matchesExact, races, wrong, stop: rule) == .contradicted)
  }

  @Test func theSlopeTellsRightFromWrong() throws {
    // Margins of a target of .6, low enough for Wald's correction to show.
    let sizes = try [(3, 7), (4, 31), (5, 127)].enumerated().map { index, setting in
      let point = point(p: 0.75, k: setting.0, steps: setting.1, target: 0.6)
      return (point, try drawn(point, trials: 100_000, seed: 40 + UInt64(index)))
    }.map { point, tally in
      var chosen = point
      chosen.marginChoice = .minimum(offset: 0)
      return (chosen, tally)
    }
    #expect(try verdict(.slopeMatchesExact, sizes, TheoryOracle()) == .supported)
    #expect(try verdict(.slopeMatchesExact, sizes, WrongOracle()) == .contradicted)
    let few = sizes.map { point, tally in (point, AnalysisTests.tally(failures: 0, of: 100)) }
    #expect(try verdict(.slopeMatchesExact, few, TheoryOracle()) == .undecided)
  }
}
