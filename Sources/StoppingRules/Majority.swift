/// A fixed odd number of votes, then the plurality: the least for which a wrong majority has at most the
/// probability δ at the assumed step success.
///
/// The rule itself decides by plurality at its end; a tie, which takes three candidates, is undecided.
/// A wrong plurality needs the right candidate to have missed a majority.
package struct Majority: CountRule {
  /// The papers that vote so.
  package static let source =
    "self-consistency, arXiv 2203.11171; Six Sigma Agent, arXiv 2601.22290"

  /// Votes of a race; odd count.
  package let votes: Int
  /// The error δ at the assumed step success.
  package let guarantee: Guarantee
  /// The number of votes, or the cap where that is less; votes.
  package let mostVotes: Int

  /// Makes the rule.
  ///
  /// - Throws: `StoppingError` where more than 2·10^5 votes would be needed.
  package init(_ setting: StoppingSetting) throws(StoppingError) {
    // The majority of 2k − 1 is the candidate that is first to k.
    votes = 2 * (try FirstTo.margin(setting)) - 1
    guarantee = Guarantee(.assumedSuccess, setting)
    mostVotes = min(votes, setting.cap)
  }

  /// All of them: no race ends before its last vote.
  package var fewestVotes: Int { votes }

  /// Waits for the last vote; a tie is undecided then.
  package func decision(leader: Int, runnerUp: Int, votes: Int) -> CountDecision {
    if votes < self.votes { return .goOn }
    return leader > runnerUp ? .leaderWins : .undecided
  }
}
