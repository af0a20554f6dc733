import MAKERCore
import RaceTheory
import Testing

@Suite struct StepRetryTests {
  /// Every sequence of outcomes of a step, one call after another.
  @Test(arguments: [(0.85, 1), (0.85, 6), (0.5, 3), (0.1, 9)])
  func agreesWithEnumeration(p: Double, attempts: Int) throws {
    let retry = try StepRetry(stepSuccess: Probability(p), attempts: attempts)
    var (open, calls, right) = (1.0, 0.0, 0.0)
    for attempt in 1...attempts {
      right += open * p
      calls += open * p * Double(attempt)
      open *= 1 - p
    }
    calls += open * Double(attempts)
    #expect(abs(retry.meanCalls / calls - 1) < 1e-14)
    #expect(abs(retry.failure - open) < 1e-15)
    #expect(abs(retry.reliability(steps: 1).correct - right) < 1e-14)
    #expect(retry.reliability(steps: 7).wrong == 0)
    #expect(abs(retry.calls(steps: 7) - 7 * calls) < 1e-12)
  }

  /// The least number of attempts reaches the target, and one fewer does not.
  @Test func theLeastIsTheLeast() throws {
    let target = try Probability(0.95)
    for p in [0.3, 0.6, 0.85, 0.99] {
      for steps in [1, 10, 1000, 1_000_000] {
        let found = try StepRetry.least(
          stepSuccess: Probability(p), steps: steps, target: target)
        #expect(found.reliability(steps: steps).reaches(target), "\(p), \(steps)")
        if found.attempts > 1 {
          let less = try StepRetry(stepSuccess: Probability(p), attempts: found.attempts - 1)
          #expect(!less.reliability(steps: steps).reaches(target), "\(p), \(steps)")
        }
      }
    }
  }
}
