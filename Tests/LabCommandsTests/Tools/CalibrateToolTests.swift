import Foundation
import MCPServer
import Providers
import SharedState
import Testing
import TextFormats

@testable import LabCommands

@Suite struct CalibrateToolTests {
  /// Questions as a list, and as lines of a file.
  private static func questions(_ count: Int) -> [JSONValue] {
    (0..<count).map { number in
      .object([
        ("id", .string("q\(number)")), ("prompt", .string("What is \(number) times 3?\nSay it.")),
        ("expected", .string("\(3 * number)")),
      ])
    }
  }

  private static func arguments(
    _ questions: [JSONValue], _ others: String
  ) throws -> JSONValue {
    .object([("prompts", .array(questions))] + (try ToolBench.json(others).members ?? []))
  }

  /// The same question as words of the command line and as arguments of the tool.
  private static let cases: [(count: Int, words: String, json: String)] = [
    (
      40, "--channel simulated:p=.9 --repeats 3 --seed 7 --token-limit 750",
      #"{"channel": "simulated:p=.9", "repeats": 3, "seed": 7, "token_limit": 750}"#
    ),
    (
      100,
      "--channel simulated:p=.8,rho=.2,v=.9,latency=exp:20ms --repeats 5 --seed 1 --token-limit 900 "
        + "--task-steps 1000 --target .9 --level .9 --model moments --temperature 1",
      #"{"channel": "simulated:p=.8,rho=.2,v=.9,latency=exp:20ms", "repeats": 5, "seed": 1, "#
        + #""token_limit": 900, "task_steps": 1000, "target": 0.9, "level": 0.9, "model": "moments", "#
        + #""temperature": 1}"#
    ),
    (
      12,
      "--channel simulated:shares=.5;.3;.2,price-in=2,price-out=8 --repeats 1 --seed 3 "
        + "--token-limit 750 --reading repairing",
      #"{"channel": "simulated:shares=.5;.3;.2,price-in=2,price-out=8", "repeats": 1, "seed": 3, "#
        + #""token_limit": 750, "reading": "repairing"}"#
    ),
    (
      31, "--channel simulated:p=1 --seed 9 --token-limit 750 --task-steps 5",
      #"{"channel": "simulated:p=1", "seed": 9, "token_limit": 750, "task_steps": 5}"#
    ),
  ]

  @Test(arguments: cases.indices)
  func theToolSaysWhatTheCommandSays(index: Int) async throws {
    let (count, words, json) = Self.cases[index]
    let folder = try ScratchFolder()
    let questions = Self.questions(count)
    let file = try folder.write(
      questions.map(JSONText.compact).joined(separator: "\n"), to: "questions.jsonl")
    let run = await makerlab(
      ["calibrate", "--task", "jsonl:\(file)", "--format", "json"]
        + words.split(separator: " ").map(String.init))
    #expect(run.code == .done, "\(run.notes)")
    let command = try #require(try ToolBench.json(run.output).members)
    let tool = try ToolBench().tool("maker_calibrate")
    let arguments = try Self.arguments(questions, json)
    #expect(tool.inputSchema.problem(with: arguments) == nil)
    let result = try await tool.handler(arguments, MCPCall())
    #expect(tool.outputSchema.problem(with: result) == nil)
    for (name, value) in command {
      let said = try #require(result[name], "the tool does not say \(name)")
      #expect(JSONText.compact(said) == JSONText.compact(value), "\(name)")
    }
    let counts = try #require(result["per_prompt"]?.elements)
    #expect(counts.count == count)
    func sum(_ key: String) -> Int { counts.reduce(0) { $0 + ($1[key]?.integer ?? 0) } }
    #expect(sum("wrong") == result["wrong"]?.integer)
    #expect(sum("right") + sum("wrong") == result["valid"]?.integer)
    #expect(sum("right") + sum("wrong") + sum("flagged") == result["draws"]?.integer)
  }

