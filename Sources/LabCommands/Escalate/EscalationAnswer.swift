import MAKERCore
import RaceTheory

/// The best way to race a step on several models, and what others come to.
struct EscalationAnswer {
  /// One way to go on with undecided steps, with its own best margin and cap.
  struct Policy {
    let name: String
    let ladder: EscalationLadder
    let plan: EscalationPlan
    /// Whether it reaches the target, where the target decides.
    let isReached: Bool
  }

  let question: EscalationQuestion
  /// The best plan, then what a user would try without thinking.
  let policies: [Policy]
  /// Pairs of margin and cap that were tried; count.
  let tried: Int
  /// Plans at the best margin and cap, each the best from a value of a right step on; money.
  let byValue: [(plan: EscalationPlan, from: Double)]
  /// The race on the first model left vote by vote, with as few failures as the best plan; nil where
  /// that does not begin there, or is too long to follow.
  let byVotes: VoteEscalation?

  /// Searches margins, caps and plans.
  ///
  /// - Parameter question: What is asked.
  /// - Throws: `LadderError`, `MarginError`, `TheoryError`.
  init(_ question: EscalationQuestion) throws {
    let names = Self.fixed(question)
    var searches = [EscalationSearch](
      repeating: EscalationSearch(question), count: names.count + 1)
    var tried = 0
    let perVote = question.tiers(margin: 1, cap: 1).map(\.costPerVote).max() ?? 0
    for margin in question.margins {
      // Every decided step takes as many votes as the margin.
      let least = Double(margin) * question.target.value * perVote
      if searches.allSatisfy({ $0.isOver(least) }) { break }
      let caps = question.caps(margin: margin)
      let ladders = try EscalationLadder.each(
        question.tiers(margin: margin, cap: caps[0]), caps: caps, means: question.means,
        difficulty: question.difficulty, mostRaces: question.mostRaces)
      for ladder in ladders {
        tried += 1
        let plans = ladder.plans()
        searches[0].offer(plans, of: ladder)
        for (place, name) in names.enumerated() {
          searches[place + 1].offer(plans.filter { $0.races == name.races }, of: ladder)
        }
      }
    }
    self.question = question
    self.tried = tried
    policies = zip(["best"] + names.map(\.name), searches).compactMap { name, search in
      search.result.map {
        Policy(name: name, ladder: $0.ladder, plan: $0.plan, isReached: $0.isReached)
      }
    }
    byValue = EscalationChoice.byValue(
      EscalationChoice.frontier(of: policies[0].ladder.plans()))
    byVotes = Self.byVotes(policies[0], question)
  }

  /// Policies that need no thought.
  private static func fixed(_ question: EscalationQuestion) -> [(name: String, races: [Int])] {
    let count = question.means.count
    let most = question.mostRaces
    var policies = [("always retry", [Int](repeating: 0, count: most))]
    guard count > 1 else { return policies }
    if count <= most { policies.append(("always escalate", Array(0..<count))) }
    policies.append(("last model only", [Int](repeating: count - 1, count: most)))
    return policies
  }

  /// The least value of a right step, within a per cent, at which the race vote by vote fails no more
  /// often than a plan; the value that was asked about where one was.
  private static func byVotes(
    _ best: Policy, _ question: EscalationQuestion
  ) -> VoteEscalation? {
    let tier = best.ladder.tiers[0]
    guard best.plan.races.first == 0,
      best.ladder.kinds.count * tier.cap * tier.margin <= 400_000
    else { return nil }
    if let value = question.value {
      return value > 0
        ? VoteEscalation(best.ladder, value: value, wrongLoss: question.wrongLoss) : nil
    }
    var found: VoteEscalation?
    var (low, high) = (best.plan.cost, best.plan.cost * 1e12)
    while high > low * 1.01 {
      let value = (low * high).squareRoot()
      let escalation = VoteEscalation(best.ladder, value: value)
      if escalation.outcome.failure <= best.plan.failure {
        (found, high) = (escalation, value)
      } else {
        low = value
      }
    }
    return found
  }

  /// The best plan with its margin and cap.
  var best: Policy { policies[0] }

  /// The next race on each model after some races of the best plan; empty where no step comes there.
  func nextRaces(after races: Int) -> [EscalationLadder.NextRace] {
    let begun = Array(best.plan.races.prefix(races))
    return question.means.indices.compactMap { best.ladder.nextRace(after: begun, on: $0) }
  }
}
