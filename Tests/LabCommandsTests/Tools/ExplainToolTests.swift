import Foundation
import MCPServer
import Testing
import TextFormats

@testable import LabCommands

@Suite struct ExplainToolTests {
  private static func tool() throws -> MCPTool {
    let nowhere = try LabFolder("/nonexistent")
    return ExplainTool.offered(
      in: ToolLab(environment: [:], folder: nowhere, results: nowhere))
  }

  /// The same question as words of the command line and as arguments of the tool.
  private static let questions: [(words: [String], json: String)] = [
    (["--p", ".85", "--steps", "1023"], #"{"p": 0.85, "steps": 1023}"#),
    (
      ["--p", ".9978", "--steps", "1048575", "--k", "3", "--v", ".968"],
      #"{"p": 0.9978, "steps": 1048575, "k": 3, "v": 0.968}"#
    ),
    (["--p", ".95", "--rho", ".1", "--steps", "1e3"], #"{"p": 0.95, "rho": 0.1, "steps": 1e3}"#),
    (
      ["--p", ".95", "--right-answers", "2", "--steps", "1023"],
      #"{"p": 0.95, "right_answers": 2, "steps": 1023}"#
    ),
    (
      ["--shares", ".45,.3,.25", "--steps", "31", "--k", "3"],
      #"{"shares": [0.45, 0.3, 0.25], "steps": 31, "k": 3}"#
    ),
    (
      ["--p", ".999", "--steps", "1000000", "--target", ".9", "--m", "10", "--equations"],
      #"{"p": 0.999, "steps": 1000000, "target": 0.9, "m": 10, "equations": true}"#
    ),
    (
      ["--p", ".85", "--steps", "1023", "--undecided-share", ".5"],
      #"{"p": 0.85, "steps": 1023, "undecided_share": 0.5}"#
    ),
    (
      [
        "--beta", "19,1", "--hard-steps", ".01", "--hard-p", ".2", "--steps", "100", "--cap", "60",
        "--price-in", "1", "--price-out", "2", "--tokens-in", "500", "--tokens-out", "100",
      ],
      #"{"beta": [19, 1], "hard_steps": 0.01, "hard_p": 0.2, "steps": 100, "cap": 60, "#
        + #""price_in": 1, "price_out": 2, "tokens_in": 500, "tokens_out": 100}"#
    ),
    (
      [
        "--p", ".95", "--steps", "40", "--right-answers", "2", "--price-in", "1", "--price-out",
        "2",
      ]
        + ["--tokens-in", "500", "--tokens-out", "100"],
      #"{"p": 0.95, "steps": 40, "right_answers": 2, "price_in": 1, "price_out": 2, "#
        + #""tokens_in": 500, "tokens_out": 100}"#
    ),
    (
      ["--p", ".4", "--steps", "10", "--k", "2", "--cap", "5"],
      #"{"p": 0.4, "steps": 10, "k": 2, "cap": 5}"#
    ),
    (
      ["--p", "1", "--steps", "4611686018427387904", "--target", "0.999999"],
      #"{"p": 1, "steps": 4611686018427387904, "target": 0.999999}"#
    ),
  ]

  @Test(arguments: questions.indices)
  func theToolSaysWhatTheCommandSays(index: Int) async throws {
    let (words, json) = Self.questions[index]
    let run = await makerlab(["explain", "--format", "json"] + words)
    let result = try await Self.tool().handler(ToolFixture.json(json), MCPCall())
    #expect(run.code == .done, "\(run.notes)")
    #expect(JSONText.pretty(result).trimmedEnd == run.output)
  }

  /// Every member stands in the table of results, those that the table says are always there are, and
  /// what is null may be.
  @Test(arguments: questions.indices)
  func resultsFitTheTable(index: Int) async throws {
    let json = try ToolFixture.json(Self.questions[index].json)
    let tool = try Self.tool()
    #expect(tool.inputSchema.problem(with: json) == nil)
    let result = try await tool.handler(json, MCPCall())
    #expect(tool.outputSchema.problem(with: result) == nil)
    let names = try #require(result.members).map(\.0)
    for output in ExplainTool.description.outputs {
      if output.isAlways { #expect(names.contains(output.name)) }
      if !output.canBeNull { #expect(result[output.name]?.isNull != true, "\(output.name)") }
    }
    let known = Set(ExplainTool.description.outputs.map(\.name))
    #expect(Set(names).subtracting(known) == [])
  }

  /// The table of results holds no member that no question gives.
  @Test func everyResultIsGivenBySomeQuestion() async throws {
    var given: Set<String> = []
    for (_, json) in Self.questions {
      let result = try await Self.tool().handler(ToolFixture.json(json), MCPCall())
      given.formUnion(result.members?.map(\.0) ?? [])
    }
    #expect(Set(ExplainTool.description.outputs.map(\.name)).subtracting(given) == [])
  }

  @Test(arguments: [
    (#"{"p": 0.4, "steps": 10}"#, "p"),
    (#"{"p": 2, "steps": 10}"#, "p must be above 0 and at most 1"),
    (#"{"steps": 10}"#, "p is required"),
    (#"{"p": 0.9, "shares": [0.5, 0.5], "steps": 10}"#, "shares takes the place of p"),
    (#"{"p": 0.9, "steps": 10, "tokens_in": 5}"#, "tokens_in needs price_in beside it"),
    (#"{"p": 0.9, "steps": 10, "m": 11}"#, "m must be from 1 to 10, not '11'"),
    (#"{"p": 0.9, "steps": 10, "k": 5, "cap": 3}"#, "cap 3 is below k = 5"),
  ])
  func errorsAreInTheWordsOfTheTool(json: String, words: String) async throws {
    let arguments = try ToolFixture.json(json)
    let tool = try Self.tool()
    do {
      _ = try await tool.handler(arguments, MCPCall())
      Issue.record("\(json) is taken")
    } catch {
      #expect(error.message.contains(words), "\(error.message)")
      #expect(!error.message.contains("--"))
      #expect(!error.message.contains("\n"))
    }
  }
}
