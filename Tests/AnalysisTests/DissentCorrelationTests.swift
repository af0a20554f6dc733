import Analysis
import MAKERCore
import RaceTheory
import Statistics
import Testing

@Suite struct DissentCorrelationTests {
  /// Shares that the exact race over Beta-distributed steps leaves undecided give the law back, for as
  /// many steps as make whole counts of them.
  @Test(arguments: [(0.001, 0.01), (0.15, 0.05), (0.05, 0.3), (0.3, 0.002)])
  func returnsTheLawOfTheRace(errorRate: Double, correlation: Double) throws {
    let sum = 1 / correlation - 1
    let step = StepPopulation.StepClass(
      share: 1, flagRate: 0,
      error: .beta(alpha: errorRate * sum, beta: (1 - errorRate) * sum))
    let survival = try RaceLaw(classes: [step], margin: 3, cap: 5).survival
    let steps = 1_000_000_000
    let counts = DissentCorrelation(
      steps: steps, afterThree: Int((survival[3] * Double(steps)).rounded()),
      afterFive: Int((survival[5] * Double(steps)).rounded()))
    let found = counts.estimate()
    #expect(abs(found.errorRate / errorRate - 1) < 1e-4, "\(found)")
    #expect(abs(found.correlation / correlation - 1) < 1e-3, "\(found)")
    let interval = counts.correlation(level: 0.95)
    #expect(interval.low < correlation && correlation < interval.high)
    #expect(interval.high - interval.low < 0.3 * correlation)
  }

  /// Alike steps leave the square of the share after vote 3: by enumeration of all races.
  @Test func alikeStepsLeaveTheSquare() throws {
    for p in [0.6, 0.85, 0.999] {
      let race = try TwoCandidateRace(stepSuccess: Probability(p), margin: 3)
      let three = try RaceLaw(of: race, cap: 3).undecided
      let five = try RaceLaw(of: race, cap: 5).undecided
      #expect(abs(five - three * three) < 1e-15)
      let steps = 1_000_000_000
      let counts = DissentCorrelation(
        steps: steps, afterThree: Int(three * Double(steps)), afterFive: Int(five * Double(steps)))
      #expect(abs(counts.alikeAfterFive / (five * Double(steps)) - 1) < 1e-5)
      #expect(counts.estimate().correlation < 1e-5)
    }
  }

  /// Fewer undecided steps than alike ones would leave say nothing of a correlation.
  @Test func fewerThanAlikeIsNoCorrelation() {
    let counts = DissentCorrelation(steps: 1000, afterThree: 500, afterFive: 100)
    #expect(counts.estimate().correlation == 0)
    #expect(counts.correlation(level: 0.95).low == 0)
  }
}
