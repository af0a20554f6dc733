import Economics
import Testing

/// Decisions of the shipped policy, as its source tells them.
@Suite struct AllocationDecidingTests {
  private func outcome(
    _ agent: String, _ phase: WorkPhase, _ criticality: Criticality = .routine,
    consumed: Double = 0, _ escalation: AllocationState.Escalation = .none,
    _ mode: AllocationState.Mode = .normal, force: ModelTier? = nil
  ) throws -> Assignment.Outcome {
    let override = force.flatMap { ManualOverride($0, reason: "a test") }
    return try #require(
      AllocationPolicy.shipped().assign(
        agent: agent, phase: phase, criticality: criticality, consumed: consumed,
        escalation: escalation, mode: mode, override: override)
    ).outcome
  }

  @Test func tiersAreAssignedByAgentAndPhase() throws {
    for agent in ["GITHUB", "DOCMON", "RETRO", "QUICKFIX"] {
      for phase in WorkPhase.allCases { #expect(try outcome(agent, phase) == .run(.small)) }
    }
    #expect(try outcome("VALIDATION", .lead) == .run(.small))
    #expect(try outcome("VALIDATION", .plan) == .run(.medium))
    #expect(try outcome("VALIDATION", .exec) == .run(.medium))
    for agent in ["TESTING", "DESIGN", "DATABASE", "API", "STORIES", "RISK", "PERFORMANCE"] {
      #expect(try outcome(agent, .exec) == .run(.medium))
    }
    #expect(try outcome("SECURITY", .lead) == .run(.large))
  }

  @Test func whatEscalatesDoesSoByItsGround() throws {
    #expect(try outcome("TESTING", .exec, .security) == .run(.large))
    #expect(try outcome("TESTING", .exec, .critical) == .run(.medium))
    #expect(try outcome("SECURITY_SUB", .exec, .critical) == .run(.large))
    #expect(try outcome("DESIGN", .plan, .special) == .run(.large))
    #expect(try outcome("API", .plan, .special) == .run(.medium), "it has no special case")
    #expect(try outcome("GITHUB", .exec, .rework) == .run(.medium))
    #expect(try outcome("VALIDATION", .exec, .rework) == .run(.large))
    #expect(try outcome("STORIES", .exec, .rework) == .run(.medium), "medium is its highest")
  }

  private func outcome(
    _ agent: String, _ phase: WorkPhase, _ escalation: AllocationState.Escalation
  ) throws -> Assignment.Outcome {
    try outcome(agent, phase, .routine, consumed: 0, escalation)
  }

  @Test func zonesDeferRatherThanDowngrade() throws {
    #expect(try outcome("API", .exec, consumed: 0.84) == .run(.medium))
    #expect(try outcome("API", .exec, consumed: 0.85) == .deferred)
    #expect(try outcome("GITHUB", .exec, consumed: 0.85) == .run(.small))
    #expect(try outcome("GITHUB", .exec, consumed: 0.97) == .run(.small))
    #expect(try outcome("API", .exec, .critical, consumed: 0.9) == .run(.medium))
    #expect(try outcome("VALIDATION", .plan, consumed: 0.9) == .deferred)
    #expect(try outcome("SECURITY", .plan, consumed: 0.9) == .run(.large))
  }

  @Test func theReserveIsForCriticalWork() throws {
    #expect(try outcome("API", .exec, .critical, consumed: 0.96) == .run(.medium))
    #expect(try outcome("GITHUB", .exec, consumed: 0.98) == .deferred)
    #expect(try outcome("GITHUB", .exec, .critical, consumed: 0.99) == .run(.small))
    #expect(try outcome("GITHUB", .exec, .critical, consumed: 1) == .deferred)
    #expect(try outcome("API", .exec, .security, consumed: 1.2) == .run(.large))
    #expect(try outcome("SECURITY", .exec, consumed: 1.2) == .run(.large))
  }

  @Test func yellowHoldsUpgradesBackThatCanWait() throws {
    #expect(try outcome("DESIGN", .plan, consumed: 0.8, .special) == .run(.medium))
    #expect(try outcome("DESIGN", .plan, .critical, consumed: 0.8, .special) == .run(.large))
    #expect(try outcome("GITHUB", .exec, consumed: 0.8, .rework) == .run(.medium))
  }

  @Test func rollbackAndPauseKeepTheFloors() throws {
    #expect(try outcome("GITHUB", .exec, consumed: 0.99, .none, .rollback) == .run(.medium))
    #expect(try outcome("SECURITY", .exec, consumed: 0.99, .none, .rollback) == .run(.large))
    #expect(try outcome("GITHUB", .exec, consumed: 0, .none, .paused) == .manual)
    #expect(
      try outcome("GITHUB", .exec, consumed: 0, .none, .paused, force: .large) == .run(.large))
    #expect(
      try outcome("SECURITY", .exec, consumed: 0, .none, .paused, force: .medium)
        == .refused(.invariant(0)))
  }

  @Test func anOverrideMayNotBreakAFloor() throws {
    #expect(try outcome("API", .exec, consumed: 0.99, force: .large) == .run(.large))
    #expect(try outcome("API", .exec, force: .small) == .run(.small))
    #expect(try outcome("API", .exec, .critical, force: .small) == .refused(.invariant(2)))
    #expect(try outcome("SECURITY", .exec, force: .small) == .refused(.invariant(0)))
    #expect(try outcome("VALIDATION", .exec, force: .small) == .refused(.invariant(1)))
    #expect(try outcome("VALIDATION", .lead, force: .small) == .run(.small))
  }

  /// A name that is misspelt gets no other agent's tier.
  @Test func anUnknownAgentGetsNothing() throws {
    let policy = try AllocationPolicy.shipped()
    #expect(policy.assign(agent: "SECURTY", phase: .exec, consumed: 0) == nil)
    #expect(policy.assign(agent: "security", phase: .exec, consumed: 0) == nil)
  }

  @Test func reasonsSayWhichRulesApplied() throws {
    let rules = try AllocationPolicy.shipped().rules
    func lines(_ agent: String, _ change: (inout AllocationState) -> Void) throws -> [String] {
      var state = AllocationState(
        agent: try #require(rules.agent(named: agent)), phase: .exec,
        budget: BudgetState(consumed: 0, reserve: rules.reserve))
      change(&state)
      return rules.sentences(for: rules.decide(state), in: state)
    }
    #expect(try lines("GITHUB") { _ in } == ["GITHUB in exec is assigned small"])
    #expect(
      try lines("GITHUB") {
        $0.escalation = .rework
        $0.budget = BudgetState(consumed: 0.9, reserve: rules.reserve)
      } == [
        "GITHUB in exec is assigned small",
        "more than 20 % rework in a window of 10 escalates it by one tier",
        "zone orange allows at most small: deferred rather than downgraded",
      ])
    #expect(
      try lines("SECURITY") { $0.forced = .small } == [
        "forcing small would break 'SECURITY is never below large': refused"
      ])
  }

  @Test(arguments: [("", nil), (" \n", nil), (" an audit ", "an audit")])
  func anOverrideNeedsAReason(text: String, reason: String?) {
    #expect(ManualOverride(.large, reason: text)?.reason == reason)
    #expect(ManualOverride(.large, reason: String(repeating: "a", count: 501)) == nil)
  }
}
