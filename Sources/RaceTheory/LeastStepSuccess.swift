package import MAKERCore

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Equation 14 solved for p: what a single call must be worth for a margin to be enough.
package enum LeastStepSuccess {
  /// The smallest step success with which a task reaches its target at a margin.
  ///
  /// - Parameters:
  ///   - margin: Margin k; votes, at least 1.
  ///   - steps: Steps s; count, at least 1.
  ///   - target: Required success t of the whole task; unit 1, range (0, 1).
  /// - Returns: `1/(1 + (t^(−1/s) − 1)^(1/k))`; unit 1, range (0, 1).
  /// - Source: arXiv 2511.09030, Eq. 13 and 14.
  package static func value(margin: Int, steps: Int, target: Probability) -> Double {
    precondition(margin >= 1 && steps >= 1, "a task has a step and a margin is at least 1 vote")
    let budget = MinimumMargin.failureBudget(target, subtasks: Double(steps))
    return 1 / (1 + pow(budget, 1 / Double(margin)))
  }
}
