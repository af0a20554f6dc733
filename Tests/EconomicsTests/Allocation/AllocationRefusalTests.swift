import Economics
import Testing

/// Policies that differ from the shipped one in a word, each refused with the state that breaks.
@Suite struct AllocationRefusalTests {
  @Test(arguments: [
    // The floor of security, by every way that leads below it.
    (
      "{\"agent\": \"SECURITY\", \"tier\": \"large\"",
      "{\"agent\": \"SECURITY\", \"escalates_to\": \"large\", \"tier\": \"medium\"",
      "the policy breaks its invariant 'SECURITY is never below large': SECURITY in lead, routine "
        + "work, zone green runs on medium, and allowed are large and above"
    ),
    (
      ", \"except\": {\"SECURITY\": \"large\"}", "",
      "the policy breaks its invariant 'SECURITY is never below large': SECURITY in lead, routine "
        + "work, zone green, rolled back runs on medium, and allowed are large and above"
    ),
    (
      "\"overrides\": \"held\"", "\"overrides\": \"any\"",
      "the policy breaks its invariant 'VALIDATION in plan and exec is never small': VALIDATION in "
        + "plan, routine work, zone green, forced to small runs on small, and allowed are medium "
        + "and above"
    ),
    // The gates of validation.
    (
      "\"plan\": \"medium\"", "\"plan\": \"small\"",
      "the policy breaks its invariant 'VALIDATION in plan and exec is never small': VALIDATION in "
        + "plan, routine work, zone green runs on small, and allowed are medium and above"
    ),
    (
      "\"most\": \"small\", \"above\": \"defer\", \"spares\": \"critical\"",
      "\"most\": \"small\", \"above\": \"downgrade\", \"spares\": \"critical\"",
      "the policy breaks its invariant 'VALIDATION in plan and exec is never small': VALIDATION in "
        + "plan, routine work, zone orange runs on small, and allowed are medium and above"
    ),
    // Work that must not wait.
    (
      "\"from\": \"security\"", "\"from\": \"critical\"",
      "the policy breaks its invariant 'security-critical work is never deferred': GITHUB in lead, "
        + "critical work, zone red with all spent is deferred, and it must not wait"
    ),
    (
      "\"spares\": \"security\"", "\"upgrades\": \"all\"",
      "the policy breaks its invariant 'security-critical work is never deferred': SECURITY in "
        + "lead, routine work, zone red with all spent is deferred, and it must not wait"
    ),
  ])
  func aPolicyThatBreaksIsRefusedWithItsFirstState(
    old: String, new: String, message: String
  ) throws {
    let rules = try AllocationFixture.rules(old, by: new)
    do throws(AllocationBreak) {
      _ = try AllocationPolicy(rules)
      Issue.record("accepted: \(new)")
    } catch { #expect(error.description == message) }
  }

  /// With the reserve kept for security, a zone that downgrades touches critical work.
  @Test func criticalWorkThatIsDowngradedIsRefused() throws {
    var rules = try AllocationFixture.rules()
    rules.reserveFor = .security
    rules.zones[2] = ZoneRule(most: .medium, above: .downgrade, spares: .security)
    do throws(AllocationBreak) {
      _ = try AllocationPolicy(rules)
      Issue.record("accepted")
    } catch {
      #expect(
        error.description
          == "the policy breaks its invariant 'critical work is never downgraded': SECURITY_SUB in "
          + "lead, critical work, zone orange runs on medium, and a green zone gives it large")
    }
  }

  /// Each invariant alone refuses a policy that the three others allow.
  @Test(arguments: 0..<4) func eachInvariantRefusesAlone(index: Int) throws {
    var rules = try AllocationFixture.rules()
    switch index {
    case 0: rules.rollback[try #require(rules.agent(named: "SECURITY"))] = .medium
    case 1: rules.rollback[try #require(rules.agent(named: "VALIDATION"))] = .small
    case 2:
      rules.reserveFor = .security
      rules.zones[2] = ZoneRule(most: .medium, above: .downgrade, spares: .security)
    default: rules.zones[3] = ZoneRule(most: .small)
    }
    #expect(throws: AllocationBreak.self) { try AllocationPolicy(rules) }
    rules.invariants.remove(at: index)
    _ = try AllocationPolicy(rules)
  }
}
