import Economics
import Simulation
import Testing

@Suite struct ZonedPolicyTests {
  private func policy(routed tier: ModelTier) throws -> ZonedPolicy {
    ZonedPolicy(
      "zones", plans: ModelTier.allCases.map { .climbing(from: $0, attempts: 3) },
      allocation: try AllocationPolicy.shipped()
    ) { _ in tier }
  }

  private func ledger(_ consumed: Double) -> WeekLedger {
    var ledger = WeekLedger(WeeklyLimits(money: Money(picodollars: 1_000_000)))
    ledger.book(tier: 0, milliseconds: 0, picodollars: Int((consumed * 1_000_000).rounded()))
    return ledger
  }

  /// Whatever the router, the agent, the phase and the budget say, no security work is below the highest
  /// tier, and no plan begins below the tier that the allocation policy gives.
  @Test func noStateDowngrades() throws {
    let allocation = try AllocationPolicy.shipped()
    for routed in ModelTier.allCases {
      let policy = try policy(routed: routed)
      for agent in allocation.rules.agents.map(\.name) + ["NOBODY"] {
        for phase in WorkPhase.allCases {
          for criticality in Criticality.allCases {
            for consumed in [0, 0.5, 0.7, 0.8, 0.85, 0.9, 0.95, 0.97, 0.985, 1, 1.4] {
              let task = VisibleTask(
                label: nil, text: "", criticality: criticality, agent: agent, phase: phase)
              let given = allocation.assign(
                agent: agent, phase: phase, criticality: criticality, consumed: consumed
              )?.tier
              let name = "\(routed) \(agent) \(phase) \(criticality) \(consumed)"
              switch policy.decide(task, ledger(consumed)) {
              case .later: #expect(given == nil || routed > .small, "\(name)")
              case .work(let plan):
                #expect(given.map { plan.lowestTier >= $0 } ?? false, "\(name)")
                if criticality == .security { #expect(plan.lowestTier == .large, "\(name)") }
              }
            }
          }
        }
      }
    }
  }

  /// What the router wants above a zone's highest tier waits; in a green zone it does not.
  @Test func zonesPutWorkOff() throws {
    let task = VisibleTask(label: nil, text: "", criticality: .routine, agent: "QUICKFIX")
    let policy = try policy(routed: .large)
    #expect(
      policy.decide(task, ledger(0.2)) == .work(.climbing(from: .large, attempts: 3)))
    #expect(policy.decide(task, ledger(0.9)) == .later)
    let small = try self.policy(routed: .small)
    #expect(small.decide(task, ledger(0.9)) == .work(.climbing(from: .small, attempts: 3)))
  }
}
