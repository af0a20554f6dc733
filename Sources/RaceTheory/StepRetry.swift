package import MAKERCore

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Each step asked for again until an oracle says that it is right, at most so many times.
///
/// - Source: The geometric law, cut off at the last attempt.
package struct StepRetry: Sendable {
  /// Step success p of one call.
  package let stepSuccess: Probability
  /// Most calls of a step, the first one included; calls, at least 1.
  package let attempts: Int

  /// Describes the retry.
  ///
  /// - Parameters:
  ///   - stepSuccess: Step success p; unit 1, above 0.
  ///   - attempts: Most calls of a step; calls, at least 1.
  package init(stepSuccess: Probability, attempts: Int) {
    precondition(stepSuccess.value > 0 && attempts >= 1, "a step has a call that can be right")
    self.stepSuccess = stepSuccess
    self.attempts = attempts
  }

  /// The fewest attempts a step with which a task reaches its target.
  ///
  /// - Parameters:
  ///   - stepSuccess: Step success p; unit 1, above 0.
  ///   - steps: Steps s of the task; count, at least 1.
  ///   - target: Required success t of the task; unit 1, range (0, 1).
  /// - Returns: The retry.
  package static func least(
    stepSuccess: Probability, steps: Int, target: Probability
  ) -> StepRetry {
    var retry = StepRetry(stepSuccess: stepSuccess, attempts: 1)
    while !retry.reliability(steps: steps).reaches(target) {
      retry = StepRetry(stepSuccess: stepSuccess, attempts: retry.attempts + 1)
    }
    return retry
  }

  /// Probability that a step never comes right, (1 − p)^attempts; unit 1.
  package var failure: Double { pow(stepSuccess.complement, Double(attempts)) }

  /// Expected calls of a step, (1 − (1 − p)^attempts)/p; calls.
  package var meanCalls: Double { (1 - failure) / stepSuccess.value }

  /// A task of such steps, which one that never comes right stops.
  ///
  /// - Parameter steps: Steps of the task; count, at least 1.
  /// - Returns: How it ends: right or stopped, never wrong.
  package func reliability(steps: Int) -> TaskReliability {
    TaskReliability(subtaskWrong: 0, subtaskUndecided: failure, subtasks: Double(steps))
  }

  /// Expected calls of a task that goes on to its end whatever its steps come to; calls.
  ///
  /// - Parameter steps: Steps of the task; count, at least 1.
  /// - Returns: Expected calls.
  package func calls(steps: Int) -> Double { Double(steps) * meanCalls }
}
