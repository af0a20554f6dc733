import Analysis
import ExperimentDesign
import Foundation
import MAKERCore
import Testing

@Suite struct RunTotalsTests {
  private static func kept(
    _ setting: DesignPoint, runs: [(votes: Int, draws: Int)], races: Int = 10
  ) -> PointResult {
    var all = Tally()
    let trials = runs.map { run in
      var one = tally(failures: 0, of: 1, races: races, votes: 0)
      one.votes = run.votes
      one.draws = run.draws
      all += one
      return one
    }
    return PointResult(
      planned: PlannedPoint(point: setting, stop: .trials(runs.count)), seed: 1, tally: all,
      trials: trials, oracle: TheoryOracle())
  }

  /// At most 2.5 % of the runs lie beyond each end, and one run more would be too many.
  @Test func theRangeHoldsNineteenOfTwenty() throws {
    for count in [1, 2, 19, 39, 40, 41, 80, 199, 299] {
      let runs = (1...count).map { (votes: $0 * 7 % 1009 + 1, draws: 2000) }
      let found = try #require(
        Self.kept(point(p: 0.9, steps: 10, unit: .task), runs: runs).votesPerRun)
      let sorted = runs.map { Double($0.votes) }.sorted()
      let below = sorted.count { $0 < found.range.lowerBound }
      let above = sorted.count { $0 > found.range.upperBound }
      #expect(below == above && below == Int(0.025 * Double(count)), "\(count): \(below)")
      #expect(found.median == sorted[count / 2] && found.range.contains(found.median))
    }
    let single = result(point(), tally(failures: 0, of: 9))
    #expect(single.votesPerRun == nil && single.drawsPerRun == nil && single.dollarsPerRun == nil)
  }

  @Test func totalsAndBillAreThoseOfARun() throws {
    let population = try StepPopulation(
      classes: [.init(share: 1, flagRate: 0.2, error: .constant(0.1))])
    var model = SimulatedModel(name: "m", population: population)
    var setting = point(steps: 10, unit: .task)
    setting.model = model
    (setting.shares, setting.validRate) = (model.shares, model.validRate)
    let runs = [(votes: 30, draws: 40), (votes: 40, draws: 50), (votes: 36, draws: 40)]
    let found = Self.kept(setting, runs: runs)
    let votes = try TwoCandidateRace(stepSuccess: Probability(0.9), margin: 3).meanVotes
    #expect(found.votesPerRun?.median == 36 && found.drawsPerRun?.range == 40...50)
    #expect(abs((found.votesPerRun?.exact ?? 0) - 10 * votes) < 1e-9)
    #expect(abs((found.drawsPerRun?.exact ?? 0) - 10 * votes / 0.8) < 1e-9)
    #expect(found.validRatePerRun?.median == 0.8)
    #expect(abs((found.validRatePerRun?.exact ?? 0) - 0.8) < 1e-12)
    #expect(found.dollarsPerRun == nil, "an unknown price is unknown")
    (model.inputPrice, model.outputPrice, model.inputTokens, model.outputTokens) = (1, 2, 1e6, 1e6)
    setting.model = model
    #expect(Self.kept(setting, runs: runs).dollarsPerRun?.median == 120)
  }

  /// A run of subtasks has s/m races, a race is one, and a cap may end a run early.
  @Test func theExpectationIsThatOfTheRacesOfARun() throws {
    let votes = try TwoCandidateRace(stepSuccess: Probability(0.9), margin: 3).meanVotes
    func exact(_ change: (inout DesignPoint) -> Void) -> Double? {
      var setting = point(p: 0.9, steps: 12, unit: .task)
      change(&setting)
      return Self.kept(setting, runs: [(votes: 30, draws: 30)]).votesPerRun?.exact
    }
    #expect(abs((exact { _ in } ?? 0) - 12 * votes) < 1e-9)
    #expect(abs((exact { $0.subtaskSteps = 4 } ?? 0) - 3 * votes) < 1e-9)
    #expect(abs((exact { $0.unit = .race } ?? 0) - votes) < 1e-9)
    #expect(exact { $0.cap = 9 } == nil)
  }
}
