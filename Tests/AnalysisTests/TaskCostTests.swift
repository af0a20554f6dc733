import Analysis
import ExperimentDesign
import Foundation
import MAKERCore
import Testing

@Suite struct TaskCostTests {
  /// A reply takes m steps; votes are draws that are valid and, but for the last step, right.
  @Test func repliesOfSeveralStepsCostTheirSteps() throws {
    for (p, v, k, m) in [(0.9, 0.8, 3, 5), (0.99, 1, 2, 10), (0.7, 0.5, 4, 1), (0.6, 1, 1, 2)] {
      var setting = point(p: p, v: v, k: k, steps: 100, unit: .task)
      setting.subtaskSteps = m
      var counts = tally(failures: 0, of: 10, races: 100 / m, votes: 6)
      counts.draws = 9 * counts.races
      let cost = result(setting, counts).taskCost
      let race = try TwoCandidateRace(stepSuccess: Probability(p), margin: k)
      let rate = v * pow(p, Double(m - 1))
      let text = "p \(p), v \(v), k \(k), m \(m): \(cost)"
      // 9 draws a race, of 100/m races, each of m steps.
      #expect(abs((cost.found ?? 0) - log10(900)) < 1e-12, "\(text)")
      #expect(abs((cost.exact ?? 0) - log10(100 * race.meanVotes / rate)) < 1e-12, "\(text)")
      let approximate = 100 * Double(k) / (rate * (2 * p - 1))
      #expect(abs((cost.approximate ?? 0) - log10(approximate)) < 1e-9, "\(text)")
      #expect(cost.dollars(cost.exact) == nil, "an unknown price is unknown")
    }
  }

  @Test func theoryHasACostWithoutDraws() throws {
    var setting = point(p: 0.9, steps: 100, unit: .task, fidelity: .exact)
    setting.model = try JSONDecoder().decode(
      SimulatedModel.self,
      from: Data(
        #"""
        {"name": "m", "p": 0.9, "usd_per_mtok_in": 0.4, "usd_per_mtok_out": 1.6, "tokens_in": 577,
         "tokens_out": 538}
        """#.utf8))
    let cost = result(setting, Tally(), stop: .trials(1)).taskCost
    #expect(cost.found == nil)
    let race = try TwoCandidateRace(stepSuccess: Probability(0.9), margin: 3)
    let dollars = try #require(cost.dollars(cost.exact))
    let price = (0.4 * 577 + 1.6 * 538) / 1e6
    #expect(abs(dollars / (100 * race.meanVotes * price) - 1) < 1e-12)
    #expect(cost.dollars(nil) == nil)
  }

  /// A cost beyond a double is still a logarithm.
  @Test func longRepliesCostMoreThanADoubleHolds() {
    var setting = point(p: 0.9, k: 2, steps: 1_000_000, unit: .task, fidelity: .exact)
    setting.subtaskSteps = 100_000
    let cost = result(setting, Tally(), stop: .trials(1)).taskCost
    let exact = cost.exact ?? 0
    #expect(abs(exact - (99_999 * -log10(0.9) + 6)) < 1, "\(exact)")
    #expect(abs((cost.approximate ?? 0) - exact) < 0.1)
  }

  /// The paper's approximation is that of two alike candidates and a lead.
  @Test func theApproximationHasItsPlace() throws {
    func cost(_ change: (inout DesignPoint) -> Void) -> TaskCost {
      var setting = point(p: 0.9, steps: 10, unit: .task)
      change(&setting)
      return result(setting, tally(failures: 0, of: 10, races: 10)).taskCost
    }
    #expect(cost { _ in }.approximate != nil)
    #expect(cost { $0.rule = .firstTo }.approximate == nil)
    #expect(cost { $0.rule = .firstTo }.exact != nil)
    #expect(cost { $0.shares = [0.9, 0.05, 0.05] }.approximate == nil)
    #expect(cost { $0.shares = [0.4, 0.6] }.approximate == nil)
    // Flags of unequal steps weigh with the votes of their steps.
    let population = try StepPopulation(
      classes: [
        .init(share: 0.5, flagRate: 0.5, error: .constant(0.4)),
        .init(share: 0.5, flagRate: 0, error: .constant(0)),
      ])
    let model = SimulatedModel(name: "m", population: population)
    let unequal = cost {
      $0.model = model
      $0.shares = model.shares
      $0.validRate = model.validRate
    }
    let hard = try TwoCandidateRace(stepSuccess: Probability(0.6), margin: 3).meanVotes
    #expect(unequal.approximate == nil)
    #expect(abs((unequal.exact ?? 0) - log10(10 * (0.5 * hard / 0.5 + 0.5 * 3))) < 1e-12)
  }
}
