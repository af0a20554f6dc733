/// What a policy does in one zone of a budget.
package struct ZoneRule: Hashable, Sendable {
  /// What becomes of work whose tier is above the zone's highest.
  package enum Above: String, Codable, CaseIterable, Sendable {
    /// It waits for another budget.
    case wait = "defer"
    /// It is done on the zone's highest tier.
    case downgrade
  }

  /// Which work is upgraded.
  package enum Upgrades: String, Codable, CaseIterable, Sendable {
    /// All that its agent's rule upgrades.
    case all
    /// Not routine work of a special kind: only what has to be.
    case needed
  }

  /// Highest tier of work that is not spared.
  package let most: ModelTier
  /// What becomes of work above that tier.
  package let above: Above
  /// Least criticality that the zone does not touch; nil where it touches all work.
  package let spares: Criticality?
  /// Which work is upgraded.
  package let upgrades: Upgrades
  /// Whether spending is to be watched.
  package let isMonitored: Bool

  /// Makes a rule; see the properties.
  package init(
    most: ModelTier = .large, above: Above = .wait, spares: Criticality? = nil,
    upgrades: Upgrades = .all, isMonitored: Bool = false
  ) {
    self.most = most
    self.above = above
    self.spares = spares
    self.upgrades = upgrades
    self.isMonitored = isMonitored
  }
}
