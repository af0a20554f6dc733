import MAKERCore
import RaceTheory

/// The best way to race a step on several models, and what others come to.
struct EscalationAnswer {
  /// One way to go on with undecided steps.
  struct Policy {
    var name: String
    var plan: EscalationPlan
  }

  let question: EscalationQuestion
  /// The models as raced on, with the margin and the cap chosen.
  let ladder: EscalationLadder
  let plans: [EscalationPlan]
  /// The best plan; the surest one where none reaches the target.
  let best: EscalationPlan
  let isReached: Bool
  /// Pairs of margin and cap that were tried; count.
  let tried: Int
  /// Plans that are best at some value of a right step, with the least such value; money.
  let byValue: [(plan: EscalationPlan, from: Double)]

  /// Searches margins, caps and plans.
  ///
  /// - Parameter question: What is asked.
  /// - Throws: `LadderError`, `MarginError`, `TheoryError`.
  init(_ question: EscalationQuestion) throws {
    var found: (loss: Double, ladder: EscalationLadder, plan: EscalationPlan)?
    var surest: (ladder: EscalationLadder, plan: EscalationPlan)?
    var tried = 0
    let perVote = question.tiers(margin: 1, cap: 1).map(\.costPerVote).min() ?? 0
    for margin in question.margins {
      // Every decided step takes as many votes as the margin.
      if let found, Double(margin) * perVote * question.target.value > found.loss { break }
      let caps = question.caps(margin: margin)
      let ladders = try EscalationLadder.each(
        question.tiers(margin: margin, cap: caps[0]), caps: caps, means: question.means,
        difficulty: question.difficulty, mostRaces: question.mostRaces)
      for ladder in ladders {
        tried += 1
        let plans = ladder.plans()
        let sure = EscalationChoice.surest(of: plans)
        if sure.failure < surest?.plan.failure ?? .infinity { surest = (ladder, sure) }
        guard let plan = Self.best(of: plans, question) else { continue }
        let loss = Self.loss(plan, question)
        if loss < found?.loss ?? .infinity { found = (loss, ladder, plan) }
      }
    }
    guard let chosen = found.map({ ($0.ladder, $0.plan) }) ?? surest.map({ ($0.ladder, $0.plan) })
    else { throw LabError("no margin to try") }
    self.question = question
    self.tried = tried
    ladder = chosen.0
    best = chosen.1
    isReached = found != nil
    plans = chosen.0.plans()
    byValue = EscalationChoice.byValue(EscalationChoice.frontier(of: plans))
  }

  private static func best(
    of plans: [EscalationPlan], _ question: EscalationQuestion
  ) -> EscalationPlan? {
    question.value.map {
      EscalationChoice.best(of: plans, value: $0, wrongLoss: question.wrongLoss)
    }
      ?? EscalationChoice.cheapest(of: plans, steps: question.steps, target: question.target)
  }

  private static func loss(_ plan: EscalationPlan, _ question: EscalationQuestion) -> Double {
    question.value.map {
      plan.cost + $0 * plan.failure + question.wrongLoss * plan.wrong
    } ?? plan.cost
  }

  /// The best plan beside what a user would try without thinking.
  var policies: [Policy] {
    let count = question.means.count
    let most = question.mostRaces
    var policies = [Policy(name: "best", plan: best)]
    policies.append(
      Policy(
        name: "always retry", plan: ladder.plan([Int](repeating: 0, count: most))))
    if count > 1 {
      policies.append(Policy(name: "always escalate", plan: ladder.plan(Array(0..<count))))
      policies.append(
        Policy(
          name: "last model only",
          plan: ladder.plan([Int](repeating: count - 1, count: most))))
    }
    policies.append(Policy(name: "never again", plan: ladder.plan([0])))
    return policies
  }

  /// What the next race would come to in a state of the best plan.
  struct NextRace {
    /// Probability that the race is decided rightly, and what it costs; money.
    var right: Double
    var cost: Double
  }

  /// The next race on each model after some races of the best plan.
  func nextRaces(after races: Int) -> [NextRace] {
    let before = ladder.plan(Array(best.races.prefix(races)))
    return question.means.indices.map { tier in
      let after = ladder.plan(Array(best.races.prefix(races)) + [tier])
      let reached = after.reached[races]
      return NextRace(
        right: (after.right - before.right) / reached, cost: (after.cost - before.cost) / reached)
    }
  }

  /// Value of a right step at which the vote-level thresholds are worked out; money.
  ///
  /// The user's, or the least at which the best plan, or the next better one, is the best.
  var stepValue: Double? {
    question.value ?? byValue.first { $0.plan.failure <= best.failure }?.from
  }

  /// When to leave the first race, vote by vote; nil where no value of a step is known.
  var voteEscalation: VoteEscalation? {
    guard let value = stepValue, value > 0, !best.races.isEmpty else { return nil }
    let from = best.races[0]
    guard from == 0 else { return nil }
    return VoteEscalation(ladder, value: value, wrongLoss: question.wrongLoss)
  }
}
