/// A race of votes on one tier of models; a single call is the race to a lead of one vote.
package struct TierRace: Hashable, Sendable, Codable {
  /// Tier that is asked.
  package let tier: ModelTier
  /// Margin k; votes, at least 1.
  package let margin: Int
  /// Most votes of the race; votes, at least the margin.
  package let cap: Int

  /// Makes a race.
  ///
  /// - Parameters:
  ///   - tier: Tier that is asked.
  ///   - margin: Margin k; votes, at least 1.
  ///   - cap: Most votes; votes, at least the margin, the margin where left out.
  package init(_ tier: ModelTier, margin: Int = 1, cap: Int? = nil) {
    precondition(margin >= 1 && cap ?? margin >= margin, "a race can be won within its cap")
    self.tier = tier
    self.margin = margin
    self.cap = cap ?? margin
  }
}
