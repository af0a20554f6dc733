import Statistics

/// Stops where the leader is the more frequent of the first two with posterior probability 1 − δ, their
/// shares uniform a priori.
///
/// With a and b votes that is `I_½(a + 1, b + 1) <= δ`.  It is looked at after every vote, and a posterior
/// under a uniform prior is no error rate of any one channel: nothing is promised.  The paper stops at 40
/// votes and takes the plurality; here only the cap ends a race, undecided, so that δ alone is compared.
package struct AdaptiveConsistency: CountRule {
  /// The paper that the criterion is from.
  package static let source = "arXiv 2305.11860, the Beta criterion"

  /// Nothing: a posterior is no error rate.
  package let guarantee: Guarantee
  /// The cap; votes.
  package let mostVotes: Int
  private let boundary: Boundary

  /// Makes the rule.
  package init(_ setting: StoppingSetting) {
    boundary = Boundary(cap: setting.cap) { leader, runnerUp in
      SpecialFunctions.betaLower(a: Double(leader + 1), b: Double(runnerUp + 1), x: 0.5)
        <= setting.delta * (1 + roundingSlack)
    }
    guarantee = Guarantee(.none, setting)
    mostVotes = setting.cap
  }

  /// Votes of a unanimous race that stops soonest; votes, one more than the cap where none can.
  package var fewestVotes: Int { boundary.fewestVotes ?? mostVotes + 1 }

  /// Looks the posterior of these counts up, in a table made for the cap.
  package func decision(leader: Int, runnerUp: Int, votes: Int) -> CountDecision {
    boundary.decision(leader: leader, runnerUp: runnerUp)
  }
}
