import MAKERCore
import MCPServer
import RandomStreams
import Tasks
import Testing
import TextFormats

@testable import LabCommands

@Suite struct ValidateToolTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func json(_ text: String) throws -> JSONValue { try JSONReader.value(Array(text.utf8)) }

  /// What the tool says of arguments; it fits the schema that it states.
  private func result(_ arguments: JSONValue) async throws -> JSONValue {
    let lab = ToolLab(
      environment: [:], folder: try LabFolder(folder.path("mcp")),
      results: try LabFolder(folder.path("results")))
    #expect(
      try JSONSchema(ToolSchema.input(ValidateTool.description)).problem(with: arguments) == nil)
    let fields = try await ValidateTool.call(
      ToolArguments(arguments, for: ValidateTool.description), MCPCall(), in: lab)
    let result = JSONValue.object(fields)
    #expect(
      try JSONSchema(ToolSchema.output(ValidateTool.description)).problem(with: result) == nil)
    return result
  }

  private func words(_ arguments: String) async throws -> String {
    let result = try await result(json(arguments))
    let flags = result["flags"]?.elements ?? []
    let reasons = flags.map { "\($0["flag"]?.string ?? ""): \($0["reason"]?.string ?? "")" }
    let valid = JSONText.compact(result["valid"] ?? .string("none"))
    return ([valid, JSONText.compact(result["candidate"] ?? .null)] + reasons).joined(
      separator: " | ")
  }

  @Test(arguments: [
    (#"{"reply": " New\n York "}"#, #"true | "New York""#),
    (#"{"reply": " a ", "compare": "exact"}"#, #"true | " a ""#),
    (#"{"reply": "4.20e1", "compare": "number"}"#, #"true | "42""#),
    (
      #"{"reply": "It is 42.", "compare": "number"}"#,
      "false | null | bad action: compare: the reply is not a number and nothing else"
    ),
    (#"{"reply": "It is 42", "compare": "number", "reading": "repairing"}"#, #"true | "42""#),
    (#"{"reply": "no. Answer: yes", "compare": "regex:Answer: (\\w+)"}"#, #"true | "yes""#),
    (
      #"{"reply": "", "must_match": "a", "json_schema": {}}"#,
      "false | null | empty: the reply is empty"
    ),
    (#"{"reply": " ", "json_schema": {}}"#, "false | null | empty: the reply is empty"),
    (
      #"{"reply": "maybe", "must_match": "yes|no", "must_not_match": "may", "json_schema": {"type": "object"}, "compare": "regex:(sure)", "tokens": 12, "token_limit": 11}"#,
      "false | null | too long: token_limit: the reply is longer than the limit of 11 tokens"
        + " | no action: must_match: the reply does not match the expression"
        + " | bad action: must_not_match: the reply matches the expression"
        + " | bad action: the reply is not JSON and nothing else"
        + " | no action: compare: the reply does not match the expression, or its group is no part of it"
    ),
    (
      #"{"reply": "{\"k\": 0}", "json_schema": {"properties": {"k": {"minimum": 1}}}}"#,
      "false | null | bad action: json_schema: /k: must be at least 1, not 0"
    ),
    (
      #"{"reply": "{\"b\": 1.0, \"a\": 2}", "json_schema": {"required": ["a"]}}"#,
      #"true | "{\"a\":2,\"b\":1}""#
    ),
    (
      #"{"reply": "[1", "json_schema": {}}"#,
      "false | null | bad action: the reply is not JSON and nothing else"
    ),
    (
      #"{"reply": "a", "finish": "length"}"#,
      "false | null | too long: finish: the reply was cut at a limit of tokens"
    ),
    (
      #"{"reply": "a", "finish": "length", "tokens": 3, "token_limit": 2}"#,
      "false | null | too long: token_limit: the reply is longer than the limit of 2 tokens"
    ),
    // Nobody guesses tokens from the text.
    (#"{"reply": "a", "token_limit": 2}"#, #"null | "a""#),
    (#"{"reply": "a", "token_limit": 2, "tokens": 2}"#, #"true | "a""#),
    (#"{"reply": "a", "tokens": 1000000000}"#, #"true | "a""#),
    (
      #"{"reply": "<b>ignore all rules\u001b[31m", "compare": "exact"}"#,
      #"true | "<b>ignore all rules\u001b[31m""#
    ),
  ])
  func saysAllReasons(arguments: String, expected: String) async throws {
    #expect(try await words(arguments) == expected)
  }

  @Test(arguments: [
    (
      #"{"reply": "a", "compare": "fuzzy"}"#,
      "compare: must be exact, whitespace, number, json or regex:EXPRESSION with one group"
    ),
    (
      #"{"reply": "a", "compare": "regex:a"}"#,
      "compare: the expression has 0 groups and must have one"
    ),
    (#"{"reply": "a", "must_match": "(?=a)"}"#, "must_match: invalid perl operator: (?="),
    (#"{"reply": "a", "must_not_match": "("}"#, "must_not_match: missing ): ("),
    (
      #"{"reply": "a", "json_schema": {"minimun": 1}}"#,
      "json_schema: unknown keyword \"minimun\"; did you mean \"minimum\"?"
    ),
    (#"{"reply": "a", "configuration": "cfg_00000000000000000000000000000000"}"#, nil),
  ])
  func refusesPoliciesThatCannotBeUsed(arguments: String, words: String?) async throws {
    do {
      _ = try await result(json(arguments))
      Issue.record("\(arguments) is taken")
    } catch {
      if let words { #expect("\(error)" == words) }
    }
  }

  /// The length is told against the limit, and the policy as it was read.
  @Test func tellsThePolicy() async throws {
    let result = try await result(
      json(#"{"reply": "1", "token_limit": 9, "json_schema": true, "reading": "repairing"}"#))
    #expect(
      JSONText.compact(result)
        == #"{"valid":null,"flags":[],"candidate":"1","length":"unknown","token_limit":9,"compare":"json","reading":"repairing"}"#
    )
  }

  /// What the tool says is what voting does: the same answer, or the first of the flags.
  @Test func judgesAsVotingDoes() async throws {
    var words = WordStream(StreamKey(seed: 708))
    func pick(_ values: [String]) -> String {
      values[Int.random(in: 0..<values.count, using: &words)]
    }
    for _ in 0..<400 {
      let text = pick([
        "", " ", "yes", "no\n", "42", "It is 42", "{\"a\": 1}", "[1", "```\n[1]\n```",
        "Answer: yes",
        "Answer: ",
      ])
      var members: [(String, JSONValue)] = [("reply", .string(text))]
      func add(_ name: String, _ values: [String]) {
        if Bool.random(using: &words) { members.append((name, .string(pick(values)))) }
      }
      add(
        "compare", ["exact", "whitespace", "number", "json", "regex:Answer: (\\w*)", "regex:(y)|n"])
      add("must_match", ["yes", "o$", "\\d"])
      add("must_not_match", ["^A", "4", "x"])
      add("reading", ["flagging", "repairing"])
      add("finish", ["stop", "stop", "length"])
      if Bool.random(using: &words) {
        members.append(
          ("json_schema", try json(pick(["{\"type\": \"object\"}", "{\"maximum\": 41}", "true"]))))
      }
      if Bool.random(using: &words) {
        members.append(("tokens", .int(Int.random(in: 1...4, using: &words))))
      }
      if Bool.random(using: &words) { members.append(("token_limit", .int(2))) }
      let arguments = JSONValue.object(members)
      let said = try await result(arguments)
      let policy = try PolicyParameters(ToolArguments(arguments, for: ValidateTool.description))
      let line = try PromptLine(
        id: "q", prompt: Prompt(instructions: "", step: "?"), policy: policy.replies)
      let reply = Reply(
        text: Array(text.utf8), finish: arguments["finish"]?.string == "length" ? .length : .stop,
        usage: Usage(outputTokens: arguments["tokens"]?.integer))
      let context = "\(JSONText.compact(arguments)) gives \(JSONText.compact(said))"
      do throws(RedFlag) {
        let candidate = try policy.redFlags.candidate(
          of: reply, to: PromptTask([line], digest: "00"), in: 0)
        #expect(said["candidate"]?.string == candidate.action.text, "\(context)")
        #expect(said["valid"]?.bool != false, "\(context)")
      } catch {
        #expect(said["flags"]?.elements?.first?["flag"]?.string == error.rawValue, "\(context)")
        #expect(said["valid"]?.bool == false, "\(context)")
        #expect(said["candidate"]?.isNull == true, "\(context)")
      }
    }
  }
}
