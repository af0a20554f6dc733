import Economics
import Foundation
import Testing

@Suite struct WorkflowJSONTests {
  /// The shipped workflow with a text in place of another.
  private func refusal(_ old: String, _ new: String) throws -> String {
    #expect(Workflow.shippedJSON.contains(old), "\(old)")
    let json = Workflow.shippedJSON.replacing(old, with: new, maxReplacements: 1)
    do throws(WorkflowError) {
      _ = try Workflow(json: Data(json.utf8), file: "w.json")
      return "nothing is refused"
    } catch { return error.description }
  }

  @Test(arguments: [
    ("\"agents\": 5", "\"agents\": 0", "w.json: agents: 0 must be a whole number from 1 to 10000"),
    (
      "\"agents\": 5", "\"agents\": 2.5",
      "w.json: agents: 2.5 must be a whole number from 1 to 10000"
    ),
    ("\"agents\": 5", "\"agent\": 5", ""),
    (
      "\"failure_rate\": 0", "\"failure_rate\": 1",
      "w.json: failure_rate: 1.0 must be from 0.0 to 0.999"
    ),
    (
      "\"retries\": 0", "\"retries\": -1",
      "w.json: retries: -1 must be a whole number from 0 to 100"
    ),
    (
      "\"seconds\": 1.5", "\"seconds\": -1.5",
      "w.json: kinds[1].seconds: -1.5 must be from 0 to 1e9"
    ),
    (
      "\"law\": \"uniform\"", "\"law\": \"normal\"",
      "w.json: planner.seconds.law: 'normal' is unknown; known are uniform, exponential, gamma, "
        + "lognormal, or a number"
    ),
    (
      "\"low\": 3, \"high\": 5", "\"low\": 6, \"high\": 5",
      "w.json: planner.seconds.high: must be at least low"
    ),
    (
      "\"low\": 3, \"high\": 5", "\"low\": 3, \"mean\": 5",
      "w.json: planner.seconds.mean: is no parameter of the law uniform"
    ),
    (
      "\"tier\": \"small\"", "\"tier\": \"tiny\"",
      "w.json: kinds[0].tier: 'tiny' is unknown; known are small, medium, large"
    ),
    (
      "\"worktree-manager\"", "\"test-runner\"",
      "w.json: kinds: kind 3 has the name of another, 'test-runner'"
    ),
    (
      "\"input\": 0.80", "\"input\": -0.80",
      "w.json: prices.small.input: -0.8 must be from 0 to 1e6 for a million tokens"
    ),
    (
      "\"date\": \"2025-10-21\"", "\"date\": \"2025-10-32\"",
      "w.json: date: '2025-10-32' must be a day as 2026-11-20"
    ),
    ("\"title\": \"five agents under a planner\"", "\"title\": \" \"", "w.json: title: is empty"),
    (
      "\"claimed_cost\": 0.04", "\"claimed_cost\": \"4 cents\"",
      "w.json: kinds[0].claimed_cost: must be a number"
    ),
    ("{", "[", "w.json: is not JSON"),
  ])
  func aWrongWorkflowIsRefusedInOneLine(old: String, new: String, problem: String) throws {
    let refusal = try refusal(old, new)
    if problem.isEmpty {
      #expect(refusal.hasPrefix("w.json: agent: unknown key; known are agents, "))
    } else {
      #expect(refusal == problem)
    }
  }

  @Test func onlyWhatIsNamedIsRequired() throws {
    let json = """
      {"title": "one", "models": {}, "agents": 1,
       "planner": {"tier": "large", "tokens": {"input": 1, "output": 2}, "seconds": 0},
       "kinds": [{"name": "a", "tier": "small", "calls_per_task": 1, "seconds": 1}]}
      """
    let workflow = try Workflow(json: Data(json.utf8), file: "w.json")
    #expect(workflow.slots == 1)
    #expect(workflow.review == nil)
    #expect(workflow.kinds[0].tokens == nil, "neither stated nor claimed: unknown")
    let prices = ModelPrices(input: 1, output: 1)
    let pricing = WorkflowPricing(prices: [.small: prices, .large: prices])
    #expect(pricing.meanCost(of: workflow) == nil)
  }
}
