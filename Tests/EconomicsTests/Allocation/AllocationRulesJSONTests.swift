import Economics
import Testing

@Suite struct AllocationRulesJSONTests {
  @Test(arguments: [
    ("{", "policy.json: no JSON from byte 2 on"),
    ("[]", "policy.json: must be an object"),
    (
      "{\"x\": 1}",
      "policy.json: \"x\" is an unknown key; known are models, agents, zones, "
        + "reserve, rework, rollback, overrides, invariants"
    ),
    ("{}", "policy.json: models: is missing"),
  ])
  func aFileThatIsNoPolicyIsRefusedInOneLine(json: String, problem: String) {
    #expect(refusal { try AllocationRules(json: Array(json.utf8), name: "policy.json") } == problem)
  }

  @Test(arguments: [
    ("\"share\": 0.02", "\"share\": 1", "reserve.share: must be a number from 0 to below 1"),
    ("\"share\": 0.02", "\"share\": -0.1", "reserve.share: must be a number from 0 to below 1"),
    (
      "\"percent\": 20", "\"percent\": 20.5",
      "rework.percent: must be a whole number from 0 to 99"
    ),
    (
      "\"agent\": \"GITHUB\", \"tier\": \"small\"", "\"agent\": \"GITHUB\", \"tier\": \"tiny\"",
      "agents[0].tier: must be one of small, medium, large"
    ),
    (
      "\"agent\": \"DOCMON\"", "\"agent\": \"GITHUB\"", "agents[1].agent: GITHUB is there twice"
    ),
    (
      "\"agent\": \"GITHUB\"", "\"agent\": \"GIT\\u001b[31mHUB\"",
      "agents[0].agent: must be 1 to 40 letters, digits, _ and -"
    ),
    (
      "\"tier\": \"small\", \"escalates_to\": \"medium\"",
      "\"tier\": \"large\", \"escalates_to\": \"medium\"",
      "agents[0].escalates_to: is below large, which GITHUB is assigned"
    ),
    (
      ", \"special_case\": \"a novel vulnerability\"", "",
      "agents[12].special_case: goes with special in at_once_for, which it puts in words"
    ),
    (
      "{\"most\": \"large\"}", "{\"most\": \"large\", \"above\": \"defer\"}",
      "zones.green.above: goes with a most below large"
    ),
    ("\"above\": \"defer\", ", "", "zones.orange.above: is missing"),
    (
      "\"except\": {\"SECURITY\"", "\"except\": {\"SECURTY\"",
      "rollback.except: \"SECURTY\" is none of the agents"
    ),
    (
      "\"agents\": [\"VALIDATION\"]", "\"agents\": [\"VALIDATON\"]",
      "invariants[1].agents: holds none of the agents at place 1"
    ),
    (
      "\"never\": \"deferred\"", "\"never\": \"deferred\", \"least\": \"small\"",
      "invariants[3].least: or never must be there, and not both"
    ),
    (
      "\"phases\": [\"plan\", \"exec\"]", "\"phases\": [\"plan\", \"plan\"]",
      "invariants[1].phases[1]: is there twice"
    ),
    (
      "\"at_once_for\": [\"critical\"]", "\"at_once_for\": []",
      "agents[13].at_once_for: lists nothing"
    ),
    (
      "\"overrides\": \"held\"", "\"overrides\": \"never\"",
      "overrides: must be one of any, held, upward"
    ),
    (
      "\"name\": \"critical work is never downgraded\"", "\"name\": \" \"",
      "invariants[2].name: must be a text of 1 to 200 characters, not blank"
    ),
    ("\"monitor\": true", "\"monitor\": 1", "zones.yellow.monitor: must be true or false"),
  ])
  func aWrongWordIsRefusedWhereItStands(old: String, new: String, problem: String) {
    #expect(refusal { try AllocationFixture.rules(old, by: new) } == "policy.json: " + problem)
  }

  /// Nothing may be promised about nothing.
  @Test func aPolicyWithoutInvariantsIsRefused() throws {
    let text = AllocationPolicy.shippedJSON
    let start = try #require(text.firstRange(of: "\"invariants\": ["))
    let json = text[..<start.upperBound] + "]}"
    #expect(
      refusal { try AllocationRules(json: Array(json.utf8), name: "policy.json") }
        == "policy.json: invariants: lists 0; allowed are 1 to 100")
  }

  @Test func phasesWithoutATierOfTheirOwnHaveTheAgents() throws {
    let rules = try AllocationFixture.rules(
      "\"lead\": \"small\", \"plan\": \"medium\", \"exec\": \"medium\"",
      by: "\"tier\": \"medium\", \"lead\": \"small\"")
    let agent = try #require(rules.agent(named: "VALIDATION"))
    #expect(rules.agents[agent].tiers == [.small, .medium, .medium])
    #expect(try rules == AllocationFixture.rules())
  }

  private func refusal(_ make: () throws -> AllocationRules) -> String {
    do {
      _ = try make()
      return "nothing is refused"
    } catch { return "\(error)" }
  }
}
