import MAKERCore

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// When to leave a race for the next model, decided vote by vote, by backward induction.
///
/// At every open state of the race on the first model, which is its number of votes and its lead,
/// the step goes on with it, is handed on to the best plan over the further models, or is given up.
/// For each kind of steps and each leader, right or wrong, the induction knows the chances from there;
/// the votes so far weigh the kinds.  So nothing is assumed known but the kinds' shares.
///
/// - Source: Bellman's principle of optimality (1957); Bayes' rule for the weights of the kinds.
package struct VoteEscalation: Sendable {
  /// What pays at a state.
  package enum Action: Equatable, Sendable {
    /// Ask the first model for another vote.
    case goOn
    /// Leave the race for these races on further models; given up at once where there are none.
    case leave(races: [Int])
  }

  /// An open state of the race.
  package struct State: Equatable, Sendable {
    /// Votes so far; at least 0.
    package let votes: Int
    /// Lead of the leading candidate; votes, 0 to below the margin.
    package let lead: Int
    /// What pays.
    package let action: Action
  }

  /// How a step ends and what it costs.
  package struct Outcome: Equatable, Sendable {
    /// Probability that the step is decided rightly; unit 1.
    package internal(set) var right = 0.0
    /// Probability that the step is decided wrongly; unit 1.
    package internal(set) var wrong = 0.0
    /// Probability that the step is given up; unit 1.
    package internal(set) var givenUp = 0.0
    /// Expected cost; money.
    package internal(set) var cost = 0.0

    /// Probability that the step is not decided rightly; unit 1.
    package var failure: Double { wrong + givenUp }

    static let won = Outcome(right: 1)
    static let lost = Outcome(wrong: 1)

    mutating func add(_ other: Outcome, _ weight: Double) {
      right += weight * other.right
      wrong += weight * other.wrong
      givenUp += weight * other.givenUp
      cost += weight * other.cost
    }
  }

  /// What pays at each state that votes can reach, by votes, then by lead.
  package let states: [State]
  /// What following this comes to.
  package let outcome: Outcome

  /// Solves the race on the first model of a ladder.
  ///
  /// - Parameters:
  ///   - ladder: The models; further ones are raced on to the ends of their races.
  ///   - value: What a step is worth that is decided rightly; money, above 0, finite.
  ///   - wrongLoss: What a step decided wrongly does harm beyond that; money, at least 0.
  package init(_ ladder: EscalationLadder, value: Double, wrongLoss: Double = 0) {
    let tails = Tails(ladder)
    let induction = Induction(
      ladder: ladder, tails: tails, value: value, wrongLoss: wrongLoss)
    (states, outcome) = induction.solve()
  }

  /// Plans over the further models, with what each comes to on each kind of steps.
  private struct Tails {
    var races: [[Int]] = [[]]
    /// - Shape: `outcomes[plan][kind]`.
    var outcomes: [[Outcome]]

    init(_ ladder: EscalationLadder) {
      let kinds = ladder.kinds.indices
      outcomes = [kinds.map { _ in Outcome(givenUp: 1) }]
      var next = 0
      while next < races.count {
        let (plan, before) = (races[next], outcomes[next])
        next += 1
        guard plan.count < ladder.mostRaces - 1 else { continue }
        for tier in (plan.last ?? 1)..<max(plan.last ?? 1, ladder.tiers.count) {
          races.append(plan + [tier])
          outcomes.append(
            kinds.map { kind in
              let race = ladder.races[tier][kind]
              var outcome = before[kind]
              let open = outcome.givenUp
              outcome.right += open * race.correct
              outcome.wrong += open * race.wrong
              outcome.givenUp = open * race.undecided
              outcome.cost += open * race.meanVotes * ladder.tiers[tier].costPerVote
              return outcome
            })
        }
      }
    }
  }

  /// The induction from the cap back to the first vote.
  private struct Induction {
    let ladder: EscalationLadder
    let tails: Tails
    let value: Double
    let wrongLoss: Double

    func loss(_ outcome: Outcome) -> Double {
      outcome.cost + value * outcome.failure + wrongLoss * outcome.wrong
    }

    func solve() -> ([State], Outcome) {
      let tier = ladder.tiers[0]
      let kinds = ladder.kinds.indices
      let k = tier.margin
      // ahead[kind][lead + k]: from the next vote on, the right candidate ahead by that lead.
      var ahead: [[Outcome]] = []
      var states: [State] = []
      for votes in stride(from: tier.cap, through: 0, by: -1) {
        var here = kinds.map { _ in
          var row = [Outcome](repeating: Outcome(), count: 2 * k + 1)
          row[2 * k] = .won
          row[0] = .lost
          return row
        }
        for lead in stride(from: votes % 2, to: min(k, votes + 1), by: 2) {
          let signs = lead == 0 ? [0] : [lead, -lead]
          let weights = weights(votes: votes, signs: signs)
          let leaving = bestTail(weights)
          var best = (loss: leaving.loss, action: Action.leave(races: tails.races[leaving.plan]))
          var going = [[Outcome]](repeating: [], count: signs.count)
          if votes < tier.cap {
            going = signs.map { sign in
              kinds.map { kind in
                let p = ladder.kinds[kind].stepSuccess[0]
                var outcome = Outcome(cost: tier.costPerVote)
                outcome.add(ahead[kind][sign + 1 + k], p)
                outcome.add(ahead[kind][sign - 1 + k], 1 - p)
                return outcome
              }
            }
            var sum = 0.0
            for sign in signs.indices {
              for kind in kinds { sum += weights[sign][kind] * loss(going[sign][kind]) }
            }
            if sum <= best.loss { best = (sum, .goOn) }
          }
          for (index, sign) in signs.enumerated() {
            for kind in kinds {
              here[kind][sign + k] =
                best.action == .goOn
                ? going[index][kind] : tails.outcomes[leaving.plan][kind]
            }
          }
          states.append(State(votes: votes, lead: lead, action: best.action))
        }
        ahead = here
      }
      var outcome = Outcome()
      for kind in kinds { outcome.add(ahead[kind][k], ladder.kinds[kind].share) }
      return (states.sorted { ($0.votes, $0.lead) < ($1.votes, $1.lead) }, outcome)
    }

    /// How likely each kind is with the right candidate ahead by each lead, up to a common factor.
    ///
    /// As many ways lead to a lead as to its opposite, and from kind to kind.
    private func weights(votes: Int, signs: [Int]) -> [[Double]] {
      let logs = signs.map { sign in
        ladder.kinds.map { kind in
          let p = kind.stepSuccess[0]
          let (right, wrong) = ((votes + sign) / 2, (votes - sign) / 2)
          // 0·ln 0 stands for 0^0.
          return log(kind.share) + (right == 0 ? 0 : Double(right) * log(p))
            + (wrong == 0 ? 0 : Double(wrong) * log1p(-p))
        }
      }
      let greatest = logs.joined().max() ?? 0
      guard greatest > -.infinity else { return logs.map { $0.map { _ in 0 } } }
      return logs.map { $0.map { exp($0 - greatest) } }
    }

    private func bestTail(_ weights: [[Double]]) -> (plan: Int, loss: Double) {
      let byKind = ladder.kinds.indices.map { kind in weights.reduce(0) { $0 + $1[kind] } }
      var best = (plan: 0, loss: Double.infinity)
      for plan in tails.races.indices {
        var sum = 0.0
        for (kind, weight) in byKind.enumerated() {
          sum += weight * loss(tails.outcomes[plan][kind])
        }
        if sum < best.loss { best = (plan, sum) }
      }
      return best
    }
  }
}
