/// Which tier a task goes to, why, and how sure the router says it is.
package struct RoutingDecision: Hashable, Sendable {
  /// A person's or a policy's choice in place of the router's.
  package struct Override: Hashable, Sendable {
    /// The tier that is taken instead.
    package let tier: ModelTier
    /// Why; not blank.
    package let reason: String
  }

  /// The tier that the rules chose.
  package let routed: ModelTier
  /// The stated chance that this tier does the task without help; unit 1, 0 to 1.
  package let confidence: Double
  /// Name of the strategy that chose it.
  package let strategy: String
  /// The rule of the strategy that matched: a label, the name of a pattern, or the strategy itself.
  package let rule: String
  /// Rules of later strategies that read a label and would have chosen another tier, in their order.
  package let overruled: [String]
  /// What was chosen in its place; nil where the rules' choice stands.
  package let override: Override?

  /// Makes a decision; see the properties.
  package init(
    routed: ModelTier, confidence: Double, strategy: String, rule: String, overruled: [String] = [],
    override: Override? = nil
  ) {
    precondition((0...1).contains(confidence), "a confidence is from 0 to 1, got \(confidence)")
    self.routed = routed
    self.confidence = confidence
    self.strategy = strategy
    self.rule = rule
    self.overruled = overruled
    self.override = override
  }

  /// The tier that the task goes to.
  package var tier: ModelTier { override?.tier ?? routed }

  /// Returns the decision with another tier in place of the rules'.
  ///
  /// - Parameters:
  ///   - tier: The tier; it may be the same, which records that somebody looked.
  ///   - reason: Why; not blank.
  /// - Returns: The decision; what the rules chose stays in it.
  /// - Throws: `RulesError` where no reason is given.
  package func overridden(
    to tier: ModelTier, because reason: String
  ) throws(RulesError) -> RoutingDecision {
    guard !reason.allSatisfy(\.isWhitespace) else {
      throw RulesError("override", "needs a reason that is not blank")
    }
    return RoutingDecision(
      routed: routed, confidence: confidence, strategy: strategy, rule: rule, overruled: overruled,
      override: Override(tier: tier, reason: reason))
  }
}
