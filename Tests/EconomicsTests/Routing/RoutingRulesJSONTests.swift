import Economics
import Testing

@Suite struct RoutingRulesJSONTests {
  private func refusal(_ json: String) -> String {
    do throws(RulesError) {
      _ = try RoutingRules(json: Array(json.utf8), name: "r.json")
      return "nothing is refused"
    } catch { return error.description }
  }

  /// Rules of one strategy before the default, of which the members are given.
  private func strategy(_ members: String) -> String {
    """
    {"strategies": [{"name": "a", "confidence": 1, \(members)},
      {"name": "z", "confidence": 0.5, "tier": "medium"}]}
    """
  }

  @Test func confidencesAndOrderAreData() throws {
    let json = """
      {"strategies": [
        {"name": "words", "confidence": 0.7, "patterns":
          [{"name": "w", "expression": "^a+$", "tier": "large"}]},
        {"name": "size", "confidence": 0.3, "label": "size", "values": {"xl": "large"}},
        {"name": "rest", "confidence": 0, "tier": "small"}]}
      """
    let rules = try RoutingRules(json: Array(json.utf8), name: "r.json")
    let label = try RoutingLabel("size:xl")
    let first = try rules.decision(text: "aaa", labels: [label])
    #expect(first.strategy == "words" && first.confidence == 0.7 && first.overruled.isEmpty)
    #expect(try rules.decision(text: "b", labels: [label]).confidence == 0.3)
    let last = try rules.decision(text: "b", labels: [try RoutingLabel("model:large")])
    #expect(last.tier == .small && last.confidence == 0 && rules.typical == nil)
  }

  @Test(arguments: [
    ("", "r.json: no JSON from byte 1 on"),
    ("[]", "r.json: must be an object"),
    ("{}", "r.json: strategies: is missing"),
    (
      "{\"strategies\": []}",
      "r.json: strategies: the last strategy must choose a tier for every task"
    ),
    (
      "{\"rules\": []}",
      "r.json: \"rules\" is an unknown key; known are strategies, models, typical_task"
    ),
    ("{\"strategies\": {}}", "r.json: strategies: must be a list"),
    (
      "{\"strategies\": [{\"name\": \"a\", \"confidence\": 1, \"tier\": \"small\"}], "
        + "\"models\": {\"small\": \"haiku\"}}",
      "r.json: models.small: must be provider:model"
    ),
    (
      "{\"strategies\": [{\"name\": \"a\", \"confidence\": 1, \"tier\": \"small\"}], "
        + "\"typical_task\": {\"input_tokens\": -1, \"output_tokens\": 1}}",
      "r.json: typical_task.input_tokens: must be a whole number from 0"
    ),
  ])
  func aFileThatHoldsNoRulesIsRefused(json: String, line: String) {
    #expect(refusal(json) == line)
  }

  @Test(arguments: [
    ("\"tier\": \"small\"", "strategies[0]: chooses for every task: only the last strategy may"),
    ("\"tier\": \"tiny\"", "strategies[0].tier: must be one of small, medium, large"),
    ("\"label\": \"m\"", "strategies[0].values: is missing"),
    ("\"label\": \"m\", \"values\": {}", "strategies[0].values: names no value"),
    ("\"label\": \"m\", \"values\": []", "strategies[0].values: must be an object"),
    (
      "\"label\": \"m\", \"values\": {\"Big\": \"large\"}",
      "strategies[0].values: \"Big\" must be a lowercase word"
    ),
    (
      "\"label\": \"m:\", \"values\": {\"a\": \"large\"}",
      "strategies[0].label: must be a lowercase word without a colon or blanks"
    ),
    ("\"patterns\": []", "strategies[0].patterns: names no pattern"),
    (
      "\"patterns\": [{\"name\": \"p\", \"expression\": \"(\", \"tier\": \"small\"}]",
      "strategies[0].patterns[0].expression: missing ): ("
    ),
    (
      "\"patterns\": [{\"name\": \"z\", \"expression\": \"a\", \"tier\": \"small\"}]",
      "strategies[1].name: \"z\" stands twice"
    ),
    (
      "\"patterns\": [], \"tier\": \"small\"",
      "strategies[0]: must have one of label, patterns and tier"
    ),
    (
      "\"order\": 1",
      "strategies[0]: \"order\" is an unknown key; known are name, confidence, label, values, patterns, tier"
    ),
  ])
  func aWrongStrategyIsRefusedInOneLine(members: String, line: String) {
    #expect(refusal(strategy(members)) == "r.json: " + line)
  }

  @Test(arguments: ["-0.1", "1.01", "\"1\"", "1e999", "null"])
  func aConfidenceIsAShare(confidence: String) {
    let line = refusal(
      "{\"strategies\": [{\"name\": \"a\", \"confidence\": \(confidence), \"tier\": \"small\"}]}")
    let problem = confidence == "null" ? "is missing" : "must be from 0 to 1"
    #expect(line == "r.json: strategies[0].confidence: \(problem)")
  }

  @Test func twoStrategiesDoNotReadOnePrefix() {
    let one = "\"confidence\": 1, \"label\": \"m\", \"values\": {\"a\": \"small\"}"
    let json = """
      {"strategies": [{"name": "a", \(one)}, {"name": "b", \(one)},
        {"name": "z", "confidence": 1, "tier": "small"}]}
      """
    #expect(refusal(json) == "r.json: strategies[1].label: \"m\" is read by two strategies")
  }
}
