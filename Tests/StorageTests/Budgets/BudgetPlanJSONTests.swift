import Economics
import Storage
import Testing

@Suite struct BudgetPlanJSONTests {
  private func plan(_ text: String) throws -> BudgetPlan {
    try BudgetPlan(json: Array(text.utf8), name: "b.json")
  }

  @Test func theShippedBudgetIsSound() throws {
    let plan = try BudgetPlan.shipped()
    #expect(plan.total.tokens == 700_000)
    #expect(plan.limits.count == 4)
    for tier in ModelTier.allCases { #expect(plan.tiers[tier]?.isSet == true, "\(tier)") }
    #expect(plan.tier(of: "haiku") == .small && plan.tier(of: "opus") == .large)
    #expect(plan.tier(of: "anthropic:claude-sonnet-4-5-20250929") == .medium)
    #expect(!plan.note.isEmpty)
  }

  @Test func dollarsAreExact() throws {
    let plan = try plan(#"{"weekly":{"total":{"dollars":1.23e1}}}"#)
    #expect(plan.total.money == Money(picodollars: 12_300_000_000_000))
    #expect(plan.weekBegins == .monday)
  }

  @Test("a budget that is wrong is refused with the place and what is allowed")
  func wrong() {
    let cases: [(String, String)] = [
      ("{", "b.json: no JSON from byte 2 on"),
      ("[]", "b.json: must be an object"),
      ("{}", "b.json: weekly: is missing"),
      (#"{"weekly":{}}"#, "b.json: weekly: limits nothing: give total, or a tier"),
      (
        #"{"weekly":{"huge":{}}}"#,
        #"b.json: weekly: unknown key "huge"; known are total, small, medium, large"#
      ),
      (
        #"{"weekly":{"total":{}}}"#, "b.json: weekly.total: limits nothing: give tokens or dollars"
      ),
      (
        #"{"weekly":{"total":{"tokens":0}}}"#,
        "b.json: weekly.total.tokens: must be a whole number from 1 to 1000000000000"
      ),
      (
        #"{"weekly":{"total":{"dollars":-1}}}"#,
        "b.json: weekly.total.dollars: must be above 0 and at most 9000000, with at most 12 decimals"
      ),
      (
        #"{"weekly":{"total":{"tokens":1}},"week_begins":"Mon"}"#,
        "b.json: week_begins: must be a day of the week, as monday"
      ),
      (
        #"{"weekly":{"small":{"tokens":1}}}"#,
        "b.json: weekly.small: no model is of this tier, so nothing keeps it"
      ),
      (
        #"{"weekly":{"total":{"tokens":1}},"models":[{"model":"a*b","tier":"small"}]}"#,
        "b.json: models[0].model: must be a name, a name with * at its end for its versions, or * for all"
      ),
      (
        #"{"weekly":{"total":{"tokens":1}},"models":[{"model":"a","tier":"tiny"}]}"#,
        "b.json: models[0].tier: must be small, medium or large"
      ),
      (
        #"{"weekly":{"total":{"tokens":1}},"models":[{"model":"a","tier":"small"},{"model":"a","tier":"large"}]}"#,
        "b.json: models[1].model: stands twice"
      ),
    ]
    for (text, expected) in cases {
      do {
        _ = try plan(text)
        Issue.record("accepted: \(text)")
      } catch { #expect("\(error)" == expected, "\(text)") }
    }
  }
}
