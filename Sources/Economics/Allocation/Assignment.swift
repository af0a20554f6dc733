/// What is done with a piece of work, and by which rules.
package struct Assignment: Hashable, Sendable {
  /// What is done.
  package enum Outcome: Hashable, Sendable {
    /// It is done on that tier.
    case run(ModelTier)
    /// It waits for another budget.
    case deferred
    /// Nothing is chosen: a person has to name a tier.
    case manual
    /// The override is refused, and nothing is done.
    case refused(Refusal)
  }

  /// Why an override is refused.
  package enum Refusal: Hashable, Sendable {
    /// It would break that invariant of the rules; index.
    case invariant(Int)
    /// It is below the tier that a green zone gives the work, and only higher ones may be forced.
    case downward
  }

  /// Rules that applied.
  package struct Reasons: OptionSet, Hashable, Sendable {
    /// The rules as bits, one a rule; 0 to 2^16 − 1.
    package let rawValue: UInt16

    /// Makes a set from its bits.
    package init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The agent's own tier of the phase.
    package static let assigned = Reasons(rawValue: 1)
    /// Rework put it a tier higher.
    package static let rework = Reasons(rawValue: 1 << 1)
    /// Rework could put it no higher.
    package static let highest = Reasons(rawValue: 1 << 2)
    /// Its criticality put it on the agent's highest tier.
    package static let criticality = Reasons(rawValue: 1 << 3)
    /// Its special kind put it on the agent's highest tier.
    package static let special = Reasons(rawValue: 1 << 4)
    /// The zone holds the upgrade of its special kind back.
    package static let upgradeHeld = Reasons(rawValue: 1 << 5)
    /// The zone asks for spending to be watched.
    package static let monitored = Reasons(rawValue: 1 << 6)
    /// The zone leaves work of its criticality alone.
    package static let spared = Reasons(rawValue: 1 << 7)
    /// It is done from the reserve.
    package static let reserve = Reasons(rawValue: 1 << 8)
    /// The zone put it on a lower tier.
    package static let downgraded = Reasons(rawValue: 1 << 9)
    /// The zone, or the kept reserve, makes it wait.
    package static let waits = Reasons(rawValue: 1 << 10)
    /// The default policy is in force.
    package static let rollback = Reasons(rawValue: 1 << 11)
    /// Automatic choices are paused.
    package static let paused = Reasons(rawValue: 1 << 12)
    /// Somebody forced the tier.
    package static let forced = Reasons(rawValue: 1 << 13)
  }

  /// What is done.
  package var outcome: Outcome
  /// The rules that applied.
  package var reasons: Reasons

  /// Makes an assignment; see the properties.
  package init(_ outcome: Outcome, _ reasons: Reasons) {
    self.outcome = outcome
    self.reasons = reasons
  }

  /// The tier that the work is done on; nil where it is not done.
  package var tier: ModelTier? {
    if case .run(let tier) = outcome { tier } else { nil }
  }
}
