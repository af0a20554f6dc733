import ExperimentDesign
import Testing

@Suite struct FigureTableTests {
  static func read(_ figures: String) throws -> ExperimentDefinition {
    try ExperimentDefinitionTests.read(
      ExperimentDefinitionTests.valid.replacing(
        #""title": "T""#, with: #""title": "T", "figures": \#(figures)"#))
  }

  @Test func namesAndTablesAreReadAndWritten() throws {
    let definition = try Self.read(#"{"a-1": "undecided_by_draw", "b": "undecided_by_vote"}"#)
    #expect(definition.figures == ["a-1": .undecidedByDraw, "b": .undecidedByVote])
    #expect(try ExperimentDefinitionTests.read(definition.canonicalJSON) == definition)
  }

  /// Names become files.
  @Test(arguments: ["A", "../x", "a b", "", "-a", "a.csv", String(repeating: "a", count: 51)])
  func namesThatAreNoFileNamesAreRefused(name: String) {
    let error = #expect(throws: DefinitionError.self) {
      try Self.read(#"{"\#(name)": "undecided_by_draw"}"#)
    }
    #expect(error?.description.hasPrefix("e.json: figures: '\(name)' is not lowercase") == true)
  }

  @Test func anUnknownTableNamesTheKnown() {
    let error = #expect(throws: DefinitionError.self) { try Self.read(#"{"a": "pie"}"#) }
    #expect(
      error?.description
        == "e.json: figures.a: 'pie' is not one of undecided_by_draw, undecided_by_vote, "
        + "hard_step_race, escalation_frontier")
  }

  /// A race of A, B and C is one step with three shares, nothing flagged.
  @Test func aHardStepIsOneStepOfThree() throws {
    let hard = """
      {"title": "T", "figures": {"a": "hard_step_race"},
       "factors": {"shares": [[0.5, 0.3, 0.2]], "k": [3]}, "stop": {"trials": 10}}
      """
    _ = try ExperimentDefinitionTests.read(hard)
    for (old, new) in [
      ("[0.5, 0.3, 0.2]", "[0.7, 0.3]"), (#""k": [3]"#, #""k": [3], "v": [0.9]"#),
      (#""k": [3]"#, #""k": [3], "disks": [3]"#), (#""k": [3]"#, #""k": [3], "cap": [9]"#),
      (#""k": [3]"#, #""k": [3], "steps": [2]"#), (#""title""#, #""unit": "task", "title""#),
      (#""title""#, #""fidelity": ["exact"], "title""#),
    ] {
      let changed = hard.replacing(old, with: new)
      #expect(changed != hard)
      let error = #expect(throws: DefinitionError.self, "\(new)") {
        try ExperimentDefinitionTests.read(changed)
      }
      #expect(error?.description.hasPrefix("e.json: figures: a is one step") == true)
    }
    // The table's names and numbers are those of the paper's margin.
    for new in [
      #""k": [4]"#, #""k": [3, 4]"#, #""k": [3], "rule": ["first-to-k"]"#,
    ] {
      let error = #expect(throws: DefinitionError.self, "\(new)") {
        try ExperimentDefinitionTests.read(hard.replacing(#""k": [3]"#, with: new))
      }
      #expect(error?.description.hasPrefix("e.json: figures: a is the paper's race") == true)
    }
  }
}
