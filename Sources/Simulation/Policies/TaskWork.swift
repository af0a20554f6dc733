package import Economics
package import RandomStreams

/// One task worked on by a plan, vote by vote.
///
/// A vote is a function of the task and its place (attempt, tier, step, race, draw), so that all policies
/// that ask the same meet the same answers.
struct TaskWork {
  /// How a task ended.
  enum End { case right, wrong, failed }

  private(set) var end = End.failed
  private(set) var attempts = 0
  /// Calls of the first attempt to each tier; count.
  private(set) var firstCalls = [0, 0, 0]
  /// Calls of later attempts to each tier; count.
  private(set) var reworkCalls = [0, 0, 0]
  /// Times that each tier was asked, however many calls at once; count.
  private(set) var rounds = [0, 0, 0]
  private(set) var highest = 0
  private(set) var lowest = ModelTier.allCases.count - 1

  private let key: StreamKey
  private let stepSuccess: [Double]

  /// Works on a task.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - key: Key of the task.
  ///   - stepSuccess: Step success of each tier, by rank; unit 1.
  ///   - steps: Steps; count.
  ///   - detection: Probability that a check finds a wrong result; unit 1.
  init(
    _ plan: WorkPlan, key: StreamKey, stepSuccess: [Double], steps: Int, detection: Double
  ) {
    self.key = key
    self.stepSuccess = stepSuccess
    for (number, races) in plan.attempts.enumerated() {
      attempts += 1
      let isRight = attempt(number, races, steps: steps)
      var check = WordStream(key.child(1).child(number))
      switch isRight {
      case true?: end = .right
      case false? where check.uniform() >= detection: end = .wrong
      case false?, nil: continue
      }
      return
    }
  }

  /// Whether every step was decided rightly; nil where one stayed undecided.
  private mutating func attempt(_ number: Int, _ races: [TierRace], steps: Int) -> Bool? {
    let key = key.child(2).child(number)
    var isRight = true
    for step in 0..<steps {
      var decided: Bool?
      for (index, race) in races.enumerated() where decided == nil {
        let again = races[..<index].count { $0.tier == race.tier }
        decided = self.race(
          race, key: key.child(race.tier.rank).child(step).child(again), isRework: number > 0)
      }
      guard let decided else { return nil }
      isRight = isRight && decided
    }
    return isRight
  }

  /// Whether the race was decided rightly; nil where it was not decided.
  private mutating func race(_ race: TierRace, key: StreamKey, isRework: Bool) -> Bool? {
    let tier = race.tier.rank
    var words = WordStream(key)
    highest = max(highest, tier)
    lowest = min(lowest, tier)
    let end = race.run(stepSuccess: stepSuccess[tier], words: &words)
    rounds[tier] += end.rounds
    if isRework { reworkCalls[tier] += end.votes } else { firstCalls[tier] += end.votes }
    return end.isRight
  }
}

extension TierRace {
  /// How a race went.
  package struct End: Equatable, Sendable {
    /// Whether the right candidate won; nil where nobody did.
    package let isRight: Bool?
    /// Votes cast; votes.
    package let votes: Int
    /// Times that calls were made, as many at once as the race surely needs; count.
    package let rounds: Int
  }

  /// Holds the race between the right candidate and one wrong one.
  ///
  /// - Parameters:
  ///   - stepSuccess: Step success p; unit 1, range [0, 1].
  ///   - words: The words that the votes are made of, one each.
  /// - Returns: How it went.
  package func run(stepSuccess: Double, words: inout WordStream) -> End {
    var (lead, votes, rounds) = (0, 0, 0)
    while abs(lead) < margin, votes < cap {
      let needed = min(margin - abs(lead), cap - votes)
      for _ in 0..<needed { lead += words.uniform() < stepSuccess ? 1 : -1 }
      votes += needed
      rounds += 1
    }
    return End(isRight: abs(lead) < margin ? nil : lead > 0, votes: votes, rounds: rounds)
  }
}
