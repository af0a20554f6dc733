/// What a stopping rule promises, as data: which share of wrong races, and on which channels.
package struct Guarantee: Equatable, Sendable {
  /// The channels that a promise covers.
  ///
  /// Votes are independent on all of them: no rule here promises
  /// anything for votes that depend on each other.
  package enum Scope: String, CaseIterable, Sendable {
    /// No promise.
    case none
    /// The right candidate has at least the share that the rule assumes.
    case assumedSuccess = "assumed success"
    /// The candidates have the shares that the rule assumes; with two, the right one at least its share.
    case assumedShares = "assumed shares"
    /// The right candidate has a larger share than any other, and there are no more candidates than the
    /// rule assumes.
    case mostLikely = "most likely"
  }

  /// The channels.
  package let scope: Scope
  /// Greatest probability that a race is decided for a wrong candidate; unit 1.
  package let delta: Double
  /// Shares that the rule assumes, the right candidate first; unit 1, sum 1.
  package let assumedShares: [Double]

  /// States a promise for a setting.
  package init(_ scope: Scope, _ setting: StoppingSetting) {
    self.scope = scope
    delta = setting.delta
    assumedShares = setting.assumedShares
  }

  /// Whether the promise is made for a channel.
  ///
  /// - Parameters:
  ///   - shares: Shares of the candidates on the channel, the right one first; unit 1, sum 1.
  ///   - isIndependent: Whether all steps have these shares, so that their votes are independent.
  /// - Returns: Whether it is.
  package func covers(shares: [Double], isIndependent: Bool) -> Bool {
    guard isIndependent else { return false }
    // Shares are sums and complements of decimals.
    let slack = 1e-12
    switch scope {
    case .none: return false
    case .assumedSuccess: return shares[0] >= assumedShares[0] - slack
    case .assumedShares:
      if shares.count == 2, assumedShares.count == 2 {
        return shares[0] >= assumedShares[0] - slack
      }
      return shares.count == assumedShares.count && shares[0] == shares.max()
        && zip(shares.sorted(), assumedShares.sorted()).allSatisfy { abs($0 - $1) <= slack }
    case .mostLikely:
      return shares.count <= assumedShares.count && shares.dropFirst().allSatisfy { $0 < shares[0] }
    }
  }
}
