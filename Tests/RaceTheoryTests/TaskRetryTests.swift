import Foundation
import MAKERCore
import RaceTheory
import Testing

@Suite struct TaskRetryTests {
  /// Short tasks, whose attempts are followed step by step: the expected calls from each place solve a
  /// linear recurrence, summed here from the last step back.
  @Test(arguments: [(0.5, 1), (0.5, 7), (0.85, 12), (0.99, 40), (0.3, 5), (0.9999, 3)])
  func shortTasksAgreeWithTheRecurrence(p: Double, steps: Int) throws {
    let retry = try TaskRetry(stepSuccess: Probability(p), steps: steps)
    // Stopped: E_j = 1 + p·E_(j+1) + (1 − p)·E_0, as a + b·E_0.
    var (a, b) = (0.0, 0.0)
    for _ in 0..<steps { (a, b) = (1 + p * a, (1 - p) + p * b) }
    let stopped = a / (1 - b)
    #expect(abs(pow(10, retry.logCallsStopped) / stopped - 1) < 1e-9, "\(p), \(steps)")
    // To the end: s calls an attempt, and an attempt more for each that fails.
    var success = 1.0
    for _ in 0..<steps { success *= p }
    #expect(abs(pow(10, retry.logCalls) / (Double(steps) / success) - 1) < 1e-12)
    #expect(abs(retry.logSuccess - log10(success)) < 1e-12 * Double(steps))
  }

  /// Stopping an attempt never costs more, and neither ever costs less than the task itself.
  @Test func stoppingEarlyIsCheaper() throws {
    for steps in [1, 2, 10, 1000, 1_000_000] {
      for p in [0.1, 0.6, 0.85, 0.999] {
        let retry = try TaskRetry(stepSuccess: Probability(p), steps: steps)
        #expect(retry.logCallsStopped <= retry.logCalls + 1e-12, "\(p), \(steps)")
        #expect(retry.logCallsStopped >= log10(Double(steps)) - 1e-12, "\(p), \(steps)")
      }
    }
  }

  /// A million steps at .99: known to 15 digits from the logarithm of .99 with 30.
  @Test func whatNoDoubleHoldsIsALogarithm() throws {
    let retry = try TaskRetry(stepSuccess: Probability(0.99), steps: 1_000_000)
    #expect(abs(retry.logSuccess / -4364.80540245009 - 1) < 1e-14)
    #expect(pow(10, retry.logSuccess) == 0)
  }

  @Test func sureStepsAreDoneOnce() throws {
    let retry = try TaskRetry(stepSuccess: Probability(1), steps: 100)
    #expect(retry.logCalls == 2)
    #expect(retry.logCallsStopped == 2)
  }
}
