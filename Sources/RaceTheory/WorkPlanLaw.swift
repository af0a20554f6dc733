package import Economics
import MAKERCore

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What a task of equal steps comes to under a plan of work: exact.
///
/// All wrong votes of a step agree, and steps, races and attempts are independent of each other.
///
/// - Source: arXiv 2511.09030, Eq. 9 and 13, for each race and task; attempts as a geometric law cut off at
///   the last.
package struct WorkPlanLaw: Equatable, Sendable {
  /// Probability that the task ends right; unit 1.
  package private(set) var right = 0.0
  /// Probability that the task ends wrong and nobody sees it; unit 1.
  package private(set) var wrong = 0.0
  /// Probability that every attempt failed in sight; unit 1.
  package private(set) var failed = 0.0
  /// Expected attempts; count.
  package private(set) var attempts = 0.0
  /// Expected calls to each tier.
  ///
  /// - Shape: `calls[tier.rank]`, calls.
  package private(set) var calls: [Double]
  /// Expected calls to each tier by attempts after the first.
  ///
  /// - Shape: `reworkCalls[tier.rank]`, calls.
  package private(set) var reworkCalls: [Double]
  /// Probability that a tier above the first one is asked; unit 1.
  package private(set) var escalated = 0.0

  /// Solves a plan.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - stepSuccess: Step success p of each tier, by rank; unit 1, range (0, 1].
  ///   - steps: Steps of the task; count, at least 1.
  ///   - detection: Probability that a check finds a wrong result; unit 1, range [0, 1].
  /// - Throws: `MarginError`, `TheoryError.tooLong`.
  package init(
    _ plan: WorkPlan, stepSuccess: [Double], steps: Int, detection: Double
  ) throws {
    calls = [Double](repeating: 0, count: stepSuccess.count)
    reworkCalls = calls
    var reached = 1.0
    var plain = 1.0
    var unescalated = 0.0
    for (number, rungs) in plan.attempts.enumerated() {
      let step = try StepOfPlan(rungs, stepSuccess: stepSuccess, upTo: plan.firstTier)
      let end = TaskReliability(
        subtaskWrong: step.wrong, subtaskUndecided: step.undecided, subtasks: Double(steps))
      let begun = step.stepsBegun(of: steps)
      attempts += reached
      for tier in calls.indices {
        let share = reached * begun * step.calls[tier]
        calls[tier] += share
        if number > 0 { reworkCalls[tier] += share }
      }
      let isLast = number == plan.attempts.count - 1
      let seen = end.undecided + detection * end.wrong
      right += reached * end.correct
      wrong += reached * (1 - detection) * end.wrong
      if isLast { failed = reached * seen }
      reached *= seen
      let apart = step.unescalated(steps: steps)
      let kept = apart.right + (1 - detection) * apart.wrong
      let lost = apart.undecided + detection * apart.wrong
      unescalated += plain * (isLast ? kept + lost : kept)
      plain *= lost
    }
    let isFlat = plan.attempts.joined().allSatisfy { $0.tier <= plan.firstTier }
    escalated = isFlat ? 0 : max(0, 1 - unescalated)
  }

  /// Expected cost of the task.
  ///
  /// - Parameter costPerCall: Cost of a call to each tier, by rank; any money.
  /// - Returns: The cost; that money.
  package func cost(_ costPerCall: [Double]) -> Double {
    zip(calls, costPerCall).reduce(0) { $0 + $1.0 * $1.1 }
  }
}

/// One step of an attempt: raced on tier after tier until a race is decided.
private struct StepOfPlan {
  var right = 0.0
  var wrong = 0.0
  var undecided = 1.0
  var calls: [Double]
  /// Decided rightly and wrongly before any tier above the first was asked, and undecided without one.
  var plainRight = 0.0
  var plainWrong = 0.0
  var plainUndecided = 0.0

  init(_ rungs: [PatternRung], stepSuccess: [Double], upTo first: ModelTier) throws {
    calls = [Double](repeating: 0, count: stepSuccess.count)
    var isPlain = true
    for rung in rungs {
      let law = try RaceLaw(
        of: TwoCandidateRace(
          stepSuccess: Probability(stepSuccess[rung.tier.rank]), margin: rung.race.rule.margin),
        cap: rung.race.attempts)
      isPlain = isPlain && rung.tier <= first
      right += undecided * law.correct
      wrong += undecided * law.wrong
      if isPlain {
        plainRight = right
        plainWrong = wrong
      }
      calls[rung.tier.rank] += undecided * law.meanVotes
      undecided *= law.undecided
    }
    if isPlain { plainUndecided = undecided }
  }

  /// Expected steps that are begun, the one that stops the attempt included.
  func stepsBegun(of steps: Int) -> Double {
    guard undecided > 0 else { return Double(steps) }
    guard undecided < 1 else { return 1 }
    return (0 - expm1(Double(steps) * log1p(-undecided))) / undecided
  }

  /// How an attempt ends that asks no tier above the first.
  func unescalated(steps: Int) -> (right: Double, wrong: Double, undecided: Double) {
    let decided = plainRight + plainWrong
    let allRight = pow(plainRight, Double(steps))
    let allDecided = pow(decided, Double(steps))
    let begun = decided < 1 ? (1 - allDecided) / (1 - decided) : Double(steps)
    return (allRight, allDecided - allRight, begun * plainUndecided)
  }
}
