import ExperimentDesign
import Foundation
import MAKERCore
import Testing

struct SweepDefinitionTests {
  static let valid = """
    {"title": "T", "fidelity": ["live"], "task": "hanoi-roles", "disks": 3, "unit": "task",
     "trials": 10, "factors": {"channel": ["openai:a", "ollama:b:1b,top-k=0"],
     "temperature": [0.3, "greedy-first"], "k": [1, 3], "cap": [9]},
     "claims": [{"name": "c", "statement": "s", "kind": "rises_with_k"}]}
    """

  static func read(_ text: String) throws(DefinitionError) -> SweepDefinition {
    try SweepDefinition(json: Data(text.utf8), file: "e.json")
  }

  @Test func readsAndWritesItself() throws {
    let definition = try Self.read(Self.valid)
    #expect(try Self.read(definition.canonicalJSON) == definition)
    #expect(definition.seed == 1 && definition.unit == .task && definition.trials == 10)
    #expect(definition.factors.reading == [.flagging])
    let lines = try Self.read(
      Self.valid.replacing("hanoi-roles\", \"disks\": 3, \"unit\": \"task", with: "jsonl:a.jsonl"))
    #expect(try Self.read(lines.canonicalJSON) == lines)
    #expect(lines.task == .lines(file: "a.jsonl") && lines.unit == .step)
  }

  @Test func cellsAreTheProductOfTheLevels() throws {
    let definition = try Self.read(Self.valid)
    #expect(
      definition.cells.map(\.setting) == [
        "openai:a T=0.3 flagging cap=9 k=1", "openai:a T=0.3 flagging cap=9 k=3",
        "openai:a T=greedy-first flagging cap=9 k=1", "openai:a T=greedy-first flagging cap=9 k=3",
        "ollama:b:1b,top-k=0 T=0.3 flagging cap=9 k=1",
        "ollama:b:1b,top-k=0 T=0.3 flagging cap=9 k=3",
        "ollama:b:1b,top-k=0 T=greedy-first flagging cap=9 k=1",
        "ollama:b:1b,top-k=0 T=greedy-first flagging cap=9 k=3",
      ])
    #expect(definition.cells.allSatisfy { $0.drawLimit == 36 && $0.policy.attempts == 1 })
    #expect(Set(definition.cells.map(\.source)).count == 4)
  }

  @Test func tellsASweepFromASimulatedExperiment() {
    #expect(SweepDefinition.isSweep(Data(Self.valid.utf8)))
    #expect(!SweepDefinition.isSweep(Data(ExperimentDefinitionTests.valid.utf8)))
    #expect(!SweepDefinition.isSweep(Data("{".utf8)))
  }

  /// File, key path and allowed range, in one line.
  @Test(arguments: [
    (#""title": "T""#, #""titel": "T""#, "e.json: titel: unknown key; known are "),
    (#"["live"]"#, #"["live", "vote"]"#, "e.json: fidelity: of a sweep is [\"live\"]"),
    (#""trials": 10,"#, "", "e.json: trials: is missing; only a file of prompts has its own"),
    (#""trials": 10"#, #""trials": 0"#, "e.json: trials: 0 is outside its range: 1 to 100000"),
    (#""disks": 3,"#, "", "e.json: disks: is missing; hanoi-roles needs it"),
    (#""disks": 3"#, #""disks": 9"#, "e.json: disks: 9 is outside its range: 2 to 8"),
    ("hanoi-roles", "chess", "e.json: task: 'chess' is not hanoi, hanoi-roles or jsonl:FILE"),
    ("hanoi-roles", "jsonl:../a", "e.json: task: 'jsonl:../a' is not hanoi, hanoi-roles or"),
    ("hanoi-roles", "jsonl:a.jsonl", "e.json: disks: means nothing for jsonl:a.jsonl"),
    (#""unit": "task""#, #""unit": "race""#, "e.json: unit: 'race' is not step or task"),
    ("[1, 3]", "[0]", "e.json: factors.k[0]: 0 is outside its range: 1 to 1000"),
    ("[1, 3]", "[]", "e.json: factors.k: lists no level"),
    ("[9]", "[2]", "e.json: factors.cap[0]: 2 is outside its range: the greatest k, 3, to 10000"),
    (#", "cap": [9]"#, "", "e.json: factors.cap: lists no level"),
    ("[0.3,", "[2.5,", "e.json: factors.temperature[0]: is neither greedy-first nor a number"),
    ("[0.3,", "[\"hot\",", "e.json: factors.temperature[0]: is neither greedy-first nor a number"),
    (#""openai:a""#, #""""#, "e.json: factors.channel[0]:  is outside its range: a channel"),
    ("rises_with_k", "rises", "e.json: claims[0].kind: 'rises' is not one of success_at_least, "),
    ("rises_with_k", "success_at_least", "e.json: claims[0].value: is missing; success_at_least"),
    ("rises_with_k", "predicted_votes", "e.json: claims[0].kind: predicted_votes needs unit step"),
    (
      #""kind": "rises_with_k""#, #""kind": "rises_with_k", "k": 3"#,
      "e.json: claims[0].kind: rises_with_k needs at least 2 margins"
    ),
    (
      #""kind": "rises_with_k""#, #""kind": "rises_with_k", "channel": "openai:c""#,
      "e.json: claims[0].kind: rises_with_k is about a level that no factor has"
    ),
    (
      #""kind": "rises_with_k""#, #""kind": "rises_with_k", "value": 0.5"#,
      "e.json: claims[0].value: means nothing for rises_with_k"
    ),
    (
      #""kind": "rises_with_k"}"#,
      #""kind": "rises_with_k"}, {"name": "c", "statement": "s", "kind": "votes_independent"}"#,
      "e.json: claims: names a claim twice"
    ),
  ])
  func refusals(old: String, new: String, message: String) throws {
    try #require(Self.valid.contains(old))
    let text = Self.valid.replacing(old, with: new, maxReplacements: 1)
    let error = #expect(throws: DefinitionError.self) { try Self.read(text) }
    #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
  }
}
