import Analysis
import ExperimentDesign
import MAKERCore
import Statistics
import Testing

@Suite struct PointResultTests {
  @Test func fixedTrialsGiveTheShareAndItsExactInterval() {
    let found = result(point(), tally(failures: 12, of: 400))
    #expect(found.estimator == .binomial)
    #expect(found.failureRate.value == 0.03)
    #expect(
      found.failureRate.interval
        == BinomialInterval.fixedTrials(successes: 12, trials: 400, level: 0.95))
    #expect(
      found.failureRate(level: 0.999).interval
        == BinomialInterval.fixedTrials(successes: 12, trials: 400, level: 0.999))
    #expect(found.stepWrong.interval == found.failureRate.interval)
  }

  @Test func errorsRuleGivesTheEstimateOfInverseSampling() {
    let found = result(point(), tally(failures: 10, of: 91), stop: .errors(10, atMost: 1000))
    #expect(found.estimator == .inverseBinomial)
    #expect(found.failureRate.value == 0.1)
    #expect(
      found.failureRate.interval
        == BinomialInterval.fixedErrors(errors: 10, trials: 91, level: 0.95))
  }

  @Test func errorsRuleAtItsLimitCountsTrials() {
    let rule = StopRule.errors(10, atMost: 400)
    let found = result(point(), tally(failures: 9, of: 400), stop: rule)
    #expect(found.estimator == .binomial)
    #expect(found.failureRate.value == 0.0225)
    // The wanted failure on the very last trial is still a failure that ended the sampling.
    let last = result(point(), tally(failures: 10, of: 400), stop: rule)
    #expect(last.estimator == .inverseBinomial)
    #expect(last.failureRate.value == 9.0 / 399)
  }

  @Test func halfWidthRuleIsApproximateUnlessItRanOut() {
    let rule = StopRule.relativeHalfWidth(0.3, atMost: 400)
    #expect(
      result(point(), tally(failures: 30, of: 99), stop: rule).estimator
        == .inverseBinomialApproximate)
    #expect(result(point(), tally(failures: 30, of: 400), stop: rule).estimator == .binomial)
    #expect(result(point(), tally(failures: 0, of: 400), stop: rule).estimator == .binomial)
  }

  @Test func noFailureIsAnInterval() throws {
    for rule in [
      StopRule.trials(500), .errors(5, atMost: 500), .relativeHalfWidth(0.1, atMost: 500),
    ] {
      let found = result(
        point(steps: 31, unit: .race), tally(failures: 0, of: 500), stop: rule)
      #expect(found.failureRate.value == 0)
      let interval = try #require(found.failureRate.interval)
      #expect(interval.low == 0)
      #expect(abs(interval.high - 0.00735) < 0.00001)
      let success = found.taskSuccess(level: 0.95)
      #expect(success.value == 1)
      let mapped = try #require(success.interval)
      #expect(mapped.high == 1 && mapped.low > 0.79 && mapped.low < 0.8)
    }
  }

  @Test func stepErrorsHaveAnIntervalOnlyWhereTheirNumberIsFixed() {
    let task = point(steps: 7, unit: .task)
    let counts = tally(failures: 20, of: 100, races: 7)
    #expect(result(task, counts).stepWrong.interval != nil)
    let rule = StopRule.errors(20, atMost: 1000)
    #expect(result(task, counts, stop: rule).stepWrong.interval == nil)
    #expect(result(task, counts, stop: rule).stepWrong.z == nil)
    #expect(result(point(steps: 7, unit: .task, cap: 9), counts).stepWrong.interval == nil)
    #expect(result(point(cap: 9), tally(failures: 20, of: 100)).stepWrong.interval != nil)
  }

  @Test func taskSuccessFallsAsStepErrorsRise() throws {
    var last = 2.0
    for failures in [0, 1, 10, 500, 9000, 10_000] {
      let found = result(point(steps: 127), tally(failures: failures, of: 10_000))
      let success = found.taskSuccess(level: 0.99)
      let interval = try #require(success.interval)
      let failure = try #require(found.failureRate(level: 0.99).interval)
      #expect(success.value < last)
      #expect(interval.contains(success.value))
      #expect(interval.level == 0.99)
      // (1 − f)^127, each end from the other end of the failures.
      #expect(abs(power(1 - failure.low, 127) - interval.high) < 1e-12)
      #expect(abs(power(1 - failure.high, 127) - interval.low) < 1e-12)
      last = success.value
    }
    #expect(last == 0)
  }

  @Test func wholeTasksAreTheirOwnEstimate() {
    let found = result(point(steps: 127, unit: .task), tally(failures: 30, of: 120, races: 127))
    let success = found.taskSuccess(level: 0.95)
    #expect(success.value == 0.75)
    #expect(success.z == found.failureRate.z.map { -$0 })
    #expect(success.exact == TheoryOracle().race(of: found.point)?.task(subtasks: 127).correct)
  }

  @Test func withoutAnExactResultThereIsNoZ() {
    let found = result(point(), tally(failures: 3, of: 100), oracle: SilentOracle())
    for estimate in [found.failureRate, found.taskSuccess(level: 0.9), found.stepWrong] {
      #expect(estimate.exact == nil && estimate.z == nil && !estimate.value.isNaN)
    }
    #expect(found.votesPerStep.z == nil)
  }

  @Test func votesThatCannotVaryHaveAFiniteZ() {
    // k = 1: one vote a race, also where the shares sum to 1 but for rounding.
    for shares in [
      [0.7, 0.3], [0.6, 0.1, 0.1, 0.1, 0.1], [0.3333333333, 0.3333333333, 0.3333333333],
    ] {
      let found = result(
        point(shares: shares, k: 1), tally(failures: 300, of: 1_000_000, votes: 1))
      #expect(abs(found.votesPerStep.z ?? .infinity) < 1)
    }
  }

  private func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { product, _ in product * base }
  }
}
