import MAKERCore

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Wald's sequential probability ratio test of the leader against the runner-up.
///
/// With a and b votes the logarithm of the likelihood ratio is
/// `a·ln(p1/p0) + b·ln((1 − p1)/(1 − p0))`; the leader wins where it reaches the upper threshold, and the
/// race is given up, undecided, where it falls to the lower one.  With p known the other hypothesis is
/// p0 = 1 − p, "the runner-up is right": then the ratio depends on the lead alone, and the test *is*
/// first-to-ahead-by-k.
package struct SequentialRatioTest: CountRule {
  /// The test, and a paper that votes by it.
  package static let source = "Wald 1945; ConSol, arXiv 2503.17587"

  /// The error δ at the assumed step success; nothing where the hypotheses themselves are given.
  package let guarantee: Guarantee
  /// The cap; votes.
  package let mostVotes: Int
  private let perLeaderVote: Double
  private let perRunnerUpVote: Double
  private let upper: Double
  private let lower: Double

  /// Makes the test with known step success, both errors δ.
  ///
  /// - Throws: `StoppingError` where the assumed step success is no probability.
  package init(_ setting: StoppingSetting) throws(StoppingError) {
    let p: Probability
    do { p = try Probability(setting.assumedSuccess) } catch { throw StoppingError("\(error)") }
    let ratio = p.complement > 0 ? log(p.value / p.complement) : .infinity
    let upper = log((1 - setting.delta) / setting.delta)
    self.init(
      perLeaderVote: ratio, perRunnerUpVote: -ratio, upper: upper, lower: -.infinity,
      guarantee: Guarantee(.assumedSuccess, setting), cap: setting.cap)
  }

  /// Makes the test of a leader's share above one half, as ConSol does; without a promise, because both
  /// of its errors are errors about that share.
  ///
  /// - Parameters:
  ///   - share: Share of the leader under the alternative p1; unit 1, range (0.5, 1).
  ///   - falsePositives: Probability α of seeing a lead where there is none; unit 1.
  ///   - falseNegatives: Probability β of seeing none where there is one; unit 1.
  ///   - cap: Most votes of a race; at least 1.
  /// - Throws: `StoppingError`.
  package init(
    share: Double, falsePositives: Double, falseNegatives: Double, cap: Int
  ) throws(StoppingError) {
    let setting = try StoppingSetting(
      kind: .sprt, delta: falsePositives, assumedShares: [share, 1 - share], cap: cap)
    self.init(
      perLeaderVote: log(2 * share), perRunnerUpVote: log(2 * (1 - share)),
      upper: log((1 - falseNegatives) / falsePositives),
      lower: log(falseNegatives / (1 - falsePositives)), guarantee: Guarantee(.none, setting),
      cap: cap)
  }

  private init(
    perLeaderVote: Double, perRunnerUpVote: Double, upper: Double, lower: Double,
    guarantee: Guarantee, cap: Int
  ) {
    self.perLeaderVote = perLeaderVote
    self.perRunnerUpVote = perRunnerUpVote
    self.upper = upper * (1 - roundingSlack)
    self.lower = lower
    self.guarantee = guarantee
    mostVotes = cap
  }

  /// Votes of a unanimous race that reach the upper threshold; votes, at least 1.
  package var fewestVotes: Int { max(1, Int((upper / perLeaderVote).rounded(.up))) }

  /// Compares the logarithm of the likelihood ratio with both thresholds; a leader must be ahead.
  package func decision(leader: Int, runnerUp: Int, votes: Int) -> CountDecision {
    guard leader > runnerUp else { return .goOn }
    // A certain step has an infinite ratio: its first vote decides.
    let others = runnerUp == 0 ? 0 : Double(runnerUp) * perRunnerUpVote
    let ratio = Double(leader) * perLeaderVote + others
    if ratio >= upper { return .leaderWins }
    return ratio <= lower ? .undecided : .goOn
  }
}
