/// Rules whose invariants hold in every state: nothing else can be made one.
package struct AllocationPolicy: Hashable, Sendable {
  /// The rules.
  package let rules: AllocationRules

  /// Decides on every state, and refuses rules that break an invariant in one.
  ///
  /// - Parameter rules: The rules.
  /// - Throws: `AllocationBreak` with the first state that breaks an invariant.
  package init(_ rules: AllocationRules) throws(AllocationBreak) {
    for state in rules.states {
      if let invariant = rules.broken(in: state) {
        throw AllocationBreak(rules: rules, state: state, invariant: invariant)
      }
    }
    self.rules = rules
  }

  /// Decides on a piece of work.
  ///
  /// - Parameter state: The work, the budget, and what somebody wants.
  /// - Returns: What is done with it, and why.
  package func decide(_ state: AllocationState) -> Assignment { rules.decide(state) }
}

/// A state in which rules break an invariant of their own.
package struct AllocationBreak: Error, Hashable, Sendable, CustomStringConvertible {
  /// The rules.
  package let rules: AllocationRules
  /// The state.
  package let state: AllocationState
  /// Index of the invariant.
  package let invariant: Int

  /// Makes a break; see the properties.
  package init(rules: AllocationRules, state: AllocationState, invariant: Int) {
    self.rules = rules
    self.state = state
    self.invariant = invariant
  }

  /// One line for a person: the invariant, the state, what happens and what is allowed.
  package var description: String {
    let invariant = rules.invariants[invariant]
    let allowed =
      switch invariant.demand {
      case .least(let tier): "allowed are \(tier) and above"
      case .neverDowngraded: "a green zone gives it \(rules.reference(for: state))"
      case .neverDeferred: "it must not wait"
      }
    return "the policy breaks its invariant '\(invariant.name)': \(rules.words(for: state)) "
      + "\(rules.words(for: rules.decide(state).outcome)), and \(allowed)"
  }
}
