/// Decisions in words.
extension AllocationRules {
  /// A state as a person would tell it, as `SECURITY in exec, routine work, zone red`.
  package func words(for state: AllocationState) -> String {
    var parts = ["\(agents[state.agent].name) in \(state.phase)"]
    switch state.criticality {
    case .routine: parts.append("routine work")
    case .critical: parts.append("critical work")
    case .security: parts.append("security-critical work")
    }
    switch state.budget.reserve {
    case .whole: parts.append("zone \(state.budget.zone)")
    case .opened: parts.append("zone \(state.budget.zone) with all but the reserve spent")
    case .spent: parts.append("zone \(state.budget.zone) with all spent")
    }
    switch state.escalation {
    case .none: break
    case .rework: parts.append("escalated for rework")
    case .special: parts.append("of a special kind")
    }
    switch state.mode {
    case .normal: break
    case .rollback: parts.append("rolled back")
    case .paused: parts.append("paused")
    }
    if let forced = state.forced { parts.append("forced to \(forced)") }
    return parts.joined(separator: ", ")
  }

  /// What is done with work, as the end of a sentence.
  package func words(for outcome: Assignment.Outcome) -> String {
    switch outcome {
    case .run(let tier): "runs on \(tier)"
    case .deferred: "is deferred"
    case .manual: "waits for a person to name a tier"
    case .refused: "is refused"
    }
  }

  /// The rules that led to a decision, a sentence each, in the order in which they applied.
  ///
  /// - Parameters:
  ///   - assignment: The decision.
  ///   - state: What it was made on.
  /// - Returns: The sentences, without a full stop.
  package func sentences(for assignment: Assignment, in state: AllocationState) -> [String] {
    let rule = agents[state.agent]
    let zone = self.rule(of: state.budget.zone)
    let criticality = criticality(in: state)
    let reasons = assignment.reasons
    var lines: [String] = []
    func add(_ reason: Assignment.Reasons, _ sentence: @autoclosure () -> String) {
      if reasons.contains(reason) { lines.append(sentence()) }
    }
    add(.paused, "automatic choices are paused: a tier has to be forced, with a reason")
    add(.rollback, "rolled back: the default policy gives \(rule.name) \(rollback[state.agent])")
    add(.assigned, "\(rule.name) in \(state.phase) is assigned \(rule.tier(in: state.phase))")
    add(.rework, "more than \(rework.words) escalates it by one tier")
    add(.highest, "rework cannot escalate it: \(rule.escalatesTo) is its highest tier")
    add(.criticality, "\(criticality) work of \(rule.name) goes to \(rule.escalatesTo) at once")
    add(.special, "work of a special kind (\(rule.specialCase)) goes to \(rule.escalatesTo)")
    add(.upgradeHeld, "zone \(state.budget.zone) upgrades no routine work of a special kind")
    add(.monitored, "zone \(state.budget.zone): watch the spending")
    add(.spared, "zone \(state.budget.zone) leaves \(zone.spares?.rawValue ?? "") work alone")
    add(.reserve, "\(criticality) work is done from the reserve")
    add(.downgraded, "zone \(state.budget.zone) allows at most \(zone.most): downgraded")
    add(.waits, waiting(state, zone))
    if let forced = state.forced, reasons.contains(.forced) {
      switch assignment.outcome {
      case .refused(.invariant(let index)):
        lines.append("forcing \(forced) would break '\(invariants[index].name)': refused")
      case .refused(.downward):
        lines.append(
          "forcing \(forced) is below \(reference(for: state)), and only upward is allowed: refused"
        )
      default: lines.append("forced to \(forced) by hand")
      }
    }
    return lines
  }

  private func waiting(_ state: AllocationState, _ zone: ZoneRule) -> String {
    switch state.budget.reserve {
    case .whole:
      "zone \(state.budget.zone) allows at most \(zone.most): deferred rather than downgraded"
    case .opened: "only the reserve is left, which is for \(reserveFor) work: deferred"
    case .spent: "the budget is spent: deferred"
    }
  }
}
