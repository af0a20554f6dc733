import Economics
import Foundation
import Testing

/// Every state that a policy can come to.
@Suite struct AllocationPolicyTests {
  @Test func noStateOfTheShippedPolicyBreaksAnything() throws {
    let rules = try AllocationPolicy.shipped().rules
    let oracle = AllocationOracle(rules: rules)
    // 16 agents, 3 phases, 3 criticalities, 6 budgets, 3 escalations, 3 modes, 4 overrides.
    #expect(rules.states.count == 16 * 3 * 3 * 6 * 3 * 3 * 4)
    #expect(Set(rules.states).count == rules.states.count)
    let broken = rules.states.first {
      rules.broken(in: $0) != nil || oracle.broken(in: $0) != nil
    }
    #expect(broken == nil, "\(broken.map(rules.words) ?? "")")
  }

  /// The invariants say something about outcomes that occur: not everything is deferred or refused.
  @Test func everyOutcomeOccurs() throws {
    let rules = try AllocationPolicy.shipped().rules
    var reasons = Assignment.Reasons()
    var outcomes: Set<Assignment.Outcome> = []
    for state in rules.states {
      let assignment = rules.decide(state)
      reasons.formUnion(assignment.reasons)
      outcomes.insert(assignment.outcome)
    }
    let silent = rules.states.first { rules.sentences(for: rules.decide($0), in: $0).isEmpty }
    #expect(silent == nil, "\(silent.map(rules.words) ?? "")")
    #expect(
      outcomes
        == [
          .run(.small), .run(.medium), .run(.large), .deferred, .manual, .refused(.invariant(0)),
          .refused(.invariant(1)), .refused(.invariant(2)),
        ])
    // The shipped policy defers rather than downgrades.
    var all = Assignment.Reasons(rawValue: (1 << 14) - 1)
    all.remove(.downgraded)
    #expect(reasons == all)
  }

  /// Forcing a tier at least as high as a green zone gives is never refused, whatever may be forced.
  @Test(arguments: AllocationRules.Overrides.allCases)
  func upwardIsAlwaysAllowed(overrides: AllocationRules.Overrides) throws {
    var rules = try AllocationFixture.rules()
    rules.overrides = overrides
    let refused = rules.states.first { state in
      guard let forced = state.forced, forced >= rules.reference(for: state) else { return false }
      return rules.decide(state).outcome != .run(forced)
    }
    #expect(refused == nil, "\(refused.map(rules.words) ?? "")")
  }

  /// A budget that is consumed further never puts work on a lower tier, nor brings deferred work back.
  @Test func lessBudgetNeverDowngrades() throws {
    let rules = try AllocationPolicy.shipped().rules
    let budgets = BudgetState.reachable(reserve: rules.reserve)
    for state in rules.states where state.forced == nil && state.budget == budgets[0] {
      var before = rules.decide(state).outcome
      for budget in budgets.dropFirst() {
        var later = state
        later.budget = budget
        let outcome = rules.decide(later).outcome
        let isHeldUpgrade = rules.decide(later).reasons.contains(.upgradeHeld)
        #expect(
          outcome == before || outcome == .deferred || isHeldUpgrade,
          "\(rules.words(for: later)): \(before) then \(outcome)")
        if before == .deferred { #expect(outcome == .deferred, "\(rules.words(for: later))") }
        before = outcome
      }
    }
  }

  @Test func aMutatedPolicyIsRefusedWhereItBreaksOrHolds() throws { try check(0..<60) }

  private func check(_ seeds: Range<Int>) throws {
    let (refused, held) = try MutatedPolicies.check(seeds)
    #expect(
      refused > seeds.count / 10 && held > seeds.count / 10, "\(refused) refused, \(held) held")
  }
}

@Suite(.enabled(if: ProcessInfo.processInfo.environment["MAKERLAB_SOAK"] != nil))
struct AllocationPolicySoakTests {
  @Test func aMutatedPolicyIsRefusedWhereItBreaksOrHolds() throws {
    _ = try MutatedPolicies.check(60..<20_000)
  }
}

/// Policies changed at random, held against an oracle that knows nothing of the verifier.
private enum MutatedPolicies {
  /// Checks a policy for each seed.
  ///
  /// - Parameter seeds: The seeds.
  /// - Returns: How many were refused, and how many hold.
  /// - Throws: What the shipped rules throw where they cannot be read.
  static func check(_ seeds: Range<Int>) throws -> (refused: Int, held: Int) {
    var refused = 0
    for seed in seeds {
      let rules = try AllocationFixture.mutated(seed: seed)
      let oracle = AllocationOracle(rules: rules)
      do throws(AllocationBreak) {
        _ = try AllocationPolicy(rules)
        let broken = rules.states.first { oracle.broken(in: $0) != nil }
        #expect(broken == nil, "seed \(seed): accepted with \(broken.map(rules.words) ?? "")")
      } catch {
        refused += 1
        #expect(
          oracle.broken(in: error.state) == error.invariant,
          "seed \(seed): refused without a reason: \(error)")
        let first = rules.states.first { oracle.broken(in: $0) != nil }
        #expect(first == error.state, "seed \(seed): not the first state: \(error)")
      }
    }
    return (refused, seeds.count - refused)
  }
}
