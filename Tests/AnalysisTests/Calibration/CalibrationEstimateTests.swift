import Analysis
import Statistics
import Testing

struct CalibrationEstimateTests {
  /// Steps of three draws; some with a flag.
  static let steps: [StepCounts] =
    Array(repeating: StepCounts(right: 3, wrong: 0), count: 80)
    + Array(repeating: StepCounts(right: 2, wrong: 0, flagged: 1), count: 10)
    + Array(repeating: StepCounts(right: 2, wrong: 1), count: 6)
    + Array(repeating: StepCounts(right: 0, wrong: 3), count: 2)
    + [StepCounts(right: 0, wrong: 0, flagged: 3), StepCounts(right: 0, wrong: 0)]

  @Test(arguments: CalibrationModel.allCases)
  func readsMeansOverSteps(model: CalibrationModel) throws {
    let draws = LabelledDraws(Self.steps)
    #expect(draws.steps == 99 && draws.draws == 297 && draws.valid == 284 && draws.wrong == 12)
    #expect(draws.pairedSteps == 98)
    let estimate = CalibrationEstimate(draws, model: model, level: 0.95)
    let success: Double = (90 + 4) / 98
    let valid: Double = (88 + 20.0 / 3) / 99
    #expect(abs(try #require(estimate.success.estimate) - success) < 1e-12)
    #expect(abs(try #require(estimate.validRate.estimate) - valid) < 1e-12)
    for value in [estimate.success, estimate.validRate, estimate.correlation] {
      #expect(value.interval.contains(try #require(value.estimate)))
      #expect(value.interval.low > 0 && value.interval.high < 1)
    }
  }

  @Test func onlyAModelIdentifiesHardSteps() throws {
    let draws = LabelledDraws(Self.steps)
    let beta = CalibrationEstimate(draws, model: .beta, level: 0.95)
    #expect(beta.hardShare.interval.contains(try #require(beta.hardShare.estimate)))
    #expect(beta.identifiedHardShare == nil)
    let moments = CalibrationEstimate(draws, model: .moments, level: 0.95)
    #expect(moments.hardShare.estimate == nil)
    let identified = try #require(moments.identifiedHardShare)
    #expect(identified.lowerBound < identified.upperBound)
    #expect(moments.hardShare.interval.high > identified.upperBound)
    // Two steps of nearly a hundred were wrong three times of three.
    let share = try #require(beta.hardShare.estimate)
    #expect(share > 0.01 && share < 0.04 && beta.hardShare.interval.high < 0.15)
  }

  @Test(arguments: CalibrationModel.allCases)
  func noErrorIsAnIntervalUpToOne(model: CalibrationModel) {
    let draws = LabelledDraws(Array(repeating: StepCounts(right: 3, wrong: 0), count: 60))
    let estimate = CalibrationEstimate(draws, model: model, level: 0.95)
    #expect(estimate.success.interval.high == 1 && estimate.success.interval.low < 0.95)
    #expect(estimate.correlation.estimate == nil)
    #expect(estimate.correlation.interval == Interval(low: 0, high: 1, level: 0.95))
    #expect(estimate.hardShare.interval.low == 0 && estimate.hardShare.interval.high > 0.05)
  }

  @Test(arguments: CalibrationModel.allCases)
  func oneDrawAStepTellsNothingOfCorrelation(model: CalibrationModel) {
    let draws = LabelledDraws(
      Array(repeating: StepCounts(right: 1, wrong: 0), count: 90)
        + Array(repeating: StepCounts(right: 0, wrong: 1), count: 10))
    let estimate = CalibrationEstimate(draws, model: model, level: 0.95)
    #expect(estimate.correlation.estimate == nil)
    #expect(estimate.correlation.interval == Interval(low: 0, high: 1, level: 0.95))
    #expect(estimate.hardShare.interval.high >= 0.1)
  }
}
