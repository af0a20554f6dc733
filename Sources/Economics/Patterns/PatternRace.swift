package import MAKERCore

/// How a pattern votes on a step on one tier, until a candidate wins or the tier has had its attempts.
package struct PatternRace: Hashable, Sendable {
  /// What is an attempt.
  package enum Counting: String, Codable, CaseIterable, Sendable {
    /// Valid replies; one that is red-flagged is asked for again.
    case votes
    /// Replies, red-flagged ones too.
    case draws
  }

  /// When a candidate has won.
  package let rule: RaceRule
  /// Attempts after which the step is undecided; count, at least the margin.
  package let attempts: Int
  /// What is an attempt.
  package let counted: Counting
  /// Red flags one after another that end the race too; draws, nil for any number.
  package let flagRun: Int?
  /// How many draws are asked for at once.
  package let issue: IssuePolicy

  /// Greatest number of attempts on a tier; count.
  package static let greatestAttempts = 200

  /// Makes a race.
  ///
  /// - Parameters:
  ///   - rule: When a candidate has won.
  ///   - attempts: Attempts after which the step is undecided; count, the margin to 200.
  ///   - counted: What is an attempt.
  ///   - flagRun: Red flags one after another that end the race too; draws, 1 to 200, nil for any.
  ///   - issue: How many draws are asked for at once; batches of 1 to 200.
  ///   - key: What the attempts are called where somebody gave them, for errors.
  /// - Throws: `PatternError` with what does not fit and the allowed range.
  package init(
    rule: RaceRule, attempts: Int, counted: Counting, flagRun: Int? = nil,
    issue: IssuePolicy = .needed, named key: String = "attempts"
  ) throws(PatternError) {
    guard (1...Self.greatestAttempts).contains(attempts) else {
      throw PatternError("\(key) is \(attempts); allowed are 1 to \(Self.greatestAttempts)")
    }
    guard rule.margin <= attempts else {
      let allowed = attempts == 1 ? "allowed is 1" : "allowed are 1 to \(attempts)"
      throw PatternError("k is \(rule.margin); \(allowed), for \(key) is \(attempts)")
    }
    guard (1...Self.greatestAttempts).contains(flagRun ?? 1) else {
      throw PatternError("flags is \(flagRun ?? 0); allowed are 1 to \(Self.greatestAttempts)")
    }
    if case .batches(let size) = issue, !(1...Self.greatestAttempts).contains(size) {
      throw PatternError(
        "issue is batch-\(size); allowed are needed and batch-1 to batch-\(Self.greatestAttempts)")
    }
    self.rule = rule
    self.attempts = attempts
    self.counted = counted
    self.flagRun = flagRun
    self.issue = issue
  }

  /// Most votes; nil where draws are counted.
  package var cap: Int? { counted == .votes ? attempts : nil }

  /// Most draws; nil where votes are counted.
  package var drawLimit: Int? { counted == .draws ? attempts : nil }

  /// The race as the orchestrator holds it.
  ///
  /// - Parameter base: What a pattern does not say: temperature, red flags, attempts at a draw, timeout,
  ///   and a limit of draws where only votes are counted.
  /// - Returns: The policy.
  package func policy(like base: VotingPolicy) -> VotingPolicy {
    var policy = base
    policy.rule = rule
    policy.cap = cap
    policy.drawLimit = drawLimit ?? base.drawLimit
    policy.flagRun = flagRun
    policy.issue = issue
    return policy
  }
}

/// A tier of models and how a pattern votes there.
package struct PatternRung: Hashable, Sendable {
  /// Who is asked.
  package let tier: ModelTier
  /// How is voted.
  package let race: PatternRace

  /// Makes a rung.
  package init(_ tier: ModelTier, _ race: PatternRace) {
    self.tier = tier
    self.race = race
  }
}

/// Why there is no such pattern; one line for a person.
package struct PatternError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What does not fit, and what is allowed.
  package let description: String

  /// Makes an error of one line.
  package init(_ description: String) { self.description = description }
}
