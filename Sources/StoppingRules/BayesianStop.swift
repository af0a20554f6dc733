#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Stops where the leader is the most likely answer with posterior probability 1 − δ, when the
/// frequencies of the answers are known and only their names are not.
///
/// Kept are the votes a and b of the first two and o of all others (L = 3), or only a and the rest
/// (L = 2).  Any two answers may be the first two a priori, so that the leader is the most likely with
/// `Σ_j f(1, j)/Σ_{i≠j} f(i, j)`, `f(i, j) = π_i^a π_j^b (1 − π_i − π_j)^o`.  With two answers that is
/// `1/(1 + (q/p)^(a − b))`, and the rule is first-to-ahead-by-k.
package struct BayesianStop: CountRule {
  /// The paper that the posterior is from.
  package static let source = "Huang, Ma and Zhou, arXiv 2602.05395"

  /// How much of the votes the rule keeps.
  package enum Kept: Int, Sendable {
    /// The leader and the rest.
    case leader = 2
    /// The leader, the runner-up and the rest.
    case leaderAndRunnerUp = 3
  }

  /// The error δ on channels with the assumed shares.
  package let guarantee: Guarantee
  /// Votes of a unanimous race that stops soonest; votes, one more than the cap where none can.
  package let fewestVotes: Int
  /// The cap; votes.
  package let mostVotes: Int
  private let posterior: AnswerPosterior

  /// Makes the rule for the assumed shares.
  ///
  /// - Parameters:
  ///   - setting: Shares, error and cap.
  ///   - kept: How much of the votes the rule keeps.
  package init(_ setting: StoppingSetting, keeping kept: Kept = .leaderAndRunnerUp) {
    let posterior = AnswerPosterior(
      shares: setting.assumedShares, kept: kept,
      greatestOdds: setting.delta / (1 - setting.delta) * (1 + roundingSlack))
    var votes = 1
    while votes <= setting.cap, !posterior.isSure(leader: votes, runnerUp: 0, votes: votes) {
      votes += 1
    }
    self.posterior = posterior
    guarantee = Guarantee(.assumedShares, setting)
    mostVotes = setting.cap
    fewestVotes = votes
  }

  /// Computes the posterior of the leader from the counts that are kept.
  package func decision(leader: Int, runnerUp: Int, votes: Int) -> CountDecision {
    leader > runnerUp && posterior.isSure(leader: leader, runnerUp: runnerUp, votes: votes)
      ? .leaderWins : .goOn
  }
}

/// The posterior of the leader being the most likely answer.
private struct AnswerPosterior: Sendable {
  /// Answers that may be the leader and the runner-up.
  private struct Pair: Hashable {
    /// Logarithms of the shares of the leader, the runner-up and all others; 0 where not kept.
    var leader: Double
    var runnerUp: Double
    var others: Double
    /// Whether the leader is the most likely answer.
    var isRight: Bool
  }

  /// Pairs with their numbers, those of the most likely answer first.
  private let pairs: [(pair: Pair, number: Double)]
  private let keepsRunnerUp: Bool
  private let greatestOdds: Double

  init(shares: [Double], kept: BayesianStop.Kept, greatestOdds: Double) {
    let shares = shares.sorted(by: >).filter { $0 > 0 }
    let keepsRunnerUp = kept == .leaderAndRunnerUp
    self.keepsRunnerUp = keepsRunnerUp
    self.greatestOdds = greatestOdds
    var pairs: [(pair: Pair, number: Double)] = []
    for (i, leader) in shares.enumerated() {
      for (j, runnerUp) in shares.enumerated() where j != i {
        let others = shares.indices.reduce(0.0) {
          $0 + ($1 == i || keepsRunnerUp && $1 == j ? 0 : shares[$1])
        }
        let pair = Pair(
          leader: log(leader), runnerUp: keepsRunnerUp ? log(runnerUp) : 0, others: log(others),
          isRight: i == 0)
        if let same = pairs.firstIndex(where: { $0.pair == pair }) {
          pairs[same].number += 1
        } else {
          pairs.append((pair, 1))
        }
      }
    }
    self.pairs = pairs
  }

  /// Whether the odds against the leader are small enough.
  func isSure(leader: Int, runnerUp: Int, votes: Int) -> Bool {
    let others = keepsRunnerUp ? votes - leader - runnerUp : votes - leader
    func weight(_ pair: Pair) -> Double {
      Double(leader) * pair.leader + Double(runnerUp) * pair.runnerUp
        // The share of no others is 0, and none of their votes are there.
        + (others == 0 ? 0 : Double(others) * pair.others)
    }
    var greatest = -Double.infinity
    for (pair, _) in pairs { greatest = max(greatest, weight(pair)) }
    var right = 0.0
    var wrong = 0.0
    for (pair, number) in pairs {
      let likelihood = number * exp(weight(pair) - greatest)
      if pair.isRight { right += likelihood } else { wrong += likelihood }
    }
    return wrong <= greatestOdds * right
  }
}
