package import StoppingRules

/// A stopping rule as a factor level: which, how much error, and what it assumes.
package struct StoppingChoice: Hashable, Sendable {
  /// Which rule.
  package var kind: StoppingKind
  /// Error δ that a race is allowed; unit 1, range [1e-15, 0.5).
  package var delta: Double
  /// Step success that the rule takes for granted; unit 1, nil for that of the average step.
  package var assumedSuccess: Double?

  /// Takes a stopping rule.
  ///
  /// - Parameters:
  ///   - kind: Which rule.
  ///   - delta: Error δ that it is set for; unit 1, range (0, 0.5).
  ///   - assumedSuccess: Step success it takes for granted; unit 1, nil for that of the average step.
  package init(kind: StoppingKind, delta: Double, assumedSuccess: Double? = nil) {
    self.kind = kind
    self.delta = delta
    self.assumedSuccess = assumedSuccess
  }
}

extension StoppingChoice {
  /// What the rule is made from, on a channel.
  ///
  /// - Parameters:
  ///   - shares: Shares of the average step, the right candidate first; unit 1, sum 1.  Where another
  ///     step success is assumed, the wrong candidates keep their proportions.
  ///   - cap: Most votes of a race; at least 1.
  /// - Returns: The setting.
  /// - Throws: `StoppingError` where the rule cannot be made from it.
  package func setting(shares: [Double], cap: Int) throws(StoppingError) -> StoppingSetting {
    var assumed = shares
    if let assumedSuccess, assumedSuccess != shares[0] {
      let wrong = shares.dropFirst().reduce(0, +)
      assumed = [assumedSuccess]
      for share in shares.dropFirst() {
        let proportion = wrong > 0 ? share / wrong : 1 / Double(shares.count - 1)
        assumed.append((1 - assumedSuccess) * proportion)
      }
    }
    return try StoppingSetting(kind: kind, delta: delta, assumedShares: assumed, cap: cap)
  }
}

extension DesignPoint {
  /// The stopping rule that decides the point's races; nil where a margin does.
  ///
  /// - Throws: `StoppingError` where the rule cannot be made.
  package func stoppingRule() throws(StoppingError) -> (any StoppingRule)? {
    guard let stopping else { return nil }
    return try StoppingRules.make(
      stopping.setting(shares: shares, cap: cap ?? StoppingSetting.safetyCap))
  }

  /// Whether the rule states its promise for this channel; nil without a stopping rule.
  package var isPromised: Bool? {
    guard let rule = try? stoppingRule() else { return nil }
    return rule.guarantee.covers(
      shares: shares, isIndependent: hasAlikeSteps && temperature == .constant)
  }

  /// Votes of a race under the stopping rule to expect, roughly; votes.
  ///
  /// A rule that knows p needs its lead; one that does not needs evidence ln(1/δ), of which a vote
  /// brings its divergence from a fair coin.  Fewest votes are that many unanimous ones.
  var stoppedVotesToExpect: Double {
    guard let stopping else { return 0 }
    let fewest = Double(margin)
    let rival = shares.dropFirst().max() ?? 0
    let gap = max(0.05, stepSuccess - rival)
    let expected: Double
    switch stopping.kind {
    case .majority: expected = fewest
    case .earlyStop: expected = fewest + 2
    case .firstTo, .firstToAheadBy, .sprt, .bayes: expected = fewest / gap
    case .esc: expected = max(fewest, Double(WindowStop.leastVotes) / 2)
    case .mixtureSPRT, .adaptiveConsistency, .ppr, .certifiedMajority:
      expected = fewest / (gap * gap)
    }
    return min(expected, Double(cap ?? StoppingSetting.safetyCap))
  }
}
