package import MAKERCore

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Certified self-consistency: stops where bets against "another is as likely as the leader" and against
/// "the leader has no majority" have both won 1/δ.
///
/// Each bet is on a share above one half, made before the vote that settles it: a vote for the candidate
/// multiplies its stake by 2q̂, one against it by 2(1 − q̂), with q̂ = max(½, (s + ½)/(n + 1)) after s of n
/// earlier votes.  So every product is a true one, a supermartingale while the share is at most ½.
/// (A public implementation puts the latest q̂ into all factors; that is none.)  Leader and runner-up are
/// found by looking at the votes, so that a product is kept for every ordered pair of candidates, and
/// the leader must have won against all of them.
package struct CertifiedMajority: StoppingRule {
  /// The paper that the bets are from.
  package static let source = "Certified self-consistency, arXiv 2510.17472"

  /// The most likely answer on every channel without memory, by Ville's inequality.
  package let guarantee: Guarantee
  /// Votes of a unanimous race whose bets win soonest; votes, one more than the cap where none can.
  package let fewestVotes: Int
  /// The cap; votes.
  package let mostVotes: Int
  private let candidates: Int
  private let threshold: Double

  /// Makes the rule.
  package init(_ setting: StoppingSetting) {
    guarantee = Guarantee(.mostLikely, setting)
    mostVotes = setting.cap
    candidates = setting.candidates
    threshold = -log(setting.deltaOfPair) - roundingSlack
    var votes = 0
    var won = 0.0
    while won < threshold, votes <= setting.cap {
      won += log((2 * Double(votes) + 1) / Double(votes + 1))
      votes += 1
    }
    fewestVotes = votes
  }

  /// Begins a race in which every stake is 1.
  package func race() -> CertifiedRace {
    CertifiedRace(candidates: candidates, threshold: threshold, cap: mostVotes)
  }
}

/// A race with its bets.
package struct CertifiedRace: StoppingRace {
  private let candidates: Int
  private let threshold: Double
  private var counts: VoteRace
  /// Logarithms of what the bets on one candidate against another have won.
  ///
  /// - Shape: `pairs[16 * candidate + other]`.
  private var pairs = InlineArray<256, Double>(repeating: 0)
  /// Logarithms of what the bets on a majority for each candidate have won.
  private var majorities = InlineArray<16, Double>(repeating: 0)

  init(candidates: Int, threshold: Double, cap: Int) {
    self.candidates = candidates
    self.threshold = threshold
    counts = VoteRace(rule: RaceRule(margin: .max), cap: cap)
  }

  /// Settles the bets on the vote, and ends the race where all against the leader are won.
  package mutating func cast(_ candidate: Int) -> Verdict? {
    settleBets(on: candidate)
    let end = counts.cast(candidate)
    guard let leader = counts.leader, majorities[leader] >= threshold else { return end }
    for other in 0..<candidates where other != leader {
      if pairs[16 * leader + other] < threshold { return end }
    }
    return .won(candidate: leader)
  }

  /// What a candidate has won against another; natural logarithm.
  package func evidence(for candidate: Int, over other: Int) -> Double {
    pairs[16 * candidate + other]
  }

  private mutating func settleBets(on candidate: Int) {
    let own = counts.count(of: candidate)
    for other in 0..<candidates where other != candidate {
      let rival = counts.count(of: other)
      if own == rival { continue }
      // Of the two products only the one of the candidate ahead bets anything.
      let factor = log((2 * Double(own) + 1) / Double(own + rival + 1))
      pairs[own > rival ? 16 * candidate + other : 16 * other + candidate] += factor
    }
    guard let leader = counts.leader else { return }
    let most = counts.count(of: leader)
    let votes = counts.votes
    guard 2 * most > votes else { return }
    let agreeing = leader == candidate ? most : votes - most
    majorities[leader] += log((2 * Double(agreeing) + 1) / Double(votes + 1))
  }
}
