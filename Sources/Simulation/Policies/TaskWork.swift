import Economics
import MAKERCore
import RandomStreams

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
    for (number, rungs) in plan.attempts.enumerated() {
      attempts += 1
      let isRight = attempt(number, rungs, steps: steps)
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
  private mutating func attempt(_ number: Int, _ rungs: [PatternRung], steps: Int) -> Bool? {
    let key = key.child(2).child(number)
    var isRight = true
    for step in 0..<steps {
      var decided: Bool?
      for (index, rung) in rungs.enumerated() where decided == nil {
        let again = rungs[..<index].count { $0.tier == rung.tier }
        decided = vote(
          on: rung, key: key.child(rung.tier.rank).child(step).child(again), isRework: number > 0)
      }
      guard let decided else { return nil }
      isRight = isRight && decided
    }
    return isRight
  }

  /// Whether the rung decided rightly; nil where it did not decide.
  private mutating func vote(on rung: PatternRung, key: StreamKey, isRework: Bool) -> Bool? {
    let tier = rung.tier.rank
    var words = WordStream(key)
    highest = max(highest, tier)
    lowest = min(lowest, tier)
    let race = LeadRace(margin: rung.race.rule.margin, cap: rung.race.attempts)
    let end = race.run(stepSuccess: stepSuccess[tier], words: &words)
    rounds[tier] += end.rounds
    if isRework { reworkCalls[tier] += end.votes } else { firstCalls[tier] += end.votes }
    return end.isRight
  }
}
