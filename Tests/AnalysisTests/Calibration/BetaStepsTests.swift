import Analysis
import MAKERCore
import RaceTheory
import RandomStreams
import Testing

struct BetaStepsTests {
  /// Correlations up to 1, where steps are all right or all wrong.
  static let correlations = [0.05, 0.9, 0.999, 1 - 1e-6, 1 - 1e-9, 1 - 1e-15, 1]
  static let successes = [1e-6, 0.5, 0.9, 0.9963, 1 - 1e-6, 1 - 1e-12]

  @Test(arguments: correlations, successes)
  func theMeanStaysThatOfTheSteps(correlation: Double, success: Double) throws {
    let step = BetaSteps.population(success: success, correlation: correlation)
    let wrong = 1 - success
    #expect(abs(step.error.mean - wrong) <= 1e-12 * wrong, "\(step.error)")
    // The first vote is right as often as that, whatever the correlation.
    let law = try PopulationLaw(StepPopulation(classes: [step]), rule: RaceRule(margin: 1))
    #expect(abs(law.ordinary.wrong - wrong) <= 1e-9 * wrong, "\(law.ordinary.wrong)")
  }

  @Test func stepsThatAreAllRightOrAllWrongGainNothingByVotes() throws {
    let classes = [BetaSteps.population(success: 0.9963, correlation: 1)]
    let plan = try MarginPlan(classes: classes, steps: 1, target: Probability(0.9))
    #expect(plan.least == 1)
    for margin in [1, 10, 1000] {
      #expect(abs(try plan.race(margin: margin).wrong - 0.0037) < 1e-9, "k = \(margin)")
    }
  }

  @Test func drawnStepsHaveTheMeanToo() throws {
    for (success, correlation) in [(0.7, 1 - 1e-9), (0.99, 0.9999999)] {
      let step = BetaSteps.population(success: success, correlation: correlation)
      guard case .beta(let alpha, let beta) = step.error else {
        Issue.record("\(step.error)")
        continue
      }
      var stream = WordStream(StreamKey(seed: 7))
      let law = BetaVariate(alpha, beta)
      let draws = 20_000
      let wrong = (0..<draws).reduce(0) { sum, _ in sum + law.draw(&stream).value }
      let deviation = (success * (1 - success) * Double(draws)).squareRoot()
      let expected = (1 - success) * Double(draws)
      #expect(abs(wrong - expected) < 5 * deviation, "p = \(success): \(wrong), not \(expected)")
    }
  }
}
