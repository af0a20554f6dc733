import MAKERCore
import Statistics

/// First to k votes, k the least whose error is at most δ at the assumed step success.
///
/// A wrong candidate that gets k votes first has at least k of the first 2k − 1, whether or not other
/// wrong candidates take some.
package struct FirstTo: CountRule {
  /// The paper that names the rule, for comparison.
  package static let source = "arXiv 2511.09030, section 3.2"

  /// Votes that win; count.
  package let margin: Int
  /// The error δ at the assumed step success.
  package let guarantee: Guarantee
  /// The cap; votes.
  package let mostVotes: Int
  private let rule: RaceRule

  /// Makes the rule.
  ///
  /// - Throws: `StoppingError` where k would be above 10^5.
  package init(_ setting: StoppingSetting) throws(StoppingError) {
    margin = try Self.margin(setting)
    rule = RaceRule(margin: margin, kind: .firstTo)
    guarantee = Guarantee(.assumedSuccess, setting)
    mostVotes = setting.cap
  }

  /// All for one: k votes.
  package var fewestVotes: Int { margin }

  /// Asks the race rule whether the leader has k.
  package func decision(leader: Int, runnerUp: Int, votes: Int) -> CountDecision {
    rule.isDecided(leader: leader, runnerUp: runnerUp) ? .leaderWins : .goOn
  }

  /// The least k for which at least k of 2k − 1 votes are wrong with probability at most δ.
  ///
  /// - Throws: `StoppingError` where it would be above 10^5.
  static func margin(_ setting: StoppingSetting) throws(StoppingError) -> Int {
    let wrong: Double
    do { wrong = try Probability(setting.assumedSuccess).complement } catch {
      throw StoppingError("\(error)")
    }
    for margin in 1...mostNeeded
    where BinomialTest.upperTail(
      successes: margin, trials: 2 * margin - 1, probability: wrong,
      complement: setting.assumedSuccess) <= setting.delta * (1 + roundingSlack)
    {
      return margin
    }
    throw StoppingError("k is above \(mostNeeded) at p = \(setting.assumedSuccess)")
  }
}
