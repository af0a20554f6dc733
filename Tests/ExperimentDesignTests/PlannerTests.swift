import ExperimentDesign
import MAKERCore
import Testing

@Suite struct PlannerTests {
  /// Where m does not divide s nothing can be sampled: refused, or left to theory.
  @Test func subtasksThatDoNotDivideAreTheory() throws {
    let text = """
      {"title": "T", "unit": "task", "fidelity": ["exact", "vote"],
       "factors": {"p": [0.9], "target": [0.9], "steps": [10, 12], "m": [1, 4, 11], "k": ["k_min"]},
       "stop": {"trials": 10}}
      """
    let error = #expect(throws: DefinitionError.self) { try PlanTests.plan(text) }
    #expect(error?.description.contains("m=4") == true)
    #expect(error?.description.hasSuffix("m does not divide the steps") == true)
    let points = try PlanTests.plan(
      text.replacing(#""title""#, with: #""most_draws": 1e6, "title""#)
    ).points.map(\.point)
    // m = 11 is longer than ten steps; of the others 10/4 and 12/11 are no whole subtasks.
    #expect(points.map(\.steps) == [10, 10, 10, 12, 12, 12, 12, 12])
    #expect(points.map(\.subtaskSteps) == [1, 1, 4, 1, 1, 4, 4, 11])
    #expect(
      points.map(\.fidelity) == [.exact, .vote, .exact, .exact, .vote, .exact, .vote, .exact])
    for point in points {
      let margin = try MinimumMargin(
        stepSuccess: Probability(0.9), steps: point.steps, stepsPerSubtask: point.subtaskSteps,
        target: Probability(0.9)
      ).margin
      #expect(point.margin == margin && point.minimumMargin == margin, "\(point.setting)")
      #expect(point.subtasks == Double(point.steps) / Double(point.subtaskSteps))
    }
    #expect(points[6].racesPerTrial == 3)
    #expect(points[6].setting.contains("steps=12 m=4 k="))
  }

  /// Theory has one trial of nothing; most_draws leaves it what is too dear.
  @Test func dearPointsAreLeftToTheory() throws {
    let text = """
      {"title": "T", "unit": "task", "fidelity": ["exact", "vote"], "most_draws": 1e5,
       "factors": {"p": [0.9], "steps": [10, 1000, 1000000000000], "k": [2]}, "stop": {"trials": 100}}
      """
    let points = try PlanTests.plan(text).points
    #expect(points.map(\.point.steps) == [10, 10, 1000, 1_000_000_000_000])
    #expect(points.map(\.point.fidelity) == [.exact, .vote, .exact, .exact])
    for planned in points where planned.point.fidelity == .exact {
      #expect(
        planned.stop == .trials(1) && planned.votesToExpect == 0 && planned.drawsToExpect == 0)
      #expect(!planned.point.fidelity.castsVotes)
    }
    // 1000 steps of about 2.44 votes, 100 times: dear at 1e5, not at 3e5.
    let more = try PlanTests.plan(text.replacing("1e5", with: "3e5")).points
    #expect(more.map(\.point.steps) == [10, 10, 1000, 1000, 1_000_000_000_000])
    // A hundred thousand races are 2.4e5 votes, in whatever tasks; 10^12 of them are one task.
    let races = text.replacing(#"{"trials": 100}"#, with: #"{"races": 100000}"#)
    #expect(try PlanTests.plan(races).points.count == 3)
    #expect(try PlanTests.plan(races.replacing("1e5", with: "3e5")).points.count == 5)
  }

  @Test func aPlanWithoutPointsIsRefused() {
    let text = """
      {"title": "T", "unit": "task", "factors": {"p": [0.9], "steps": [10], "m": [20], "k": [2]},
       "stop": {"trials": 10}}
      """
    for changed in [
      text,
      text.replacing(#""m": [20], "k": [2]"#, with: #""target": [0.01], "k": ["k_min-1"]"#),
    ] {
      let error = #expect(throws: DefinitionError.self) { try PlanTests.plan(changed) }
      #expect(error?.description.hasPrefix("e.json: factors: make no point") == true)
    }
  }

  @Test func factorsMultiplyInTheirOrder() throws {
    let limits = try PlanTests.plan(SubjectTests.collisions).points.map(\.point)
    #expect(limits.map(\.tokenLimit) == [600, 800, 600, 800])
    #expect(limits.map(\.reading) == [.flagging, .flagging, .repairing, .repairing])
    #expect(limits[3].setting.contains("token_limit=800 reading=repairing disks=3 k=2 cap=2"))
    let products = try PlanTests.plan(SubjectTests.multiplication).points.map(\.point)
    #expect(products.map(\.digits) == [2, 2, 3, 3] && products.map(\.depth) == [0, 2, 0, 2])
    #expect(products[1].setting == "model=m digits=2 depth=2 k=1 rule=first-to-k")
    let rules = try PlanTests.plan(
      """
      {"title": "T", "fidelity": ["vote", "agent"], "factors": {
        "model": [{"name": "a", "p": 0.9}, {"name": "b", "shares": [0.5, 0.3, 0.2], "v": 0.5}],
        "steps": [7], "k": [1, 2], "rule": ["first-to-k", "first-to-ahead-by-k"], "cap": [5, 9]},
       "stop": {"trials": 10}}
      """
    ).points.map(\.point)
    #expect(rules.count == 2 * 2 * 2 * 2 * 2)
    #expect(rules.prefix(16).allSatisfy { $0.model?.name == "a" && $0.stepSuccess == 0.9 })
    #expect(rules[16].shares == [0.5, 0.3, 0.2] && rules[16].validRate == 0.5)
    #expect(
      rules.prefix(8).map(\.rule) == Array(repeating: .firstTo, count: 4)
        + Array(repeating: .firstToAheadBy, count: 4))
    #expect(rules[0].raceRule == RaceRule(margin: 1, kind: .firstTo))
    #expect(!rules[0].isPaperRace && rules[4].isPaperRace)
  }

  /// Aggregate draws come from the law of equal steps.
  @Test(arguments: [
    #""p": [0.9], "rule": ["first-to-k"]"#, #""p": [0.9], "m": [5]"#,
    #""model": [{"name": "m", "steps": {"classes": [{"error": 0.1}]}}]"#,
  ])
  func whatHasNoAggregateLawIsRefused(factors: String) {
    let text = """
      {"title": "T", "unit": "task", "fidelity": ["aggregate"],
       "factors": {\(factors), "steps": [10], "k": [2]}, "stop": {"trials": 10}}
      """
    let error = #expect(throws: DefinitionError.self) { try PlanTests.plan(text) }
    #expect(error?.description.hasPrefix("e.json: fidelity: aggregate draws from the law") == true)
  }

  @Test func keptTrialsAreComputedOneByOneAndAreFew() throws {
    let text = """
      {"title": "T", "each_trial": true, "factors": {"p": [0.9], "k": [2]}, "stop": {"trials": 500}}
      """
    #expect(try PlanTests.plan(text).points[0].trialsPerChunk == 1)
    let error = #expect(throws: DefinitionError.self) {
      try PlanTests.plan(text.replacing("500", with: "100001"))
    }
    #expect(error?.description.contains("each_trial stores at most 100000") == true)
  }
}
