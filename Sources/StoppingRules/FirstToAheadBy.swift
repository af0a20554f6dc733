import MAKERCore

/// First to lead every other candidate by k votes, k the least whose error is at most δ at the assumed
/// step success.
///
/// With scattered wrong votes each wrong candidate is further behind than the one that holds them all,
/// so that one wrong candidate is the worst case.
package struct FirstToAheadBy: CountRule {
  /// The paper's race and the equation of its error.
  package static let source = "arXiv 2511.09030, algorithm 2 and equation 13"

  /// The margin k; votes.
  package let margin: Int
  /// The error δ at the assumed step success.
  package let guarantee: Guarantee
  /// The cap; votes.
  package let mostVotes: Int
  private let rule: RaceRule

  /// Makes the rule.
  ///
  /// - Throws: `StoppingError` where the margin would be too large.
  package init(_ setting: StoppingSetting) throws(StoppingError) {
    margin = try Self.margin(setting)
    rule = RaceRule(margin: margin)
    guarantee = Guarantee(.assumedSuccess, setting)
    mostVotes = setting.cap
  }

  /// All for one: k votes.
  package var fewestVotes: Int { margin }

  /// Asks the race rule whether the leader is k ahead.
  package func decision(leader: Int, runnerUp: Int, votes: Int) -> CountDecision {
    rule.isDecided(leader: leader, runnerUp: runnerUp) ? .leaderWins : .goOn
  }

  /// The least margin whose error between two candidates is at most δ.
  ///
  /// - Throws: `StoppingError` where it would be too large.
  static func margin(_ setting: StoppingSetting) throws(StoppingError) -> Int {
    do {
      let p = try Probability(setting.assumedSuccess)
      for margin in 1...mostNeeded
      where try TwoCandidateRace(stepSuccess: p, margin: margin).wrong
        <= setting.delta * (1 + roundingSlack)
      {
        return margin
      }
    } catch { throw StoppingError("\(error)") }
    throw StoppingError("k is above \(mostNeeded) at p = \(setting.assumedSuccess)")
  }
}

/// Most votes that a candidate may need before a rule is refused; votes.
let mostNeeded = 100_000

/// How far a value may miss a bound that it meets but for rounding, as a share of the bound.
let roundingSlack = 1e-12
