import Analysis
import ExperimentDesign
import Foundation
import MAKERCore
import Statistics
import Testing

@Suite struct UndecidedRunsTests {
  static let margin = 2
  static let rounds = 6
  static let steps = 200

  static func population(harder factor: Double = 1) throws -> StepPopulation {
    try StepPopulation(
      classes: [
        .init(share: 0.8, flagRate: 0, error: .constant(0.05 * factor)),
        .init(share: 0.2, flagRate: 0.1, error: .constant(0.2 * factor)),
      ], wrongShares: [0.7, 0.3])
  }

  static func draw(
    _ simulator: inout RunSimulator, _ population: StepPopulation, steps: Int = steps
  ) throws -> UndecidedCounts {
    // A run that is not over after the last round is cut there, as a histogram is.
    try simulator.counts(population, steps: steps, margin: margin, rounds: rounds)
  }

  static func compared(
    _ published: UndecidedCounts, runs: [UndecidedCounts]
  ) throws -> UndecidedRuns {
    let population = try population()
    return try UndecidedRuns(
      model: SimulatedModel(name: "m", population: population), population: population,
      published: published, runs: runs)
  }

  private static func isInside(_ counts: UndecidedCounts, _ rounds: [UndecidedRuns.Round]) -> Bool {
    rounds.allSatisfy {
      let curve = counts[$0.panel, $0.rule.kind]
      return $0.band.contains($0.round < curve.count ? curve[$0.round] : 0)
    }
  }

  /// Null: a further run lies outside the band of 59 with a probability of at most 3/60, less ties.
  ///
  /// 25 bands with 20 further runs each.  Outside lie at most 25 of 500 on average; their variance is
  /// that of the runs, 20·.05·.95, and that of the bands, a share of Beta(3, 57), each.  A run that is
  /// drawn from the model has a p-value of at most 3/60 in at most one of twenty comparisons.
  @Test func bandsAndPValuesHoldTheirLevels() throws {
    let population = try Self.population()
    var simulator = RunSimulator(state: 77)
    let (bands, further) = (25, 20)
    var outside = 0
    var small = 0
    for _ in 0..<bands {
      let published = try Self.draw(&simulator, population)
      let runs = try (0..<59).map { _ in try Self.draw(&simulator, population) }
      let compared = try Self.compared(published, runs: runs)
      let rounds = compared.rounds
      for round in rounds {
        #expect(round.band.contains(round.median), "\(round)")
        #expect(round.band.lowerBound <= Int(round.expected) + 1, "\(round)")
        #expect(round.band.upperBound >= Int(round.expected), "\(round)")
      }
      for _ in 0..<further {
        if try !Self.isInside(Self.draw(&simulator, population), rounds) { outside += 1 }
      }
      if compared.pValue <= 3.0 / 60 { small += 1 }
    }
    let share = 3.0 / 60
    let spread = share * (1 - share) / 61
    let variance =
      Double(bands)
      * (Double(further) * share * (1 - share) + Double(further * (further - 1)) * spread)
    let n = bands * further
    let z = (Double(outside) - Double(n) * share) / variance.squareRoot()
    print("seed 77, n \(n), expected at most \(Double(n) * share), outside \(outside), z \(z)")
    #expect(z < 5, "n \(n), outside \(outside)")
    // Ties keep some more inside; bands that hold everything would be 5 sigma off.
    #expect(z > -5, "n \(n), outside \(outside)")
    let p = BinomialTest.upperTail(
      successes: small, trials: bands, probability: share, complement: 1 - share)
    #expect(p > 2.9e-7, "n \(bands), p-values of at most 3/60: \(small)")
  }

  /// Can fail: steps twice as hard are found, and so is a smaller run of outlasting steps.
  @Test func anotherModelIsRejected() throws {
    var simulator = RunSimulator(state: 78)
    let population = try Self.population()
    let runs = try (0..<59).map { _ in try Self.draw(&simulator, population) }
    for _ in 0..<5 {
      let published = try Self.draw(&simulator, Self.population(harder: 2))
      let compared = try Self.compared(published, runs: runs)
      #expect(compared.pValue == 1.0 / 60)
      #expect(compared.rounds.contains { !$0.band.contains($0.published) })
      #expect(try judged(.undecidedMatchesPublished, [compared]).verdict == .contradicted)
      #expect(try judged(.undecidedTests, [compared]).verdict == .contradicted)
    }
    let own = try Self.compared(runs[0], runs: runs)
    #expect(try judged(.undecidedMatchesPublished, [own]).verdict == .supported)
    #expect(try judged(.undecidedTests, [own]).verdict == .supported)
  }

