package import MAKERCore

/// How a step is put to models: whom to ask, how often, when it is decided and who takes over.
///
/// One value for all: the orchestrator of `solve`, the simulator and the theory follow the same rungs.
/// A step that stays undecided on the last rung is undecided: never the answer with the most votes.
package struct VotingPattern: Hashable, Sendable {
  /// How steps are voted on.
  package enum Shape: String, CaseIterable, Sendable {
    /// One valid reply decides: what is compared against.
    case single
    /// A few draws, all asked for at once, and none after them.
    case simple
    /// Draws until the margin is reached, or the cap.
    case adaptive
    /// An undecided or a flagged step is handed to the next tier.
    case ladder
  }

  /// How steps are voted on.
  package let shape: Shape
  /// Tiers in their order; at least 1, each above the one before.
  package let rungs: [PatternRung]
  /// Who plans before the steps and who reviews after them; nil for nobody.
  package let review: PatternReview?

  private init(_ shape: Shape, _ rungs: [PatternRung], review: PatternReview? = nil) {
    self.shape = shape
    self.rungs = rungs
    self.review = review
  }

  /// One call, asked again while the reply is red-flagged; its valid reply is taken as it is.
  ///
  /// - Parameter tier: Who is asked.
  /// - Returns: The pattern.
  package static func single(_ tier: ModelTier = .medium) -> VotingPattern {
    do {
      let race = try PatternRace(rule: RaceRule(margin: 1), attempts: 1, counted: .votes)
      return VotingPattern(.single, [PatternRung(tier, race)])
    } catch { preconditionFailure("\(error)") }
  }

  /// Some draws at once, flagged ones counted and not repeated.
  ///
  /// Of 3 draws the third can decide only by majority, "first to 2 of 3", which is the default: a lead of
  /// 2 is there after two draws, or after 1 : 1 can no longer be reached by the third, which is paid for
  /// all the same.
  ///
  /// - Parameters:
  ///   - tier: Who is asked.
  ///   - draws: Draws; count, 1 to 200.
  ///   - margin: Margin k; votes, 1 to the draws.
  ///   - rule: First to k votes, or first to lead by k.
  /// - Returns: The pattern.
  /// - Throws: `PatternError`.
  package static func simple(
    _ tier: ModelTier = .small, draws: Int = 3, margin: Int = 2, rule: RaceRule.Kind = .firstTo
  ) throws(PatternError) -> VotingPattern {
    let race = try PatternRace(
      rule: try Self.rule(margin, rule), attempts: draws, counted: .draws,
      issue: .batches(min(max(1, draws), PatternRace.greatestAttempts)), named: "draws")
    return VotingPattern(.simple, [PatternRung(tier, race)])
  }

  /// Draws until a candidate leads by the margin, or the votes reach the cap.
  ///
  /// - Parameters:
  ///   - tier: Who is asked.
  ///   - margin: Margin k; votes, 1 to the cap.
  ///   - cap: Most votes; count, 1 to 200.
  ///   - issue: How many draws are asked for at once.
  /// - Returns: The pattern.
  /// - Throws: `PatternError`.
  package static func adaptive(
    _ tier: ModelTier = .small, margin: Int = 3, cap: Int = 15, issue: IssuePolicy = .needed
  ) throws(PatternError) -> VotingPattern {
    let race = try PatternRace(
      rule: try Self.rule(margin, .firstToAheadBy), attempts: cap, counted: .votes, issue: issue,
      named: "cap")
    return VotingPattern(.adaptive, [PatternRung(tier, race)])
  }

  /// Tiers one above the other, each of which has some attempts at a step.
  ///
  /// - Parameter rungs: Tiers and how is voted there; 1 to 3, each above the one before.
  /// - Returns: The pattern.
  /// - Throws: `PatternError`.
  package static func ladder(_ rungs: [PatternRung]) throws(PatternError) -> VotingPattern {
    guard !rungs.isEmpty else { throw PatternError("tiers names none; allowed are 1 to 3") }
    for (lower, upper) in zip(rungs, rungs.dropFirst()) where lower.tier >= upper.tier {
      throw PatternError(
        "tiers go up: \(lower.tier.rawValue) cannot hand over to \(upper.tier.rawValue)")
    }
    return VotingPattern(.ladder, rungs)
  }

  /// The ladder with the same vote on each tier.
  ///
  /// - Parameters:
  ///   - tiers: Tiers from below; 1 to 3.
  ///   - margin: Margin k; votes, 1 to the attempts.
  ///   - attempts: Attempts of a tier; count, 1 to 200.
  ///   - counted: What is an attempt.
  ///   - flagRun: Red flags one after another upon which a step is handed on too; nil for any number.
  /// - Returns: The pattern.
  /// - Throws: `PatternError`.
  package static func ladder(
    _ tiers: [ModelTier] = ModelTier.allCases, margin: Int = 2, attempts: Int = 5,
    counted: PatternRace.Counting = .draws, flagRun: Int? = 3
  ) throws(PatternError) -> VotingPattern {
    let race = try PatternRace(
      rule: try rule(margin, .firstToAheadBy), attempts: attempts, counted: counted,
      flagRun: flagRun)
    return try ladder(tiers.map { PatternRung($0, race) })
  }

  /// The pattern with a plan before its steps and a review after them.
  ///
  /// - Parameter review: Who plans and who reviews.
  /// - Returns: The pattern.
  package func reviewed(by review: PatternReview) -> VotingPattern {
    VotingPattern(shape, rungs, review: review)
  }

  /// The pattern without plan and review.
  package var execution: VotingPattern { VotingPattern(shape, rungs) }

  /// The tiers that are asked, planner and reviewer included; rising.
  package var tiers: [ModelTier] {
    let all = rungs.map(\.tier) + (review.map { [$0.planner, $0.reviewer] } ?? [])
    return Set(all).sorted()
  }

  /// What people call it: that of its execution, or `plan-execute-review`.
  package var name: String { review == nil ? shape.rawValue : Self.reviewedName }

  static let reviewedName = "plan-execute-review"

  /// Names of all patterns, in the order of this file.
  package static var names: [String] { Shape.allCases.map(\.rawValue) + [reviewedName] }

  static func rule(_ margin: Int, _ kind: RaceRule.Kind) throws(PatternError) -> RaceRule {
    guard (1...PatternRace.greatestAttempts).contains(margin) else {
      throw PatternError("k is \(margin); allowed are 1 to \(PatternRace.greatestAttempts)")
    }
    return RaceRule(margin: margin, kind: kind)
  }
}

/// A plan before the steps of a task and a review after them.
///
/// The planner is asked once.  The reviewer is asked after all steps are decided; work that it rejects,
/// or of which a step stayed undecided, is done again with new draws.  Work that is not accepted in the
/// last round is given up.
package struct PatternReview: Hashable, Sendable {
  /// Who plans.
  package let planner: ModelTier
  /// Who reviews.
  package let reviewer: ModelTier
  /// Most times that the steps are worked through; count, 1 to 5.
  package let rounds: Int

  /// Greatest number of rounds; count.
  package static let greatestRounds = 5

  /// Makes it.
  ///
  /// - Parameters:
  ///   - planner: Who plans.
  ///   - reviewer: Who reviews.
  ///   - rounds: Most times that the steps are worked through; count, 1 to 5.
  /// - Throws: `PatternError`.
  package init(
    planner: ModelTier = .large, reviewer: ModelTier = .large, rounds: Int = 2
  ) throws(PatternError) {
    guard (1...Self.greatestRounds).contains(rounds) else {
      throw PatternError("rounds is \(rounds); allowed are 1 to \(Self.greatestRounds)")
    }
    self.planner = planner
    self.reviewer = reviewer
    self.rounds = rounds
  }
}
