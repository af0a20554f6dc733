import MAKERCore
import Tasks
import Testing
import TextFormats

/// What a simulated model says where replies must meet a policy.
@Suite struct MadeUpJSONTests {
  private static func task(
    _ expected: String?, schema: String?, compare: AnswerComparison = .json,
    mustMatch: String? = nil
  ) throws -> PromptTask {
    let policy = ReplyPolicy(
      compare, mustMatch: try mustMatch.map { try RegularExpression($0) },
      schema: try schema.map { try JSONSchema(JSONReader.value(Array($0.utf8))) })
    return PromptTask(
      [
        try PromptLine(
          id: "q", prompt: Prompt(instructions: "", step: "?"), policy: policy, expected: expected)
      ], digest: "0123456789ab")
  }

  private static func replies(_ count: Int, _ task: PromptTask) throws -> [[UInt8]] {
    let renderer = PromptRenderer(task)
    return try (0..<count).map { number in
      var text: [UInt8] = []
      try renderer.render(
        .candidate(number), to: task.lines[0].prompt, variation: 0, into: &text)
      return text
    }
  }

  /// Expected value, schema, and how many answers there are at least.
  private static let cases: [(expected: String?, schema: String, answers: Int)] = [
    (#"{"a": 7}"#, #"{"type": "object"}"#, 8),
    (
      #"{"a": 7}"#,
      #"{"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"], "#
        + #""additionalProperties": false}"#, 8
    ),
    (
      #"{"from": "A", "to": "C", "disk": 3}"#,
      ##"{"type": "object", "properties": {"from": {"$ref": "#/$defs/peg"}, "##
        + ##""to": {"$ref": "#/$defs/peg"}, "disk": {"const": 3}}, "required": ["from", "to", "disk"], "##
        + #""additionalProperties": false, "$defs": {"peg": {"enum": ["A", "B", "C"]}}}"#, 4
    ),
    (#"{"sure": true}"#, #"{"properties": {"sure": {"type": "boolean"}}}"#, 2),
    (#"{"p": 0.5}"#, #"{"properties": {"p": {"type": "number", "minimum": 0, "maximum": 1}}}"#, 4),
    (#"20"#, #"{"type": "integer", "multipleOf": 10, "maximum": 60, "minimum": 0}"#, 4),
    (#""2026-01-31""#, #"{"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}"#, 4),
    ("[1, 2, 3]", #"{"type": "array", "items": {"type": "integer"}, "minItems": 3}"#, 4),
    (
      #"{"a": {"b": ["x"]}}"#, #"{"properties": {"a": {"required": ["b"]}}, "minProperties": 1}"#, 4
    ),
    (nil, #"{"type": "object"}"#, 2),
    (
      nil,
      #"{"type": "object", "properties": {"n": {"type": "integer", "minimum": 5}, "#
        + #""s": {"type": "string", "minLength": 9}, "l": {"type": "array", "minItems": 2, "#
        + #""items": {"enum": ["x", "y"]}}}, "required": ["n", "s", "l"], "additionalProperties": false}"#,
      4
    ),
    (nil, #"{"type": "integer"}"#, 4), (nil, #"{"enum": ["red", "green", "blue"]}"#, 3),
  ]

  @Test(arguments: cases.indices)
  func wrongAnswersFitTheSchema(index: Int) throws {
    let (expected, schema, count) = Self.cases[index]
    let task = try Self.task(expected, schema: schema)
    #expect(task.unanswerable(count, among: [0]) == nil)
    let policy = task.lines[0].policy
    let answers = try Self.replies(count, task).map { try policy.answer(in: $0) }
    #expect(Set(answers).count == count, "\(answers.map(\.text))")
    if let expected { #expect(answers[0] == (try policy.expected(expected))) }
  }

  /// The same answers whatever is asked for first, and the old ones where there is no schema.
  @Test func answersDoNotMove() throws {
    let plain = try Self.replies(3, Self.task(#"{"a": 1}"#, schema: nil))
    #expect(plain[1] == Array(#"["mistake",1]"#.utf8))
    let task = try Self.task(#"{"a": 1}"#, schema: #"{"type": "object"}"#)
    let all = try Self.replies(6, task)
    for count in 1...6 { #expect(try Self.replies(count, task) == Array(all.prefix(count))) }
  }

  @Test func formsOfTextsAreKept() throws {
    let task = try Self.task("ABC", schema: nil, compare: .whitespace, mustMatch: "^[A-Z]{3}$")
    #expect(task.unanswerable(20, among: [0]) == nil)
    let word = try Self.task(nil, schema: nil, compare: .whitespace, mustMatch: "zzz")
    #expect(try Self.replies(2, word) == ["zzz", "zzz or 1"].map { Array($0.utf8) })
  }

  @Test func whatCannotBeMadeUpIsSaid() throws {
    func found(_ task: PromptTask, of answers: Int) -> Int? {
      task.unanswerable(answers, among: [0])?.found
    }
    let certain = try Self.task("3", schema: #"{"const": 3}"#)
    #expect(found(certain, of: 1) == nil && found(certain, of: 2) == 1)
    let sides = try Self.task(#""x""#, schema: #"{"enum": ["x", "y"]}"#)
    #expect(found(sides, of: 2) == nil && found(sides, of: 3) == 2)
    let none = try Self.task(
      nil, schema: nil, compare: .whitespace, mustMatch: #"^\w+@\w+\.(org|com)$"#)
    #expect(found(none, of: 1) == 0)
    #expect(found(try Self.task(nil, schema: "false"), of: 1) == 0)
  }

  /// A schema that leads to itself ends, and so does one within the bounds of a schema that fits nothing.
  @Test func schemasWithoutAnEndAreGivenUp() throws {
    let loop = try Self.task(
      nil, schema: ##"{"type": "object", "properties": {"a": {"$ref": "#"}}, "required": ["a"]}"##)
    #expect(loop.unanswerable(1, among: [0])?.found == 0)
  }
}
