import MAKERCore

/// How a task is worked on: attempt after attempt, until one is not found to have failed.
///
/// In an attempt each step is voted on along the rungs of a pattern, as `solve` does it, until one
/// decides.  An attempt fails in sight where a step stays undecided on its last rung, or where a check
/// finds the result wrong; then the next attempt begins anew, and after the last one the task has failed.
/// Replies are never red-flagged here, so that votes and draws are the same.
package struct WorkPlan: Hashable, Sendable {
  /// Rungs that a step is voted on; at least one attempt, each of at least one rung.
  ///
  /// - Shape: `attempts[attempt][rung]`.
  package let attempts: [[PatternRung]]

  /// Makes a plan of its attempts; at least one, each of at least one rung that plans can follow.
  package init(_ attempts: [[PatternRung]]) {
    precondition(
      !attempts.isEmpty && attempts.allSatisfy { !$0.isEmpty }, "an attempt asks somebody")
    precondition(
      attempts.joined().allSatisfy { Self.problem(of: $0.race) == nil }, "plans follow such races")
    self.attempts = attempts
  }

  /// Why plans cannot follow a pattern; nil where they can.
  ///
  /// - Parameter pattern: The pattern.
  /// - Returns: What is wrong, and what is allowed.
  package static func problem(of pattern: VotingPattern) -> String? {
    if pattern.review != nil {
      return "takes a pattern without plan and review: checks are its own"
    }
    return pattern.rungs.lazy.compactMap { problem(of: $0.race) }.first
  }

  private static func problem(of race: PatternRace) -> String? {
    if race.rule.kind != .firstToAheadBy {
      return "takes the rule \(RaceRule.Kind.firstToAheadBy.rawValue) alone"
    }
    return race.issue == .needed ? nil : "takes issue=needed alone"
  }

  /// The same pattern in every attempt.
  ///
  /// - Parameters:
  ///   - pattern: The pattern, one that plans can follow.
  ///   - attempts: Attempts; count, at least 1.
  /// - Returns: The plan.
  package static func repeating(_ pattern: VotingPattern, attempts: Int) -> WorkPlan {
    precondition(pattern.review == nil, "checks are the plan's own")
    return WorkPlan([[PatternRung]](repeating: pattern.rungs, count: attempts))
  }

  /// Single calls that climb: each attempt asks the next higher tier, the highest again and again.
  ///
  /// - Parameters:
  ///   - tier: Tier of the first attempt.
  ///   - attempts: Attempts; count, at least 1.
  /// - Returns: The plan.
  package static func climbing(from tier: ModelTier, attempts: Int) -> WorkPlan {
    let tiers = ModelTier.allCases.filter { $0 >= tier }
    return WorkPlan(
      (0..<attempts).map { VotingPattern.single(tiers[min($0, tiers.count - 1)]).rungs })
  }

  /// A pattern of which an attempt that failed leaves the lowest rung out of the next.
  ///
  /// - Parameters:
  ///   - pattern: The pattern, one that plans can follow; a ladder hands undecided steps up.
  ///   - attempts: Attempts; count, at least 1.
  /// - Returns: The plan.
  package static func rising(_ pattern: VotingPattern, attempts: Int) -> WorkPlan {
    precondition(pattern.review == nil, "checks are the plan's own")
    let rungs = pattern.rungs
    return WorkPlan((0..<attempts).map { Array(rungs[min($0, rungs.count - 1)...]) })
  }

  /// Tier that is asked first.
  package var firstTier: ModelTier { attempts[0][0].tier }

  /// Lowest tier that may be asked.
  package var lowestTier: ModelTier {
    attempts.joined().map(\.tier).min() ?? firstTier
  }
}
