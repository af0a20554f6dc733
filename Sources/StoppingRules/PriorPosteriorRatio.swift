#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// PPR-1v1: stops where one half has become 1/δ times less likely as the leader's share of the votes for
/// the first two than it was under a uniform prior.
///
/// With a and b votes the ratio is `2^(a+b) B(a + 1, b + 1)`, a martingale while both are equally likely;
/// it ever reaches 1/δ with probability δ at most (Ville 1939).
package struct PriorPosteriorRatio: CountRule {
  /// The paper that the ratio is from.
  package static let source = "PPR-1v1, arXiv 2109.05047"

  /// The most likely answer on every channel without memory, by Ville's inequality.
  package let guarantee: Guarantee
  /// The cap; votes.
  package let mostVotes: Int
  private let boundary: Boundary

  /// Makes the rule.
  package init(_ setting: StoppingSetting) {
    let threshold = -log(setting.deltaOfPair)
    boundary = Boundary(cap: setting.cap) { leader, runnerUp in
      let ratio =
        Double(leader + runnerUp) * log(2.0) + logBeta(Double(leader + 1), Double(runnerUp + 1))
      return ratio >= threshold - roundingSlack
    }
    guarantee = Guarantee(.mostLikely, setting)
    mostVotes = setting.cap
  }

  /// Votes of a unanimous race that stops soonest; votes, one more than the cap where none can.
  package var fewestVotes: Int { boundary.fewestVotes ?? mostVotes + 1 }

  /// Looks the ratio of these counts up, in a table made for the cap.
  package func decision(leader: Int, runnerUp: Int, votes: Int) -> CountDecision {
    boundary.decision(leader: leader, runnerUp: runnerUp)
  }
}
