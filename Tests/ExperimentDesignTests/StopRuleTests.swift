import ExperimentDesign
import Testing

@Suite struct StopRuleTests {
  @Test func errorsEndAtTheFailureOrTheLimit() {
    let rule = StopRule.errors(3, atMost: 100)
    #expect(!rule.isMet(failures: 2, trials: 99))
    #expect(rule.isMet(failures: 3, trials: 50))
    #expect(rule.isMet(failures: 0, trials: 100))
    #expect(rule.description == "errors=3 trials<=100")
  }

  @Test func halfWidthNeedsFailures() {
    let rule = StopRule.relativeHalfWidth(0.1, atMost: 1_000_000)
    #expect(!rule.isMet(failures: 380, trials: 1_000_000 - 1))
    #expect(rule.isMet(failures: 385, trials: 100_000))
  }

  /// Where `canBeMet` says no, no trial of the range may end the sampling.
  @Test func canBeMetMissesNothing() {
    for rule in [StopRule.errors(5, atMost: 1000), .relativeHalfWidth(0.7, atMost: 1000)] {
      for before in stride(from: 0, to: 60, by: 7) {
        for failures in 0...before + 10 where !rule.canBeMet(failures: failures, trials: before) {
          for trials in before + 1...before + 10 {
            #expect(!rule.isMet(failures: min(failures, trials), trials: trials))
          }
        }
      }
    }
  }
}
