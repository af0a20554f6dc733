import TextFormats

/// Reads the rules of an allocation from a file.
extension AllocationRules {
  /// Most agents of a policy, a count: its states have to be enumerated when it is loaded.
  package static let mostAgents = 200

  /// Reads rules from JSON.
  ///
  /// - Parameters:
  ///   - json: The bytes.
  ///   - name: File they are from, for errors.
  /// - Throws: `RulesError` in one line: where, and what is allowed.
  package init(json: [UInt8], name: String) throws(RulesError) {
    do throws(RulesError) {
      let value: JSONValue
      do throws(JSONReader.Failure) { value = try JSONReader.value(json) } catch {
        throw RulesError("", error.description)
      }
      try self.init(value)
    } catch {
      throw RulesError(name + (error.place.isEmpty ? "" : ": \(error.place)"), error.problem)
    }
  }

  private init(_ value: JSONValue) throws(RulesError) {
    let file = try JSONFields(
      value, at: "",
      known: [
        "models", "agents", "zones", "reserve", "rework", "rollback", "overrides", "invariants",
      ])
    let models = try file.object("models", known: ModelTier.allCases.map(\.rawValue))
    var names: [String] = []
    for tier in ModelTier.allCases { names.append(try models.text(tier.rawValue, longest: 200)) }
    let agents = try Self.agents(file)
    let zones = try file.object("zones", known: BudgetZone.allCases.map(\.rawValue))
    var zoneRules: [ZoneRule] = []
    for zone in BudgetZone.allCases { zoneRules.append(try Self.zone(zones, zone)) }
    let reserve = try file.object("reserve", known: ["share", "for"])
    let rework = try file.object("rework", known: ["percent", "window"])
    self.init(
      models: names, agents: agents, zones: zoneRules,
      reserve: try reserve.made("share", "a number from 0 to below 1") {
        $0.double.flatMap { (0..<1).contains($0) ? $0 : nil }
      },
      reserveFor: try reserve.word("for", as: Criticality.self),
      rework: ReworkRule(
        percent: try rework.count("percent", in: 0...99),
        window: try rework.count("window", in: 1...1000)),
      rollback: try Self.rollback(file, agents),
      overrides: try file.word("overrides", as: Overrides.self),
      invariants: try Self.invariants(file, agents))
  }

  private static func agents(_ file: JSONFields) throws(RulesError) -> [AgentRule] {
    let rows = try file.objects(
      "agents",
      known: ["agent", "tier"] + WorkPhase.allCases.map(\.rawValue)
        + ["escalates_to", "at_once_for", "special_case", "criticality"])
    guard (1...mostAgents).contains(rows.count) else {
      throw file.error("agents", "lists \(rows.count); allowed are 1 to \(mostAgents)")
    }
    var agents: [AgentRule] = []
    for row in rows {
      let name = try row.made("agent", "1 to 40 letters, digits, _ and -") {
        $0.string.flatMap { $0.wholeMatch(of: /[A-Za-z0-9_-]{1,40}/) == nil ? nil : $0 }
      }
      guard !agents.contains(where: { $0.name == name }) else {
        throw row.error("agent", "\(name) is there twice")
      }
      agents.append(try agent(row, name))
    }
    return agents
  }

  private static func agent(_ row: JSONFields, _ name: String) throws(RulesError) -> AgentRule {
    var tiers: [ModelTier] = []
    for phase in WorkPhase.allCases {
      let key = row.has(phase.rawValue) ? phase.rawValue : "tier"
      tiers.append(try row.word(key, as: ModelTier.self))
    }
    let highest = tiers.max() ?? .small
    let escalatesTo =
      row.has("escalates_to") ? try row.word("escalates_to", as: ModelTier.self) : highest
    guard escalatesTo >= highest else {
      throw row.error("escalates_to", "is below \(highest), which \(name) is assigned")
    }
    let grounds =
      row.has("at_once_for") ? try row.words("at_once_for", as: AgentRule.Ground.self) : []
    guard grounds.contains(.special) == row.has("special_case") else {
      throw row.error("special_case", "goes with special in at_once_for, which it puts in words")
    }
    return AgentRule(
      name: name, tiers: tiers, escalatesTo: escalatesTo, atOnceFor: grounds,
      specialCase: row.has("special_case") ? try row.text("special_case", longest: 200) : "",
      criticality: row.has("criticality")
        ? try row.word("criticality", as: Criticality.self) : .routine)
  }

