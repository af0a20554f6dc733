import ExperimentDesign
import Testing

@Suite struct PublishedUndecidedTests {
  static func text(_ curve: String) -> String {
    ExperimentDefinitionTests.valid.replacing(
      #""title": "T""#, with: #""title": "T", "undecided_steps": [\#(curve)]"#)
  }

  static let curve =
    #"{"panel": "voting", "rule": "first-to-2", "first_round": 1, "counts": [9, 3, 0]}"#

  @Test func isReadAndWritten() throws {
    let definition = try ExperimentDefinitionTests.read(Self.text(Self.curve))
    let curve = try #require(definition.undecidedSteps?.first)
    #expect(curve.panel == .voting && curve.rule == "first-to-2")
    #expect(curve.firstRound == 1 && curve.counts == [9, 3, 0])
    #expect(try ExperimentDefinitionTests.read(definition.canonicalJSON) == definition)
  }

  @Test(arguments: [
    (#""panel": "voting""#, #""panel": "votes""#, "undecided_steps[0].panel: "),
    (#""first_round": 1"#, #""first_round": -1"#, "undecided_steps[0].first_round: -1 is outside"),
    (
      #""first_round": 1"#, #""first_round": 0.5"#, "undecided_steps[0].first_round: is not a whole"
    ),
    (#", "first_round": 1"#, "", "undecided_steps[0]: key 'first_round' is missing"),
    ("[9, 3, 0]", "[]", "undecided_steps[0].counts: are undecided steps"),
    ("[9, 3, 0]", "[9, -3]", "undecided_steps[0].counts: are undecided steps"),
    (#""counts""#, #""steps""#, "undecided_steps[0].steps: unknown key"),
  ])
  func refusesInOneLine(old: String, new: String, message: String) {
    let changed = Self.curve.replacing(old, with: new)
    #expect(changed != Self.curve)
    let error = #expect(throws: DefinitionError.self) {
      try ExperimentDefinitionTests.read(Self.text(changed))
    }
    let text = error?.description ?? ""
    #expect(text.hasPrefix("e.json: " + message) && !text.contains("\n"), "\(text)")
  }

  /// The claims about a published run need all that they compare.
  @Test(arguments: [
    ("", "", ""), (#", "each_trial": true"#, "", "needs undecided_steps, each_trial"),
    (#", "votes_listed": 9"#, "", "needs undecided_steps, each_trial"),
    (#", "draws_listed": 9"#, "", "needs undecided_steps, each_trial"),
    (#""model": "m""#, #""model": "n""#, "needs a model of the experiment"),
    (#""steps": {"classes": [{"error": 0.1}]}"#, #""p": 0.9"#, "needs a model of the experiment"),
  ])
  func claimsNeedARunAndAModel(old: String, new: String, message: String) throws {
    for kind in ["undecided_matches_published", "undecided_tests"] {
      let text = """
        {"title": "T", "unit": "task", "each_trial": true, "votes_listed": 9, "draws_listed": 9,
         "factors": {"model": [{"name": "m", "steps": {"classes": [{"error": 0.1}]}}], "steps": [9],
                     "k": [2], "rule": ["first-to-ahead-by-k", "first-to-k"]},
         "undecided_steps": [\(Self.curve)], "stop": {"trials": 20},
         "claims": [{"name": "c", "statement": "s", "kind": "\(kind)", "model": "m"}]}
        """
      let changed = old.isEmpty ? text : text.replacing(old, with: new)
      if old.isEmpty {
        _ = try ExperimentDefinitionTests.read(changed)
        continue
      }
      #expect(changed != text)
      let error = #expect(throws: DefinitionError.self) {
        try ExperimentDefinitionTests.read(changed)
      }
      let problem = error?.description ?? ""
      #expect(problem.hasPrefix("e.json: claims[0].kind: \(kind) \(message)"), "\(problem)")
    }
  }
}