  @Test func fewPromptsAreSaidToBeFew() async throws {
    let tool = try ToolBench().tool("maker_calibrate")
    func warnings(_ count: Int, _ json: String) async throws -> [String] {
      let result = try await tool.handler(Self.arguments(Self.questions(count), json), MCPCall())
      return try #require(result["warnings"]?.elements).compactMap(\.string)
    }
    let few = try await warnings(5, #"{"channel": "simulated:p=1", "repeats": 1, "seed": 1}"#)
    #expect(few.contains { $0.hasPrefix("only 5 steps were drawn") }, "\(few)")
    #expect(few.contains { $0.contains("no step has two valid draws") }, "\(few)")
    let long = try await warnings(
      40, #"{"channel": "simulated:p=.95", "repeats": 3, "seed": 1, "task_steps": 1000000}"#)
    #expect(long.contains { $0.contains("k = ") }, "\(long)")
    let many = try await warnings(
      200, #"{"channel": "simulated:p=.9", "repeats": 10, "seed": 1, "task_steps": 10}"#)
    #expect(many.isEmpty, "\(many)")
  }

  /// A seed that nobody gives is a new one each time, is said, and makes the same draws when it is given.
  @Test func seedsAreFreshAndSaid() async throws {
    let tool = try ToolBench().tool("maker_calibrate")
    let questions = Self.questions(60)
    let json = #"{"channel": "simulated:p=.7,v=.8", "repeats": 4}"#
    var seeds: Set<Int> = []
    var results: Set<String> = []
    for _ in 0..<3 {
      let result = try await tool.handler(Self.arguments(questions, json), MCPCall())
      let seed = try #require(result["seed"]?.integer)
      seeds.insert(seed)
      results.insert(JSONText.compact(try #require(result["per_prompt"])))
      let again = try await tool.handler(
        Self.arguments(
          questions, #"{"channel": "simulated:p=.7,v=.8", "repeats": 4, "seed": \#(seed)}"#),
        MCPCall())
      #expect(JSONText.compact(again) == JSONText.compact(result))
    }
    #expect(seeds.count == 3 && results.count == 3)
  }

  @Test func progressIsToldDrawByDraw() async throws {
    let told = Locked<[(Double, Double?)]>([])
    let tool = try ToolBench().tool("maker_calibrate")
    _ = try await tool.handler(
      Self.arguments(Self.questions(8), #"{"channel": "simulated:p=.7", "repeats": 5}"#),
      MCPCall(progress: { done, total, _ in told.withLock { $0.append((done, total)) } }))
    let all = told.withLock { $0 }
    #expect(all.map(\.0) == (1...40).map(Double.init))
    #expect(all.allSatisfy { $0.1 == 40 })
  }

  /// Replies take an hour: only a call that stops its draws comes back.
  @Test func cancellingStopsTheDraws() async throws {
    let tool = try ToolBench().tool("maker_calibrate")
    let arguments = try Self.arguments(
      Self.questions(8), #"{"channel": "simulated:p=.7,latency=3600s,clock=real"}"#)
    let call = Task { try await tool.handler(arguments, MCPCall()) }
    call.cancel()
    await #expect(throws: ToolError.self) { _ = try await call.value }
  }

  @Test func whatCannotBeAskedIsRefused() async throws {
    let tool = try ToolBench().tool("maker_calibrate")
    func refusal(_ prompts: String, _ others: String = #""channel": "simulated:p=.9""#) async throws
      -> String
    {
      let arguments = try ToolBench.json("{\"prompts\": \(prompts), \(others)}")
      #expect(tool.inputSchema.problem(with: arguments) == nil, "not the schema refuses")
      do { _ = try await tool.handler(arguments, MCPCall()) } catch {
        #expect(error.message.allSatisfy { !$0.isNewline })
        return error.message
      }
      return ""
    }
    let one = #"[{"prompt": "a", "expected": "b"}]"#
    #expect(
      try await refusal(
        #"[{"prompt": "a", "expected": "b"}, {"prompt": "c", "expected": "d", "id": "1"}]"#)
        == "prompts[1]: the id '1' stands on prompts[0] too")
    #expect(
      try await refusal(#"[{"prompt": "a", "expected": "b"}, {"prompt": "a", "expected": "d"}]"#)
        == "prompts[1]: it asks what prompts[0] asks, and expects or compares otherwise")
    #expect(
      try await refusal(#"[{"prompt": "a", "expected": " "}]"#).hasPrefix("prompts[0]: expected"))
    #expect(
      try await refusal(one, #""channel": "simulated:p=.9", "compare": "number""#)
        .hasPrefix("prompts[0]: expected"))
    #expect(
      try await refusal(one, #""channel": "simulated:p=.9", "must_match": "^[0-9]+$""#)
        .hasPrefix("prompts[0].expected would be discarded: must_match"))
    #expect(
      try await refusal(one, #""channel": "simulated:p=.9", "json_schema": {"type": "integer"}"#)
        .hasPrefix("prompts[0].expected"))
    #expect(try await refusal(one, #""seed": 1"#).hasPrefix("channel"))
    #expect(try await refusal(one, #""channel": "simulated:p=2""#).contains("p"))
    #expect(
      try await refusal(one, #""configuration": "cfg_00000000000000000000000000000000""#)
        .contains("is unknown"))
  }

  @Test func argumentsOutsideTheTableFitNoSchema() throws {
    let schema = try ToolBench().tool("maker_calibrate").inputSchema
    let good = #"{"prompts": [{"prompt": "a", "expected": "b"}], "channel": "simulated:p=.9"}"#
    #expect(schema.problem(with: try ToolBench.json(good)) == nil)
    for bad in [
      #"{"channel": "simulated:p=.9"}"#, #"{"prompts": [], "channel": "simulated:p=.9"}"#,
      #"{"prompts": [{"prompt": "a"}]}"#, #"{"prompts": [{"prompt": "", "expected": "b"}]}"#,
      #"{"prompts": [{"prompt": "a", "expected": "b", "file": "/etc/passwd"}]}"#,
      #"{"prompts": [{"prompt": "a", "expected": "b"}], "repeats": 101}"#,
      #"{"prompts": [{"prompt": "a", "expected": "b"}], "repeats": 0}"#,
      #"{"prompts": [{"prompt": "a", "expected": "b"}], "save": "x"}"#,
      #"{"prompts": [{"prompt": "a", "expected": "b"}], "level": 1}"#,
      #"{"prompts": [{"prompt": "a", "expected": "b"}], "configuration": "cfg_1"}"#,
    ] {
      #expect(schema.problem(with: try ToolBench.json(bad)) != nil, "\(bad)")
    }
  }
}
