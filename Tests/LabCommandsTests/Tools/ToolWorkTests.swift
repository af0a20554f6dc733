import Analysis
import MCPServer
import RaceTheory
import Testing
import TextFormats

@testable import LabCommands

/// Calls that would keep a server busy for minutes, were each law bounded and not all of them together.
@Suite struct ToolWorkTests {
  private static let sixteen =
    "[0.1, 0.09, 0.08, 0.07, 0.065, 0.064, 0.063, 0.062, 0.061, 0.06, 0.059, 0.058, 0.057, 0.056, 0.03, 0.025]"

  private static let questions = [
    #"{"p": 0.51, "steps": 1000000, "undecided_share": 0.5}"#,
    #"{"p": 0.95, "rho": 0.1, "steps": 10, "k": 1000, "cap": 100000}"#,
    #"{"p": 0.95, "rho": 0.1, "steps": 100, "cap": 10000}"#,
    #"{"p": 0.95, "rho": 0.1, "steps": 4611686018427387904, "cap": 100000}"#,
    #"{"p": 0.95, "right_answers": 15, "steps": 1000}"#,
    #"{"p": 0.95, "right_answers": 15, "steps": 1000, "cap": 1000}"#,
    #"{"p": 0.95, "right_answers": 2, "steps": 1000, "cap": 100000}"#,
    #"{"shares": \#(sixteen), "k": 5, "steps": 10}"#,
    #"{"shares": [0.45, 0.2, 0.2, 0.15], "k": 1000, "steps": 10}"#,
    #"{"p": 0.9, "steps": 10, "k": 1000000000, "cap": 1000000000}"#,
    #"{"p": 0.51, "steps": 1000000, "m": 30, "k": 1, "cap": 3000000}"#,
  ]

  /// Holds the counted work of a question against a budget a hundredth of that of a call, so that the test
  /// is short: the questions take thousands of times as much.
  @Test(arguments: questions)
  func workIsBoundedOverAllLaws(json: String) throws {
    let arguments = try ToolArguments(ToolFixture.json(json), for: ExplainTool.description)
    let budget = WorkBudget(greatest: 1e6)
    #expect(throws: (any Error).self) {
      try Explanation.fields(arguments.options, budget: budget)
    }
    #expect(budget.spent < 2e6, "\(json): \(budget.spent)")
  }

  /// What is refused says what to make smaller.
  @Test(
    .timeLimit(.minutes(2)),
    arguments: [
      ("maker_explain", questions[0]), ("maker_explain", questions[4]),
      ("maker_explain", questions[7]), ("maker_explain", questions[9]),
      ("maker_simulate", #"{"shares": [0.45, 0.2, 0.2, 0.15], "k": 1000}"#),
      ("maker_simulate", #"{"shares": \#(sixteen), "k": 5}"#),
      ("maker_simulate", #"{"p": 0.9, "rho": 0.2, "k": 1000, "cap": 100000}"#),
    ])
  func refusalsSayWhatToMakeSmaller(tool: String, json: String) async throws {
    do {
      _ = try await ToolBench().call(tool, ToolBench.json(json))
      Issue.record("\(json) is taken")
    } catch let error as ToolError {
      #expect(error.message.contains("smaller k"), "\(error.message)")
      #expect(error.message.contains("fewer"), "\(error.message)")
      #expect(!error.message.contains("000000000"), "\(error.message)")
    }
  }

  /// A margin that is given is solved first: looking for a lesser one does not use up what it needs.
  @Test func aGivenMarginIsSolvedBeforeOthers() async throws {
    let result = try await ToolBench().call(
      "maker_explain", ToolBench.json(#"{"p": 0.95, "right_answers": 6, "steps": 1000, "k": 1}"#))
    #expect(result["k"]?.integer == 1)
  }
}
