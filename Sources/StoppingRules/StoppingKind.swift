/// The stopping rules that there are; each is made in its own file.
package enum StoppingKind: String, Codable, CaseIterable, Sendable {
  /// First to lead every other candidate by k votes.
  case firstToAheadBy = "first-to-ahead-by-k"
  /// First to k votes.
  case firstTo = "first-to-k"
  /// A fixed number of votes, then the plurality.
  case majority
  /// Wald's sequential test of the leader against the runner-up, their shares known.
  case sprt
  /// The same test with the leader's share mixed over a prior.
  case mixtureSPRT = "mixture-sprt"
  /// Posterior of the leader being the more frequent of the first two.
  case adaptiveConsistency = "adaptive-consistency"
  /// Windows of votes, until one is unanimous.
  case esc
  /// Ratio of prior to posterior at one half, leader against runner-up.
  case ppr = "ppr-1v1"
  /// Two products of bets, against the runner-up and against all others.
  case certifiedMajority = "certified-majority"
  /// Posterior of the leader being right, the frequencies of the answers known.
  case bayes
  /// First to lead by k votes, with the early stop on the leader's share that a port adds.
  case earlyStop = "early-stop"
}

extension StoppingKind {
  /// Whether the rule is made from an assumed step success.
  package var assumesSuccess: Bool {
    switch self {
    case .firstToAheadBy, .firstTo, .majority, .sprt, .esc, .bayes, .earlyStop: true
    case .mixtureSPRT, .adaptiveConsistency, .ppr, .certifiedMajority: false
    }
  }
}
