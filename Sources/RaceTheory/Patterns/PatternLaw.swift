package import Economics
import MAKERCore

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What a pattern comes to on a whole task, exactly.
///
/// A task ends at a step that stays undecided; under a review such work is done again.
///
/// - Source: arXiv 2511.09030, Eq. 13, with a step that stops the task; `ReviewedWork` has the review.
package struct PatternLaw: Equatable, Sendable {
  /// Probability that the task ends rightly; unit 1.
  package internal(set) var success: Double
  /// Probability that the task ends with a wrong step; unit 1.
  package internal(set) var wrong: Double
  /// Probability that the task ends without a result; unit 1.
  package internal(set) var undecided: Double
  /// Probability that a step of the task is handed to a further tier; unit 1.
  package internal(set) var escalated: Double
  /// Probability that a step that is voted on is handed to a further tier; unit 1.
  package let stepEscalated: Double
  /// Expected calls, by rank of the tier, planner and reviewer included; calls.
  package internal(set) var calls: [Double]
  /// Expected rounds of calls one after another; count.
  package internal(set) var rounds: Double
  /// Expected time where every call of a tier takes the same; seconds.
  package internal(set) var seconds: Double
  /// Expected cost; money of the price book's unit.
  package var cost: Double { zip(calls, prices).reduce(0) { $0 + $1.0 * $1.1 } }

  private let prices: [Double]

  /// Computes what a pattern comes to.
  ///
  /// - Parameters:
  ///   - pattern: The pattern.
  ///   - setting: Models and task.
  /// - Throws: `PatternError` for a pattern that the setting does not fit, `LadderError`, `TheoryError`.
  package init(_ pattern: VotingPattern, _ setting: PatternSetting) throws {
    try setting.check(pattern)
    let kinds = try StepOutcome.kinds(pattern, setting)
    func mean(_ value: (StepOutcome) -> Double) -> Double {
      kinds.reduce(0) { $0 + $1.share * value($1.outcome) }
    }
    let undecided = min(1, mean(\.undecided))
    let reliability = TaskReliability(
      subtaskWrong: mean(\.wrong), subtaskUndecided: undecided, subtasks: Double(setting.steps))
    // Steps that are voted on before one stays undecided.
    let count = Double(setting.steps)
    let begun = undecided > 0 ? (0 - expm1(count * log1p(-undecided))) / undecided : count
    success = reliability.correct
    wrong = reliability.wrong
    self.undecided = reliability.undecided
    stepEscalated = mean(\.escalated)
    escalated = 0 - expm1(count * log1p(-min(1, stepEscalated)))
    calls = (0..<3).map { rank in begun * mean { $0.calls[rank] } }
    rounds = begun * mean(\.rounds)
    seconds = begun * mean(\.seconds)
    prices = setting.prices
    if let review = pattern.review, let quality = setting.review {
      add(review, quality, kinds, setting)
    }
  }

  /// Puts a plan before the steps and a review after them.
  private mutating func add(
    _ review: PatternReview, _ quality: ReviewQuality,
    _ kinds: [(share: Double, outcome: StepOutcome)], _ setting: PatternSetting
  ) {
    let work = ReviewedWork(kinds, steps: setting.steps, rounds: review.rounds, quality: quality)
    success = work.success
    wrong = work.wrong
    undecided = work.undecided
    escalated = work.escalated
    calls = (0..<3).map { rank in work.expected { $0.calls[rank] } }
    rounds = work.expected(\.rounds)
    seconds = work.expected(\.seconds)
    for (tier, times) in [(review.planner, 1.0), (review.reviewer, work.reviews)] {
      guard let model = setting.index(of: tier).map({ setting.models[$0] }) else { continue }
      // A flagged plan or review is asked for again.
      let asked = times / model.validRate
      calls[tier.rank] += asked
      rounds += asked
      seconds += asked * model.seconds
    }
  }

  /// How much cheaper the pattern is than another; unit 1, below 0 where it is dearer.
  ///
  /// - Parameter other: What it is compared against.
  /// - Returns: `(other − this)/other` of the expected costs; nan where the other costs nothing.
  package func savings(over other: PatternLaw) -> Double {
    other.cost > 0 ? (other.cost - cost) / other.cost : .nan
  }

  /// How much sooner the pattern is done than another; unit 1, below 0 where it takes longer.
  ///
  /// - Parameter other: What it is compared against.
  /// - Returns: `(other − this)/other` of the expected times; nan where the other takes none.
  package func timeSaved(over other: PatternLaw) -> Double {
    other.seconds > 0 ? (other.seconds - seconds) / other.seconds : .nan
  }
}
