import Statistics

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The sequential ratio test with the leader's share mixed over a prior on (½, 1).
///
/// Of the first two candidates with a and b votes, the leader wins where
/// `E = ∫ (2θ)^a (2(1 − θ))^b dπ(θ)` reaches 1/δ for a pair; π is Beta(c, c) cut off below one half.
/// While the leader is no more likely than the runner-up, E is a supermartingale that starts at 1, so
/// that it ever reaches 1/δ with probability δ at most (Ville 1939), whatever the shares are.
package struct MixtureRatioTest: CountRule {
  /// The test by mixture, and the papers that vote by it.
  package static let source =
    "Robbins 1970; ConSol, arXiv 2503.17587; for c = 1 CITE, arXiv 2605.05873"

  /// The most likely answer on every channel without memory, by Ville's inequality.
  package let guarantee: Guarantee
  /// The cap; votes.
  package let mostVotes: Int
  private let boundary: Boundary

  /// Makes the rule.
  ///
  /// - Parameters:
  ///   - setting: Error, candidates and cap.
  ///   - shape: Shape c of the prior; unit 1, above 0.  1 is uniform; ConSol takes 10^6.
  package init(_ setting: StoppingSetting, shape: Double = 1) {
    let threshold = -log(setting.deltaOfPair)
    boundary = Boundary(cap: setting.cap) {
      Self.logEvidence(leader: $0, runnerUp: $1, shape: shape) >= threshold - roundingSlack
    }
    guarantee = Guarantee(.mostLikely, setting)
    mostVotes = setting.cap
  }

  /// Votes of a unanimous race that stops soonest; votes, one more than the cap where none can.
  package var fewestVotes: Int { boundary.fewestVotes ?? mostVotes + 1 }

  /// Looks the evidence of these counts up, in a table made for the cap.
  package func decision(leader: Int, runnerUp: Int, votes: Int) -> CountDecision {
    boundary.decision(leader: leader, runnerUp: runnerUp)
  }

  /// Logarithm of E, `ln(2^(a+b+1) B(a + c, b + c) P(θ > ½)/B(c, c))` with θ of Beta(a + c, b + c).
  ///
  /// - Parameters:
  ///   - leader: Votes a.
  ///   - runnerUp: Votes b.
  ///   - shape: Shape c of the prior; unit 1, above 0.
  /// - Returns: The logarithm; natural.
  package static func logEvidence(leader: Int, runnerUp: Int, shape: Double) -> Double {
    let a = Double(leader) + shape
    let b = Double(runnerUp) + shape
    let aboveHalf = SpecialFunctions.betaUpper(a: a, b: b, x: 0.5)
    return Double(leader + runnerUp + 1) * log(2.0) + logBeta(a, b) - logBeta(shape, shape)
      + log(aboveHalf)
  }
}

/// Logarithm of the beta function; natural.
func logBeta(_ a: Double, _ b: Double) -> Double {
  SpecialFunctions.logGamma(a) + SpecialFunctions.logGamma(b) - SpecialFunctions.logGamma(a + b)
}
