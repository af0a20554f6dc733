package import MAKERCore

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A whole task done over until one attempt is right from end to end, without any vote.
///
/// It takes an oracle that knows a right attempt when it sees one.  Attempts succeed so rarely that
/// doubles cannot hold their number: everything is a logarithm to base 10.
///
/// - Source: The geometric law; the waiting time for a run of successes in Feller, An Introduction to
///   Probability Theory I, XIII.7.
package struct TaskRetry: Sendable {
  /// Step success p of one call.
  package let stepSuccess: Probability
  /// Steps s of the task; count, at least 1.
  package let steps: Int

  /// Describes the task.
  ///
  /// - Parameters:
  ///   - stepSuccess: Step success p; unit 1, above 0.
  ///   - steps: Steps s; count, at least 1.
  package init(stepSuccess: Probability, steps: Int) {
    precondition(stepSuccess.value > 0 && steps >= 1, "a task has a step that can be right")
    self.stepSuccess = stepSuccess
    self.steps = steps
  }

  /// log10 of p^s, the probability that one attempt is right; at most 0.
  package var logSuccess: Double { 0 - logAttempts }

  /// log10 of the expected attempts, p^(−s); at least 0.
  package var logAttempts: Double { naturalLogAttempts / log(10) }

  /// log10 of the expected calls where every attempt is made to its end, s·p^(−s).
  package var logCalls: Double { log10(Double(steps)) + logAttempts }

  /// log10 of the expected calls where an oracle ends an attempt at its first wrong step.
  ///
  /// It is the waiting time for s right calls in a row, (p^(−s) − 1)/(1 − p).
  package var logCallsStopped: Double {
    let attempts = naturalLogAttempts
    if stepSuccess.complement == 0 { return log10(Double(steps)) }
    // ln(e^L − 1) = L + ln(1 − e^(−L)).
    let excess = attempts + log(0 - expm1(0 - attempts))
    return (excess - log(stepSuccess.complement)) / log(10)
  }

  private var naturalLogAttempts: Double {
    let p = stepSuccess
    return 0 - Double(steps) * (p.value < 0.5 ? log(p.value) : log1p(-p.complement))
  }
}
