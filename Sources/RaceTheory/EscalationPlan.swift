package import MAKERCore

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The models on which a step is raced one after another until a race is decided, and what that
/// comes to; given up after the last.
///
/// - Source: Races one after another as a chain; a task of s steps that stops at the first of probability g
///   takes (1 − (1 − g)^s)/g of them on average, as a geometric law cut off at s.
package struct EscalationPlan: Equatable, Sendable {
  /// Index of the model of each race; from 0, empty for giving up at once.
  package internal(set) var races: [Int] = []
  /// Share of the steps that come to each race; unit 1.
  package internal(set) var reached: [Double] = []
  /// Probability that the step is decided rightly; unit 1.
  package internal(set) var right = 0.0
  /// Probability that the step is decided wrongly; unit 1, without cancellation.
  package internal(set) var wrong = 0.0
  /// Probability that the step is given up; unit 1, without cancellation.
  package internal(set) var givenUp = 1.0
  /// Expected cost of a step; money.
  package internal(set) var cost = 0.0
  /// Expected calls to each model, flagged ones included; calls.
  package internal(set) var calls: [Double]

  init(tiers: Int) {
    calls = [Double](repeating: 0, count: tiers)
  }

  /// Probability that the step is not decided rightly; unit 1, without cancellation.
  package var failure: Double { min(1, wrong + givenUp) }

  /// A task of such steps, which one given up stops.
  ///
  /// - Parameter steps: Steps of the task; count, at least 1.
  /// - Returns: How it ends.
  package func reliability(steps: Int) -> TaskReliability {
    TaskReliability(subtaskWrong: wrong, subtaskUndecided: givenUp, subtasks: Double(steps))
  }

  /// Expected cost of a task, which stops at a step given up.
  ///
  /// - Parameter steps: Steps of the task; count, at least 1.
  /// - Returns: `cost·(1 − (1 − g)^s)/g` for the probability g of giving up a step; money.
  package func taskCost(steps: Int) -> Double {
    let count = Double(steps)
    if givenUp >= 1 { return cost }
    if givenUp <= 0 { return cost * count }
    return cost * (0 - expm1(count * log1p(-givenUp))) / givenUp
  }
}
