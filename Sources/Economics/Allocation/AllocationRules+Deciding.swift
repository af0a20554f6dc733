/// What the rules do with a piece of work.
///
/// Nothing here clamps a tier to a floor: invariants hold because the rules keep them, which
/// `AllocationPolicy` proves, and only overrides are held against them one by one.
extension AllocationRules {
  /// Decides on a piece of work.
  ///
  /// - Parameter state: The work, the budget, and what somebody wants.
  /// - Returns: What is done with it, and why.
  package func decide(_ state: AllocationState) -> Assignment {
    let automatic = automatic(state)
    guard let forced = state.forced else { return automatic }
    let run = Assignment(
      .run(forced), automatic.reasons.intersection([.rollback, .paused]).union(.forced))
    switch overrides {
    case .any: return run
    case .upward:
      return forced >= reference(for: state)
        ? run : Assignment(.refused(.downward), .forced)
    case .held:
      return broken(by: run.outcome, in: state).map {
        Assignment(.refused(.invariant($0)), .forced)
      } ?? run
    }
  }

  /// Returns the first invariant that the decision on a state breaks; index, nil where all hold.
  package func broken(in state: AllocationState) -> Int? {
    broken(by: decide(state).outcome, in: state)
  }

  /// Criticality of a piece of work, its agent's own least one counted in.
  package func criticality(in state: AllocationState) -> Criticality {
    max(state.criticality, agents[state.agent].criticality)
  }

  /// Tier that a green zone gives a piece of work without an override, paused or not.
  package func reference(for state: AllocationState) -> ModelTier {
    if state.mode == .rollback { return rollback[state.agent] }
    return wanted(state, in: zones[0]).tier
  }

  /// Whether an invariant is about the work of a state.
  ///
  /// - Parameters:
  ///   - state: The state.
  ///   - invariant: Index of the invariant.
  /// - Returns: Whether it is.
  package func covers(_ state: AllocationState, invariant: Int) -> Bool {
    invariants[invariant].covers(
      agent: state.agent, phase: state.phase, criticality: criticality(in: state))
  }

  /// Whether the decision on a state breaks one invariant.
  ///
  /// - Parameters:
  ///   - state: The state.
  ///   - invariant: Index of the invariant.
  /// - Returns: Whether it does.
  package func breaks(_ state: AllocationState, invariant: Int) -> Bool {
    covers(state, invariant: invariant)
      && !invariants[invariant].allows(decide(state).outcome, reference: reference(for: state))
  }

  private func broken(by outcome: Assignment.Outcome, in state: AllocationState) -> Int? {
    let criticality = criticality(in: state)
    return invariants.firstIndex {
      $0.covers(agent: state.agent, phase: state.phase, criticality: criticality)
        && !$0.allows(outcome, reference: reference(for: state))
    }
  }

  private func automatic(_ state: AllocationState) -> Assignment {
    switch state.mode {
    case .paused: return Assignment(.manual, .paused)
    case .rollback: return Assignment(.run(rollback[state.agent]), .rollback)
    case .normal: break
    }
    let zone = rule(of: state.budget.zone)
    var (tier, reasons) = wanted(state, in: zone)
    if zone.isMonitored { reasons.insert(.monitored) }
    let isFree = state.budget.reserve == .whole
    if isFree && tier <= zone.most { return Assignment(.run(tier), reasons) }
    let criticality = criticality(in: state)
    if let spared = zone.spares, criticality >= spared {
      return Assignment(.run(tier), reasons.union(.spared))
    }
    if state.budget.reserve != .spent, criticality >= reserveFor {
      return Assignment(.run(tier), reasons.union(.reserve))
    }
    if isFree && zone.above == .downgrade {
      return Assignment(.run(zone.most), reasons.union(.downgraded))
    }
    return Assignment(.deferred, reasons.union(.waits))
  }

  /// The tier that a piece of work should have, whether or not the budget allows it.
  private func wanted(
    _ state: AllocationState, in zone: ZoneRule
  ) -> (tier: ModelTier, reasons: Assignment.Reasons) {
    let rule = agents[state.agent]
    let criticality = criticality(in: state)
    var tier = rule.tier(in: state.phase)
    var reasons: Assignment.Reasons = .assigned
    if state.escalation == .rework {
      let next = min(tier.next, rule.escalatesTo)
      reasons.insert(next > tier ? .rework : .highest)
      tier = next
    }
    if let least = rule.atOnceFrom, criticality >= least {
      reasons.insert(.criticality)
      tier = max(tier, rule.escalatesTo)
    }
    if state.escalation == .special, rule.risesForSpecial {
      if zone.upgrades == .needed && criticality == .routine {
        reasons.insert(.upgradeHeld)
      } else {
        reasons.insert(.special)
        tier = max(tier, rule.escalatesTo)
      }
    }
    return (tier, reasons)
  }
}

extension ModelTier {
  /// The tier above; the highest one is above itself.
  fileprivate var next: ModelTier {
    switch self {
    case .small: .medium
    case .medium, .large: .large
    }
  }
}
