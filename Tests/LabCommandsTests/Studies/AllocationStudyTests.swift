import Foundation
import LabCommands
import Testing

@Suite struct AllocationStudyTests {
  private static let states = """
    {"title": "t", "study": "allocation_states",
     "given": {"variants": [{"name": "rollback", "rollback": "medium"},
       {"name": "upward", "overrides": "upward"}, {"name": "red", "red": "downgrade"}]},
     "claims": [{"name": "a", "statement": "s", "method": "m",
       "finding": "{rollback_breaks} of {states}",
       "judged": [{"quantity": "shipped_breaks", "equals": 0},
         {"quantity": "upward_breaks", "equals": 0},
         {"quantity": "rollback_breaks", "equals": 162}, {"quantity": "red_breaks", "equals": 6},
         {"quantity": "watch_states", "equals": 54}]}]}
    """

  private static let alarms = """
    {"title": "t", "seed": 3, "study": "rework_alarm",
     "given": {"percent": 20, "tasks_a_week": 20, "weeks": 10, "rates": [0.1, 0.4], "fine": 0.1,
       "bad": 0.4, "least": [1], "window": 5, "false_alarm": 0.05, "missed": 0.1,
       "simulated_weeks": 500},
     "claims": [{"name": "a", "statement": "s", "method": "m", "finding": "{share_1_median}",
       "judged": [{"quantity": "agreement_p", "at_least": 5.7e-7},
         {"quantity": "share_1_median", "equals": 2},
         {"quantity": "settings", "equals": 10},
         {"quantity": "mixture_false_alarms", "at_most": 0.05}]}]}
    """

  /// 162 = 3 phases x 3 criticalities x 6 budgets x 3 escalations of SECURITY, rolled back and not forced;
  /// 6 = 2 phases x 3 ways to be escalated that leave VALIDATION above small, in the red zone, in words:
  /// none, rework and special.
  @Test func breaksAreCountedStateByState() async throws {
    let scratch = try ScratchFolder()
    let run = await makerlab(
      "check", try scratch.experiment(Self.states), "--out", scratch.path("out"))
    #expect(run.code == .done, "\(run.notes) \(run.output)")
    #expect(run.output.contains("162 of 31104"))
  }

  @Test func alarmsEqualTheirLawAtAnyNumberOfWorkers() async throws {
    try await expectSameAtAnyNumberOfWorkers(Self.alarms)
  }

  @Test(arguments: [
    ("\"name\": \"red\"", "\"name\": \"shipped\"", "given.variants: has a name twice"),
    ("\"name\": \"red\"", "\"name\": \"Red\"", "given.variants[2].name: must be lowercase"),
    ("\"red\": \"downgrade\"", "\"blue\": \"downgrade\"", "given.variants[2].blue: unknown key"),
  ])
  func aWrongStudyOfStatesIsRefusedInOneLine(old: String, new: String, part: String) async throws {
    try await expectRefusal(of: Self.states, replacing: old, with: new, saying: part)
  }

  @Test(arguments: [
    ("\"percent\": 20", "\"percent\": 0", "given.percent: must be 1 to 98"),
    ("\"fine\": 0.1", "\"fine\": 0.3", "given.rates: must have fine and bad among them"),
    ("[0.1, 0.4]", "[0.1, 0.1, 0.4]", "given.rates: must have fine and bad among them, and none"),
    ("\"fine\": 0.1", "\"fine\": 0.4", "given.fine: must be below the threshold"),
    ("\"weeks\": 10", "\"weeks\": 101", "given.weeks: must be 1 to 52"),
    ("\"window\": 5", "\"window\": 13", "given.window: must be 2 to 12"),
    ("\"missed\": 0.1", "\"missed\": 0.5", "given.missed: must be above 0 and below 0.5"),
    ("\"least\": [1]", "\"least\": []", "given.least: must be 1 to 1000, none twice"),
    ("\"weeks\": 10", "\"weeks\": 1", "raises no alarm in half of all cases at a rate of 0.4"),
  ])
  func aWrongStudyOfAlarmsIsRefusedInOneLine(old: String, new: String, part: String) async throws {
    try await expectRefusal(of: Self.alarms, replacing: old, with: new, saying: part)
  }
}
