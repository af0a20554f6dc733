import Economics

/// Records told apart by a number; every optional member is there when it is odd.
enum RoutingFixture {
  static let hostile = [
    "plain", "two\nlines", "\u{1B}[31mred", "'; DROP TABLE routing_decision; --", "a\u{0}b",
    "\u{202E}abc", "`rm`", "e\u{301}", "{\"event\":\"decision\"}\n",
  ]

  static func decision(_ number: Int, confidence: Double = 0.95) throws -> RoutingRecord {
    let isFull = !number.isMultiple(of: 2)
    var decision = RoutingDecision(
      routed: .small, confidence: confidence, strategy: "s", rule: "r",
      overruled: isFull ? ["complexity:complex"] : [])
    let text = hostile[number % hostile.count]
    if isFull { decision = try decision.overridden(to: .large, because: text + "!") }
    return .decision(
      RoutedTask(
        id: "d\(number)", time: RecordTime(milliseconds: 1_000 + number),
        digest: String(repeating: "0a", count: 32), text: number.isMultiple(of: 3) ? nil : text,
        labels: isFull ? [text, "b"] : [], decision: decision, rules: "shipped",
        estimates: isFull ? [.medium: Money(picodollars: .max)] : [:]))
  }

  static func outcome(_ number: Int, rework: Int = 0) -> RoutingRecord {
    let isFull = !number.isMultiple(of: 2)
    return .outcome(
      RoutingOutcome(
        id: "d\(number)", time: RecordTime(milliseconds: 2_000 + number),
        succeeded: !number.isMultiple(of: 5), rework: rework,
        cost: isFull ? Money(picodollars: number) : nil,
        mediumCost: isFull ? Money(picodollars: 9) : nil, inputTokens: isFull ? 7 : nil,
        outputTokens: isFull ? 0 : nil, escalatedTo: isFull ? .large : nil))
  }

  static func all(_ count: Int) throws -> [RoutingRecord] {
    try (0..<count).flatMap { [try decision($0), outcome($0)] }
  }
}