  private func judged(
    _ kind: ClaimDefinition.Kind, _ runs: [UndecidedRuns], model: String = "m"
  ) throws -> ClaimResult {
    var claim = try claim(kind, falseAlarm: 0.02)
    claim.model = model
    return ClaimJudge(results: [], undecidedRuns: runs, oracle: SilentOracle())
      .judge(claim, experiment: "test/analysis")
  }

  @Test func onlyTheNamedModelIsJudged() throws {
    var simulator = RunSimulator(state: 79)
    let runs = try (0..<20).map { _ in try Self.draw(&simulator, Self.population()) }
    let compared = try Self.compared(runs[3], runs: runs)
    for kind in [ClaimDefinition.Kind.undecidedMatchesPublished, .undecidedTests] {
      #expect(try judged(kind, [compared], model: "other").verdict == .undecided)
    }
    let tests = try judged(.undecidedTests, [compared])
    #expect(tests.cells.map(\.quantity) == ["voting A 4", "sampling A-B 3", "sampling A-B 4"])
  }

  /// A published run that ends early has rounds that cannot be tested.
  @Test func aShortRunHasFewerTests() throws {
    var simulator = RunSimulator(state: 80)
    let runs = try (0..<20).map { _ in try Self.draw(&simulator, Self.population()) }
    for (curve, tests) in [([200, 200, 0], 0), ([200, 200, 4, 0], 1), ([200, 200, 4, 4, 0], 3)] {
      let short = try UndecidedCounts(
        margin: 2,
        curves: [
          .voting: [.firstToAheadBy: curve, .firstTo: curve],
          .sampling: [.firstToAheadBy: curve, .firstTo: curve],
        ])
      let found = try judged(.undecidedTests, [Self.compared(short, runs: runs)])
      #expect(found.cells.count == tests, "\(curve)")
    }
  }

  /// The runs of an experiment are the trials of both rules, paired.
  @Test func runsAreReadFromTheTrialsOfBothRules() throws {
    var simulator = RunSimulator(state: 81)
    let population = try Self.population()
    let drawn = try (0..<20).map { _ in try Self.draw(&simulator, population) }
    func histogram(_ curve: [Int]) -> [Int] {
      [0] + zip(curve, curve.dropFirst()).map { $0 - $1 } + [curve[curve.count - 1]]
    }
    func result(_ kind: RaceRule.Kind, of runs: [UndecidedCounts]) -> PointResult {
      let model = SimulatedModel(name: "m", population: population)
      var setting = point(
        shares: model.shares, v: model.validRate, k: Self.margin, steps: Self.steps, unit: .task,
        listed: Self.rounds)
      setting.rule = kind
      setting.model = model
      setting.keepsTrials = true
      setting.listedDraws = Self.rounds
      let trials = runs.map { run in
        var one = tally(failures: 0, of: 1, races: Self.steps)
        one.endedAtVote = histogram(run[.voting, kind])
        one.endedAtDraw = histogram(run[.sampling, kind])
        return one
      }
      return PointResult(
        planned: PlannedPoint(point: setting, stop: .trials(runs.count)), seed: 1,
        tally: trials.reduce(Tally(), +), trials: trials, oracle: SilentOracle())
    }
    func compared(_ results: [PointResult], of plan: [PointResult]) throws -> [UndecidedRuns] {
      try ClaimJudge.undecidedRuns(results, of: plan.map(\.planned), published: drawn[0])
    }
    let both = [result(.firstToAheadBy, of: drawn), result(.firstTo, of: drawn)]
    let found = try compared(both, of: both)
    #expect(found.count == 1 && found[0].model.name == "m")
    let read = try #require(found.first)
    for (mine, run) in zip(read.runs, drawn) {
      for panel in UndecidedCounts.Panel.allCases {
        for kind in RaceRule.Kind.allCases {
          let curve = run[panel, kind]
          let end = (curve.firstIndex(of: 0) ?? curve.count - 1) + 1
          #expect(mine[panel, kind].prefix(end) == curve.prefix(end))
          #expect(mine[panel, kind].dropFirst(end).allSatisfy { $0 == 0 })
        }
      }
    }
    // What is not finished is left out; what can never be compared says why.
    #expect(try compared([both[0]], of: both).isEmpty)
    let few = Array(drawn.prefix(19))
    for (plan, problem) in [
      (
        [result(.firstToAheadBy, of: few), result(.firstTo, of: few)], "a comparison takes 20 runs"
      ),
      ([both[0]], "no runs of model m are like"), ([both[1]], "no runs of model m are like"),
      ([], "no model of steps"),
    ] {
      let error = #expect(throws: UndecidedCountsError.self) { try compared(plan, of: plan) }
      #expect(error?.description.hasPrefix(problem) == true, "\(error?.description ?? "")")
    }
  }
}
