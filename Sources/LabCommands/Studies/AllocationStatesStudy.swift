import Analysis
import Economics
import ExperimentDesign

/// In how many states a policy breaks its invariants: the shipped one, and others that differ from it.
enum AllocationStatesStudy: Study {
  static let name = "allocation_states"

  /// What the study is given.
  struct Given: Decodable, Sendable {
    /// Policies that differ from the shipped one; none is refused, for their breaks are counted.
    let variants: [Variant]

    private enum CodingKeys: String, CodingKey, CaseIterable { case variants }

    init(from decoder: any Decoder) throws {
      let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
      variants = try container.decode([Variant].self, forKey: .variants)
      let names = variants.map(\.name)
      try container.check(
        Set(names + ["shipped"]).count == names.count + 1, .variants, "has a name twice")
    }
  }

  /// A policy that differs from the shipped one.
  struct Variant: Decodable, Sendable {
    /// Name in tables and quantities; lowercase letters and digits.
    let name: String
    /// What the orange and the red zone do with work above their tier; nil as shipped.
    let orange: ZoneRule.Above?
    let red: ZoneRule.Above?
    /// Tier of every agent after a rollback; nil as shipped.
    let rollback: ModelTier?
    /// Which tiers may be forced; nil as shipped.
    let overrides: AllocationRules.Overrides?

    private enum CodingKeys: String, CodingKey, CaseIterable {
      case name, orange, red, rollback, overrides
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
      name = try container.decode(String.self, forKey: .name)
      orange = try container.decodeIfPresent(ZoneRule.Above.self, forKey: .orange)
      red = try container.decodeIfPresent(ZoneRule.Above.self, forKey: .red)
      rollback = try container.decodeIfPresent(ModelTier.self, forKey: .rollback)
      overrides = try container.decodeIfPresent(AllocationRules.Overrides.self, forKey: .overrides)
      try container.check(
        name.wholeMatch(of: /[a-z][a-z0-9]{0,30}/) != nil, .name,
        "must be lowercase letters and digits")
    }

    /// The shipped rules with what differs.
    func applied(to shipped: AllocationRules) -> AllocationRules {
      var rules = shipped
      for (zone, above) in [(BudgetZone.orange, orange), (.red, red)] {
        guard let above, let place = BudgetZone.allCases.firstIndex(of: zone) else { continue }
        let old = rules.zones[place]
        rules.zones[place] = ZoneRule(
          most: old.most, above: above, spares: old.spares, upgrades: old.upgrades,
          isMonitored: old.isMonitored)
      }
      if let rollback { rules.rollback = rules.agents.map { _ in rollback } }
      if let overrides { rules.overrides = overrides }
      return rules
    }
  }

  static func findings(_ given: Given, in run: StudyRun) async throws -> StudyFindings {
    let shipped = try AllocationPolicy.shipped().rules
    let all = [("shipped", shipped)] + given.variants.map { ($0.name, $0.applied(to: shipped)) }
    let counts = try await run.map(all.count) { index in BreakCounts(of: all[index].1) }
    var quantities = [StudyQuantity("states", Double(shipped.states.count))]
    var rows: [[String]] = []
    for ((name, rules), count) in zip(all, counts) {
      quantities.append(
        StudyQuantity("\(name)_breaks", Double(count.states), note: "states that break any"))
      for (index, invariant) in rules.invariants.enumerated() {
        let first = count.first[index]
        rows.append([
          name, invariant.name, "\(count.covered[index])", "\(count.broken[index])",
          first.map { "\(rules.words(for: $0)) \(rules.words(for: rules.decide($0).outcome))" }
            ?? "",
        ])
      }
    }
    let watch = ReworkWatch.reachable(shipped.rework)
    quantities.append(
      StudyQuantity("watch_states", Double(watch.count), note: "of the watch of one agent's rework")
    )
    return StudyFindings(
      quantities,
      tables: [
        StudyTable(
          columns: ["policy", "invariant", "states", "broken", "first_state"], rows: rows)
      ],
      caption: "Each of \(NumberFormat.grouped(shipped.states.count)) states of each policy.")
  }
}

/// In how many states a policy breaks each of its invariants.
private struct BreakCounts: Sendable {
  /// States in which any is broken; count.
  var states = 0
  /// States that each invariant is about; counts.
  var covered: [Int]
  /// States in which each is broken; counts.
  var broken: [Int]
  /// The first state that breaks each.
  var first: [AllocationState?]

  init(of rules: AllocationRules) {
    covered = rules.invariants.map { _ in 0 }
    broken = covered
    first = rules.invariants.map { _ in nil }
    for state in rules.states {
      var isBroken = false
      for index in rules.invariants.indices where rules.covers(state, invariant: index) {
        covered[index] += 1
        guard rules.breaks(state, invariant: index) else { continue }
        broken[index] += 1
        first[index] = first[index] ?? state
        isBroken = true
      }
      states += isBroken ? 1 : 0
    }
  }
}
