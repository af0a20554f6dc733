package import TextFormats

extension RoutingRecord {
  /// The record as a line of a log holds it; members without a value are left out.
  package var json: JSONValue {
    let members: [(String, JSONValue)] =
      switch self {
      case .decision(let task): Self.members(task)
      case .outcome(let outcome): Self.members(outcome)
      }
    return .object(members.filter { !$0.1.isNull })
  }

  private static func members(_ task: RoutedTask) -> [(String, JSONValue)] {
    let decision = task.decision
    return [
      ("event", .string("decision")), ("id", .string(task.id)),
      ("time", .string(task.time.description)), ("tier", .string(decision.tier.rawValue)),
      ("routed", .string(decision.routed.rawValue)), ("confidence", .number(decision.confidence)),
      ("strategy", .string(decision.strategy)), ("rule", .string(decision.rule)),
      ("overruled", .array(decision.overruled.map { .string($0) })),
      ("override_reason", .string(decision.override?.reason)), ("rules", .string(task.rules)),
      ("labels", .array(task.labels.map { .string($0) })), ("digest", .string(task.digest)),
      ("text", .string(task.text)),
      (
        "estimated_picodollars",
        .object(
          ModelTier.allCases.compactMap { tier in
            task.estimates[tier].map { (tier.rawValue, .int($0.picodollars)) }
          })
      ),
    ]
  }

  private static func members(_ outcome: RoutingOutcome) -> [(String, JSONValue)] {
    [
      ("event", .string("outcome")), ("id", .string(outcome.id)),
      ("time", .string(outcome.time.description)), ("succeeded", .bool(outcome.succeeded)),
      ("rework", .int(outcome.rework)), ("picodollars", .int(outcome.cost?.picodollars)),
      ("medium_picodollars", .int(outcome.mediumCost?.picodollars)),
      ("input_tokens", .int(outcome.inputTokens)), ("output_tokens", .int(outcome.outputTokens)),
      ("escalated_to", .string(outcome.escalatedTo?.rawValue)),
    ]
  }

  /// Reads a record of a log.
  ///
  /// - Parameter json: The line's value.
  /// - Throws: `RulesError`: which member, and what is allowed.
  package init(json: JSONValue) throws(RulesError) {
    switch json["event"]?.string {
    case "decision": self = .decision(try Self.task(json))
    case "outcome": self = .outcome(try Self.outcome(json))
    default: throw RulesError("event", "must be decision or outcome")
    }
  }

  private static func task(_ json: JSONValue) throws(RulesError) -> RoutedTask {
    let fields = try JSONFields(
      json, at: "",
      known: [
        "event", "id", "time", "tier", "routed", "confidence", "strategy", "rule", "overruled",
        "override_reason", "rules", "labels", "digest", "text", "estimated_picodollars",
      ])
    var decision = RoutingDecision(
      routed: try fields.word("routed", as: ModelTier.self),
      confidence: try fields.share("confidence"),
      strategy: try fields.text("strategy"), rule: try fields.text("rule"),
      overruled: try fields.texts("overruled"))
    let tier = try fields.word("tier", as: ModelTier.self)
    if let reason = try fields.optionalText("override_reason") {
      decision = try decision.overridden(to: tier, because: reason)
    } else if tier != decision.routed {
      throw fields.error("tier", "differs from routed, without override_reason")
    }
    let digest = try fields.text("digest")
    guard digest.wholeMatch(of: #/[0-9a-f]{64}/#) != nil else {
      throw fields.error("digest", "must be 64 hexadecimal digits")
    }
    return RoutedTask(
      id: try id(fields), time: try time(fields), digest: digest,
      text: try fields.optionalText("text"), labels: try fields.texts("labels"),
      decision: decision, rules: try fields.text("rules"),
      estimates: try estimates(fields.member("estimated_picodollars")))
  }

  private static func estimates(
    _ value: JSONValue?
  ) throws(RulesError) -> [ModelTier: Money] {
    guard let value else { return [:] }
    let fields = try JSONFields(
      value, at: "estimated_picodollars", known: ModelTier.allCases.map(\.rawValue))
    var estimates: [ModelTier: Money] = [:]
    for tier in ModelTier.allCases {
      estimates[tier] = try fields.optionalCount(tier.rawValue).map { Money(picodollars: $0) }
    }
    return estimates
  }

  private static func outcome(_ json: JSONValue) throws(RulesError) -> RoutingOutcome {
    let fields = try JSONFields(
      json, at: "",
      known: [
        "event", "id", "time", "succeeded", "rework", "picodollars", "medium_picodollars",
        "input_tokens", "output_tokens", "escalated_to",
      ])
    return RoutingOutcome(
      id: try id(fields), time: try time(fields), succeeded: try fields.bool("succeeded"),
      rework: try fields.count("rework"),
      cost: try fields.optionalCount("picodollars").map { Money(picodollars: $0) },
      mediumCost: try fields.optionalCount("medium_picodollars").map { Money(picodollars: $0) },
      inputTokens: try fields.optionalCount("input_tokens"),
      outputTokens: try fields.optionalCount("output_tokens"),
      escalatedTo: try fields.optionalWord("escalated_to", as: ModelTier.self))
  }

  private static func id(_ fields: JSONFields) throws(RulesError) -> String {
    let id = try fields.text("id")
    guard isID(id) else {
      throw fields.error("id", "must be 1 to 64 letters, digits, dots, dashes and underscores")
    }
    return id
  }

  private static func time(_ fields: JSONFields) throws(RulesError) -> RecordTime {
    guard let time = RecordTime(try fields.text("time")) else {
      throw fields.error("time", "must be a moment as 2026-11-20T22:30:00.000Z")
    }
    return time
  }
}