  private static func zone(
    _ zones: JSONFields, _ zone: BudgetZone
  ) throws(RulesError) -> ZoneRule {
    let row = try zones.object(
      zone.rawValue, known: ["most", "above", "spares", "upgrades", "monitor"])
    let most = try row.word("most", as: ModelTier.self)
    guard most < .large || !row.has("above") else {
      throw row.error("above", "goes with a most below large")
    }
    return ZoneRule(
      most: most,
      above: most < .large ? try row.word("above", as: ZoneRule.Above.self) : .wait,
      spares: row.has("spares") ? try row.word("spares", as: Criticality.self) : nil,
      upgrades: row.has("upgrades") ? try row.word("upgrades", as: ZoneRule.Upgrades.self) : .all,
      isMonitored: row.has("monitor") ? try row.bool("monitor") : false)
  }

  private static func rollback(
    _ file: JSONFields, _ agents: [AgentRule]
  ) throws(RulesError) -> [ModelTier] {
    let row = try file.object("rollback", known: ["tier", "except"])
    var tiers = agents.map { _ in ModelTier.small }
    let tier = try row.word("tier", as: ModelTier.self)
    for index in tiers.indices { tiers[index] = tier }
    guard row.has("except") else { return tiers }
    let except = try row.object("except", known: nil)
    for name in except.keys {
      guard let index = agents.firstIndex(where: { $0.name == name }) else {
        throw row.error("except", "\(JSONText.quoted(name)) is none of the agents")
      }
      tiers[index] = try except.word(name, as: ModelTier.self)
    }
    return tiers
  }

  private static func invariants(
    _ file: JSONFields, _ agents: [AgentRule]
  ) throws(RulesError) -> [AllocationInvariant] {
    let rows = try file.objects(
      "invariants", known: ["name", "agents", "phases", "from", "least", "never"])
    guard (1...100).contains(rows.count) else {
      throw file.error("invariants", "lists \(rows.count); allowed are 1 to 100")
    }
    var invariants: [AllocationInvariant] = []
    for row in rows {
      guard row.has("least") != row.has("never") else {
        throw row.error("least", "or never must be there, and not both")
      }
      let demand: AllocationInvariant.Demand =
        row.has("least")
        ? .least(try row.word("least", as: ModelTier.self))
        : try row.word("never", as: Never.self) == .downgraded ? .neverDowngraded : .neverDeferred
      invariants.append(
        AllocationInvariant(
          name: try row.text("name", longest: 200),
          agents: try indices(row, agents),
          phases: row.has("phases")
            ? try row.words("phases", as: WorkPhase.self) : Set(WorkPhase.allCases),
          from: row.has("from") ? try row.word("from", as: Criticality.self) : .routine,
          demand: demand))
    }
    return invariants
  }

  private enum Never: String, CaseIterable { case downgraded, deferred }

  private static func indices(
    _ row: JSONFields, _ agents: [AgentRule]
  ) throws(RulesError) -> Set<Int>? {
    guard row.has("agents") else { return nil }
    var indices: Set<Int> = []
    for (place, item) in try row.made("agents", "a list", { $0.elements }).enumerated() {
      guard let name = item.string, let index = agents.firstIndex(where: { $0.name == name })
      else { throw row.error("agents", "holds none of the agents at place \(place + 1)") }
      indices.insert(index)
    }
    guard !indices.isEmpty else { throw row.error("agents", "lists nothing") }
    return indices
  }
}
