import Economics
import RandomStreams

/// The shipped rules, whole, changed by a word, or cut down to four agents and changed at random.
enum AllocationFixture {
  /// The shipped rules with one piece of their text replaced, unchecked.
  static func rules(_ old: String = "", by new: String = "") throws -> AllocationRules {
    let text = AllocationPolicy.shippedJSON
    let changed = old.isEmpty ? text : text.replacing(old, with: new)
    struct Unchanged: Error {}
    if !old.isEmpty, changed == text { throw Unchanged() }
    return try AllocationRules(json: Array(changed.utf8), name: "policy.json")
  }

  /// Four agents of the shipped rules: of a low tier, of gates, of special work, of security.
  static func four() throws -> AllocationRules {
    var rules = try rules()
    let names = ["GITHUB", "VALIDATION", "DESIGN", "SECURITY"]
    let kept = names.compactMap { rules.agent(named: $0) }
    rules.agents = kept.map { rules.agents[$0] }
    rules.rollback = kept.map { rules.rollback[$0] }
    rules.invariants = rules.invariants.map { invariant in
      AllocationInvariant(
        name: invariant.name,
        agents: invariant.agents.map { Set($0.compactMap { kept.firstIndex(of: $0) }) },
        phases: invariant.phases, from: invariant.from, demand: invariant.demand)
    }
    return rules
  }

  /// The four agents under rules with one to three random changes.
  static func mutated(seed: Int) throws -> AllocationRules {
    var random = WordStream(StreamKey(seed: seed).child(2))
    var rules = try four()
    for _ in 0..<Int.random(in: 1...3, using: &random) { change(&rules, &random) }
    return rules
  }

  private static func change(_ rules: inout AllocationRules, _ random: inout WordStream) {
    func pick<Choice>(_ choices: [Choice]) -> Choice {
      choices[Int.random(in: choices.indices, using: &random)]
    }
    let agent = Int.random(in: rules.agents.indices, using: &random)
    switch Int.random(in: 0..<7, using: &random) {
    case 0:
      let old = rules.agents[agent]
      var tiers = old.tiers
      tiers[Int.random(in: 0..<3, using: &random)] = pick(ModelTier.allCases)
      rules.agents[agent] = AgentRule(
        name: old.name, tiers: tiers, escalatesTo: old.escalatesTo, atOnceFor: old.atOnceFor,
        specialCase: old.specialCase, criticality: old.criticality)
    case 1:
      let old = rules.agents[agent]
      rules.agents[agent] = AgentRule(
        name: old.name, tiers: old.tiers, escalatesTo: pick(ModelTier.allCases),
        atOnceFor: [pick([.critical, .security, .special])], specialCase: "any",
        criticality: pick(Criticality.allCases))
    case 2, 3:
      rules.zones[Int.random(in: 0..<4, using: &random)] = ZoneRule(
        most: pick(ModelTier.allCases), above: pick(ZoneRule.Above.allCases),
        spares: pick([nil, .routine, .critical, .security]),
        upgrades: pick(ZoneRule.Upgrades.allCases))
    case 4:
      rules.reserve = Double.random(in: 0..<1, using: &random)
      rules.reserveFor = pick(Criticality.allCases)
    case 5: rules.rollback[agent] = pick(ModelTier.allCases)
    default: rules.overrides = pick(AllocationRules.Overrides.allCases)
    }
  }
}

/// The four sentences of the shipped policy in code of their own, which knows nothing of invariants.
struct AllocationOracle {
  let rules: AllocationRules
  /// The rules with a green zone and a reserve that allow everything.
  private let open: AllocationRules

  init(rules: AllocationRules) {
    self.rules = rules
    var open = rules
    open.zones[0] = ZoneRule(upgrades: rules.zones[0].upgrades)
    open.reserve = 0
    self.open = open
  }

  /// The first sentence that a decision breaks, as its place in the shipped list; nil for none.
  func broken(in state: AllocationState) -> Int? {
    let outcome = rules.decide(state).outcome
    let name = rules.agents[state.agent].name
    let criticality = max(state.criticality, rules.agents[state.agent].criticality)
    if case .run(let tier) = outcome {
      if name == "SECURITY", tier != .large { return 0 }
      if name == "VALIDATION", state.phase != .lead, tier == .small { return 1 }
      if criticality != .routine, tier < greenTier(state) { return 2 }
    }
    return criticality == .security && outcome == .deferred ? 3 : nil
  }

  /// The tier of the same work in a green zone that allows everything, without override or pause.
  private func greenTier(_ state: AllocationState) -> ModelTier {
    var plain = state
    plain.budget = BudgetState(consumed: 0, reserve: 0)
    plain.forced = nil
    if plain.mode == .paused { plain.mode = .normal }
    return open.decide(plain).tier ?? .large
  }
}
