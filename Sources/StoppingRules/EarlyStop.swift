/// First to lead by k votes, with an early stop that a public port switches on without being asked.
///
/// From 3 votes on a leader with at least .85 of them wins, from 5 on one with at least .6.  (The port
/// also asks that a normalised variance of the counts is below .15, which no counts with .6 for the
/// leader miss; and it returns the leader at its limit of samples, here the race is undecided there.)
/// Between two candidates no race lasts longer than 5 votes, whatever k is.  The port prints the error
/// of k; for this rule nobody has derived one, so that nothing is promised.
package struct EarlyStop: CountRule {
  /// The public port, and the configuration that it starts with.
  package static let source =
    "brainwires-mdap, FirstToAheadByKVoter::new with EarlyStoppingConfig::default"

  /// The margin k; votes.
  package let margin: Int
  /// Nothing: no error is derived for the early stop.
  package let guarantee: Guarantee
  /// The cap; votes.
  package let mostVotes: Int

  /// Makes the rule with the margin that δ asks for.
  ///
  /// - Throws: `StoppingError` where the margin would be too large.
  package init(_ setting: StoppingSetting) throws(StoppingError) {
    margin = try FirstToAheadBy.margin(setting)
    guarantee = Guarantee(.none, setting)
    mostVotes = setting.cap
  }

  /// Three, from which on a leader's share may stop the race, or the margin where that is less; votes.
  package var fewestVotes: Int { min(margin, 3) }

  /// Stops at a share of .85 from 3 votes on, of .6 from 5 on, or at the margin.
  package func decision(leader: Int, runnerUp: Int, votes: Int) -> CountDecision {
    let share = Double(leader) / Double(votes)
    let stops = votes >= 3 && share >= 0.85 || votes >= 5 && share >= 0.6
    return stops || leader - runnerUp >= margin ? .leaderWins : .goOn
  }
}
