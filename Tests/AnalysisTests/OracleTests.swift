import Analysis
import ExperimentDesign
import Foundation
import MAKERCore
import RaceTheory
import Testing

/// What the oracle says of steps that are not alike.
@Suite struct OracleTests {
  static func population(_ outliers: [Int] = []) throws -> StepPopulation {
    try StepPopulation(
      classes: [
        .init(share: 0.7, flagRate: 0.1, error: .constant(0.1)),
        .init(share: 0.3, flagRate: 0.3, error: .beta(alpha: 1, beta: 3)),
      ], wrongShares: [0.6, 0.4],
      outliers: outliers.map { .init(step: $0, flagRate: 0.2, shares: [0.5, 0.3, 0.2]) })
  }

  static func setting(
    _ population: StepPopulation, steps: Int, unit: TrialUnit = .task,
    rule: RaceRule.Kind = .firstToAheadBy, cap: Int? = nil
  ) -> DesignPoint {
    let model = SimulatedModel(name: "m", population: population)
    var setting = point(
      shares: model.shares, v: model.validRate, k: 2, steps: steps, unit: unit, cap: cap)
    setting.rule = rule
    setting.model = model
    return setting
  }

  /// Every number of a task by its steps, one by one.
  @Test(arguments: RaceRule.Kind.allCases, [nil, 4])
  func aTaskIsItsSteps(rule: RaceRule.Kind, cap: Int?) throws {
    for (steps, outliers) in [(6, [4]), (6, [0, 5, 9]), (2, [0, 1]), (1, [0]), (3, []), (1, [2])] {
      let population = try Self.population(outliers)
      let law = try PopulationLaw(population, rule: RaceRule(margin: 2, kind: rule), cap: cap)
      let each = (0..<steps).map { step in
        population.outliers.firstIndex { $0.step == step }.map { law.outliers[$0] } ?? law.ordinary
      }
      let race = try #require(
        TheoryOracle().race(of: Self.setting(population, steps: steps, rule: rule, cap: cap)))
      func mean(_ value: (StepLaw) -> Double) -> Double {
        each.reduce(0) { $0 + value($1) } / Double(steps)
      }
      let text = "\(rule), cap \(cap ?? 0), \(steps) steps, outliers \(outliers): \(race)"
      for (found, exact) in [
        (race.wrong, mean(\.wrong)), (race.undecided, mean(\.undecided)),
        (race.meanVotes, mean(\.meanVotes)), (race.varianceVotes, mean(\.varianceVotes)),
        (race.meanDraws ?? -1, mean(\.meanDraws)),
        (
          race.task(subtasks: Double(steps)).correct,
          each.reduce(1) { $0 * (1 - $1.wrong - $1.undecided) }
        ),
        (
          race.task(subtasks: Double(steps)).undecided,
          1 - each.reduce(1) { $0 * (1 - $1.undecided) }
        ),
      ] {
        #expect(abs(found - exact) < 1e-12 * max(1, exact), "\(found) for \(exact); \(text)")
      }
    }
  }

  /// A trial that is a race is step 0; its task still has all its outliers.
  @Test func aRaceIsTheFirstStepOfItsTask() throws {
    for outliers in [[3], [0], [0, 3]] {
      let population = try Self.population(outliers)
      let law = try PopulationLaw(population, rule: RaceRule(margin: 2))
      let race = try #require(
        TheoryOracle().race(of: Self.setting(population, steps: 5, unit: .race)))
      let first = outliers.contains(0) ? law.outliers[0] : law.ordinary
      #expect(abs(race.wrong - first.wrong) < 1e-15, "\(outliers)")
      #expect(abs(race.task(subtasks: 1).failure - first.wrong) < 1e-15, "\(outliers)")
      #expect(
        abs(race.task(subtasks: 5).correct - law.success(steps: 5)) < 1e-12, "\(outliers)")
    }
  }

  @Test func survivalIsThatOfTheAverageStep() throws {
    let population = try Self.population([1])
    let law = try PopulationLaw(population, rule: RaceRule(margin: 2))
    let found = try #require(
      TheoryOracle().survival(of: Self.setting(population, steps: 4), votes: 12))
    let ordinary = law.ordinary.survivalByVote(upTo: 12)
    let outlier = law.outliers[0].survivalByVote(upTo: 12)
    #expect(found.count == 13 && found[0] == 1)
    for vote in 0...12 {
      #expect(abs(found[vote] - (3 * ordinary[vote] + outlier[vote]) / 4) < 1e-12, "vote \(vote)")
    }
  }

  /// One oracle keeps points apart that differ in their steps alone.
  @Test func pointsAreKeptApart() throws {
    let oracle = TheoryOracle()
    let population = try Self.population([2])
    let few = try #require(oracle.race(of: Self.setting(population, steps: 2)))
    let many = try #require(oracle.race(of: Self.setting(population, steps: 3)))
    let other = try #require(oracle.race(of: Self.setting(population, steps: 3, rule: .firstTo)))
    #expect(few.wrong < many.wrong && many != other && few.outliers.isEmpty)
    #expect(oracle.law(of: point()) == nil && oracle.race(of: point())?.meanDraws == nil)
  }

  /// A task whose errors drift, judged by its steps; each point is kept apart.
  @Test func aDriftIsJudgedStepByStep() throws {
    let population = try StepPopulation(classes: [
      .init(share: 1, flagRate: 0, error: .drift(first: 0.05, last: 0.3))
    ])
    let oracle = TheoryOracle()
    for steps in [7, 130] {
      let race = try #require(oracle.race(of: Self.setting(population, steps: steps)))
      var wrong = 0.0
      var success = 1.0
      for step in 0..<steps {
        let rate = 0.05 + 0.25 * Double(step) / Double(steps - 1)
        let each = rate * rate / (rate * rate + (1 - rate) * (1 - rate))
        wrong += each / Double(steps)
        success *= 1 - each
      }
      #expect(abs(race.wrong - wrong) < 1e-12, "\(steps) steps")
      #expect(abs(race.task(subtasks: Double(steps)).correct - success) < 1e-11, "\(steps) steps")
    }
  }

  /// With the first draw at τ = 0 a race starts one vote in, at every kind of point.
  @Test func greedyFirstStartsOneVoteIn() throws {
    let oracle = TheoryOracle()
    var greedy = point(shares: [0.8, 0.2], v: 0.9, k: 2)
    greedy.temperature = .greedyFirst
    let plain = try #require(oracle.race(of: point(shares: [0.8, 0.2], v: 0.9, k: 2)))
    let found = try #require(oracle.race(of: greedy))
    // From +1 the other side is met before k with r(r² … )/(1 − r⁴); flagged, the race is as usual.
    let r = 0.25
    let ruin = (pow(r, 3) - pow(r, 4)) / (1 - pow(r, 4))
    #expect(abs(found.wrong - (0.9 * ruin + 0.1 * plain.wrong)) < 1e-12)
    #expect(oracle.survival(of: greedy, votes: 3)?.count ?? 0 >= 4)
    #expect(!greedy.isPaperRace)
    var ensemble = point(k: 2)
    ensemble.model = SimulatedModel(
      name: "m",
      ensemble: try ModelEnsemble(members: [
        .init(error: .constant(0.1)), .init(error: .constant(0.3)),
      ]))
    let turns = try #require(oracle.race(of: ensemble))
    #expect(abs(turns.wrong - (0.03 / (0.03 + 0.63))) < 1e-12)
    #expect(oracle.survival(of: ensemble, votes: 4)?.count == 5)
    ensemble.temperature = .greedyFirst
    #expect(oracle.race(of: ensemble) == nil, "no exact result is known")
  }

  private func judged(_ found: PointResult) throws -> ClaimResult {
    ClaimJudge(results: [found], oracle: TheoryOracle())
      .judge(try claim(.matchesExact), experiment: "test/analysis")
  }

  /// Counts at their expectation support, and each of them contradicts when it is off.
  @Test func matchesExactJudgesUnequalSteps() throws {
    let setting = Self.setting(try Self.population([3]), steps: 10)
    let exact = try #require(TheoryOracle().race(of: setting))
    let trials = 4000
    func counts(failures: Double = 1, wrong: Double = 1, votes: Double = 1) -> Tally {
      var counts = Tally()
      counts.trialsWrong = Int(
        exact.task(subtasks: 10).failure * Double(trials) * failures)
      counts.trialsCorrect = trials - counts.trialsWrong
      counts.races = 10 * trials
      counts.racesWrong = Int(exact.wrong * Double(counts.races) * wrong)
      counts.votes = Int(exact.meanVotes * Double(counts.races) * votes)
      counts.votesSquared = Int(
        (exact.varianceVotes + exact.meanVotes * exact.meanVotes) * Double(counts.races))
      counts.draws = counts.votes * 5 / 4
      return counts
    }
    let right = try judged(result(setting, counts()))
    #expect(right.verdict == .supported)
    // Flags depend on the votes here, so the share of valid draws is no test.
    #expect(right.cells.map(\.quantity) == ["task failure", "wrong steps", "votes per step"])
    for wrong in [counts(failures: 1.2), counts(wrong: 1.1), counts(votes: 1.05)] {
      #expect(try judged(result(setting, wrong)).verdict == .contradicted)
    }
  }
}
