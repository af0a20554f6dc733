/// How a task is worked on: attempt after attempt, until one is not found to have failed.
///
/// In an attempt each step is raced on one tier after another until a race is decided.  An attempt fails
/// in sight where a step stays undecided on its last tier, or where a check finds the result wrong; then
/// the next attempt begins anew, and after the last one the task has failed.
package struct WorkPlan: Hashable, Sendable, Codable {
  /// Races of a step; at least one attempt, each of at least one race.
  ///
  /// - Shape: `attempts[attempt][race]`.
  package let attempts: [[TierRace]]

  /// Makes a plan of its attempts; at least one, each of at least one race.
  package init(_ attempts: [[TierRace]]) {
    precondition(
      !attempts.isEmpty && attempts.allSatisfy { !$0.isEmpty }, "an attempt asks somebody")
    self.attempts = attempts
  }

  /// The same race in every attempt.
  ///
  /// - Parameters:
  ///   - race: The race.
  ///   - attempts: Attempts; count, at least 1.
  /// - Returns: The plan.
  package static func repeating(_ race: TierRace, attempts: Int) -> WorkPlan {
    WorkPlan([[TierRace]](repeating: [race], count: attempts))
  }

  /// Single calls that climb: each attempt asks the next higher tier, the highest again and again.
  ///
  /// - Parameters:
  ///   - tier: Tier of the first attempt.
  ///   - attempts: Attempts; count, at least 1.
  /// - Returns: The plan.
  package static func climbing(from tier: ModelTier, attempts: Int) -> WorkPlan {
    let tiers = ModelTier.allCases.filter { $0 >= tier }
    return WorkPlan((0..<attempts).map { [TierRace(tiers[min($0, tiers.count - 1)])] })
  }

  /// A ladder: an undecided step is handed up, and an attempt that failed begins a tier higher.
  ///
  /// - Parameters:
  ///   - races: The race on each tier, the lowest first; at least one.
  ///   - attempts: Attempts; count, at least 1.
  /// - Returns: The plan.
  package static func ladder(_ races: [TierRace], attempts: Int) -> WorkPlan {
    WorkPlan((0..<attempts).map { Array(races[min($0, races.count - 1)...]) })
  }

  /// Tier that the first race asks.
  package var firstTier: ModelTier { attempts[0][0].tier }

  /// Lowest tier that any race may ask.
  package var lowestTier: ModelTier {
    attempts.joined().map(\.tier).min() ?? firstTier
  }
}
