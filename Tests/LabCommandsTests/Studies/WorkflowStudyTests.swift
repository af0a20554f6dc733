import Foundation
import LabCommands
import Testing

@Suite struct WorkflowStudyTests {
  private static let costs = """
    {"title": "t", "study": "workflow_cost",
     "given": {"stated": [{"agents": 3, "before": 1, "after": 1}, {"agents": 5, "before": 1, "after": 1}],
       "runs_a_year": 100,
       "choices": [{"day": "2025-10-21", "medium": "anthropic:claude-sonnet-4-5",
         "small": "anthropic:claude-haiku-4-5"}]},
     "claims": [{"name": "a", "statement": "s", "method": "m", "finding": "{after_3} and {after_5}",
       "judged": [{"quantity": "before_3", "equals": 0.864, "within": 1e-9},
         {"quantity": "after_3", "equals": 0.186, "within": 1e-9},
         {"quantity": "before_5", "equals": 1.404, "within": 1e-9},
         {"quantity": "after_5", "equals": 0.274, "within": 1e-9},
         {"quantity": "annual_saved", "equals": 113, "within": 1e-9},
         {"quantity": "small_input", "equals": 1}, {"quantity": "small_output", "equals": 5},
         {"quantity": "after_by_book", "equals": 0.329, "within": 1e-9},
         {"quantity": "after_all_kinds", "equals": 0.574, "within": 1e-9}]}]}
    """

  private static let makespans = """
    {"title": "t", "seed": 2, "study": "workflow_makespan",
     "given": {"laws": [60, {"law": "exponential", "mean": 60}], "agents": [1, 4], "limits": [0, 2],
       "failure_rates": [0, 0.5], "retries": 1, "reference": 4, "trials": 400},
     "claims": [{"name": "a", "statement": "s", "method": "m", "finding": "{greatest_z}",
       "judged": [{"quantity": "agreement_p", "at_least": 5.7e-7},
         {"quantity": "settings", "equals": 12}, {"quantity": "ratio_fixed_0", "equals": 1},
         {"quantity": "ratio_exponential_100", "at_least": 1.8, "at_most": 2.1},
         {"quantity": "speedup_fixed_0", "at_least": 3.5, "at_most": 4}]}]}
    """

  @Test func costsAreTokensTimesPrices() async throws {
    let scratch = try ScratchFolder()
    let run = await makerlab(
      "check", try scratch.experiment(Self.costs), "--out", scratch.path("out"))
    #expect(run.code == .done, "\(run.notes) \(run.output)")
    #expect(run.output.contains("0.186 and 0.274"))
  }

  @Test func makespansEqualTheoryAtAnyNumberOfWorkers() async throws {
    try await expectSameAtAnyNumberOfWorkers(Self.makespans)
  }

  @Test(arguments: [
    ("\"runs_a_year\": 100", "\"runs_a_year\": 0", "given.runs_a_year: must be 1 to 10^6"),
    (
      "\"day\": \"2025-10-21\"", "\"day\": \"today\"", "given.choices[0].day: 'today' must be a day"
    ),
    (
      "\"day\": \"2025-10-21\"", "\"day\": \"2025-01-01\"",
      "the price of anthropic:claude-haiku-4-5 on 2025-01-01 is unknown"
    ),
    ("\"agents\": 5", "\"agents\": 3", "given.stated: names a number of agents twice"),
    ("\"agents\": 5", "\"agent\": 3", "given.stated[1].agent: unknown key"),
  ])
  func aWrongStudyOfCostsIsRefusedInOneLine(old: String, new: String, part: String) async throws {
    try await expectRefusal(of: Self.costs, replacing: old, with: new, saying: part)
  }

  @Test(arguments: [
    ("[1, 4]", "[4]", "given.agents: must have 1 and the reference among them"),
    ("[0, 2]", "[2]", "given.limits: must be 0 to 1000, and 0"),
    ("[0, 0.5]", "[0, 1]", "given.failure_rates: must be at least 0, below 1"),
    ("\"trials\": 400", "\"trials\": 1", "given.trials: must be 100 to 10^6"),
    ("\"mean\": 60", "\"mean\": -60", "given.laws[1].mean"),
    ("[60, ", "[60, 60, ", "given.laws: lists a law twice"),
  ])
  func aWrongStudyOfMakespansIsRefusedInOneLine(
    old: String, new: String, part: String
  ) async throws {
    try await expectRefusal(of: Self.makespans, replacing: old, with: new, saying: part)
  }
}
