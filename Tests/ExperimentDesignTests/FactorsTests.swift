import ExperimentDesign
import MAKERCore
import StoppingRules
import Testing

/// Factors that came after p, v, target, size, k and cap.
@Suite struct FactorsTests {
  static let text = """
    {"title": "T", "unit": "task",
     "factors": {"p": [0.9], "target": [0.9], "steps": [12], "m": [1, 3], "k": [2],
                 "rule": ["first-to-ahead-by-k", "first-to-k"]},
     "stop": {"trials": 10}}
    """

  @Test func areReadWrittenAndOverridden() throws {
    let definition = try ExperimentDefinitionTests.read(Self.text)
    #expect(definition.factors.subtaskSteps == [1, 3])
    #expect(definition.factors.rule == [.firstToAheadBy, .firstTo])
    #expect(try ExperimentDefinitionTests.read(definition.canonicalJSON) == definition)
    #expect(try definition.overriding("m=1,2,6").factors.subtaskSteps == [1, 2, 6])
    #expect(try definition.overriding("rule=first-to-k").factors.rule == [.firstTo])
    let plain = try ExperimentDefinitionTests.read(ExperimentDefinitionTests.valid).canonicalJSON
    for name in ["rule", "\"m\"", "model", "reading", "token_limit", "digits", "depth"] {
      #expect(!plain.contains(name))
    }
    let collisions = try ExperimentDefinitionTests.read(SubjectTests.collisions)
    #expect(try collisions.overriding("token_limit=5,6").factors.tokenLimit == [5, 6])
    #expect(try collisions.overriding("reading=repairing").factors.reading == [.repairing])
    let products = try ExperimentDefinitionTests.read(SubjectTests.multiplication)
    #expect(try products.overriding("digits=4").factors.digits == [4])
    #expect(try products.overriding("depth=0,1").factors.depth == [0, 1])
  }

  @Test(arguments: [
    "m=0", "m=x", "rule=first", "rule=", "token_limit=0", "reading=none", "digits=9", "depth=41",
    "model=x", "rule=first-to-k,first-to-k",
  ])
  func overridesThatAreNoneAreRefused(option: String) throws {
    for text in [Self.text, SubjectTests.collisions, SubjectTests.multiplication] {
      let definition = try ExperimentDefinitionTests.read(text)
      let error = #expect(throws: DefinitionError.self) { try definition.overriding(option) }
      let problem = error?.description ?? ""
      #expect(problem.hasPrefix("--set \(option): ") && !problem.contains("\n"), "\(problem)")
    }
  }

  /// What is set is checked when all of it is, so that its order does not matter.
  @Test func severalOverridesAreCheckedOnce() throws {
    let definition = try ExperimentDefinitionTests.read(ExperimentDefinitionTests.valid)
    let stops = ["stopping=sprt", "delta=.01"]
    for options in [stops, stops.reversed()] {
      let factors = try definition.overriding(options).factors
      #expect(factors.stopping == [.sprt] && factors.delta == [0.01] && factors.margin.isEmpty)
      // A margin takes the place of the rule and its numbers.
      let back = try definition.overriding(options).overriding("k=3", "p=.9").factors
      #expect(back.margin == [.fixed(3)] && back.stopping == nil && back.delta == nil)
    }
    for options in [["p=.4", "k=2"], ["k=2", "p=.4"]] {
      let factors = try definition.overriding(options).factors
      #expect(factors.stepSuccess == [0.4] && factors.margin == [.fixed(2)])
    }
    for options in [["k=2", "stopping=sprt", "delta=.1"], ["stopping=sprt", "delta=.1", "k=2"]] {
      let error = #expect(throws: DefinitionError.self) { try definition.overriding(options) }
      #expect(error?.description.contains("factors.k: has no place beside stopping") == true)
    }
    #expect(try definition.overriding([]) == definition)
  }

  /// A name that is none is quoted with those that are, and no name of the program's own.
  @Test(arguments: [
    (#""temperature": ["hot"]"#, "factors.temperature[0]: 'hot' is not constant or greedy-first"),
    (#""reading": ["lax"]"#, "factors.reading[0]: 'lax' is not flagging or repairing"),
    (#""rule": ["first"]"#, "factors.rule[0]: 'first' is not first-to-ahead-by-k or first-to-k"),
    (#""issue": ["all"]"#, "factors.issue[0]: 'all' is neither needed nor batch-1 to"),
    (#""stopping": ["best"]"#, "factors.stopping[0]: 'best' is not one of first-to-ahead-by-k, "),
  ])
  func namesThatAreNoneAreQuoted(factor: String, problem: String) {
    let text = """
      {"title": "T", "factors": {"p": [0.9], "k": [2], \(factor)}, "stop": {"trials": 10}}
      """
    let error = #expect(throws: DefinitionError.self) { try ExperimentDefinitionTests.read(text) }
    #expect(error?.description.hasPrefix("e.json: \(problem)") == true, "\(error as Any)")
  }

  /// A factor that replaces the models takes their place.
  @Test func pAndSharesReplaceModels() throws {
    let definition = try ExperimentDefinitionTests.read(
      SimulatedModelTests.text(#"{"name": "m", "p": 0.8}"#))
    #expect(try definition.overriding("p=.7").factors.model == nil)
    #expect(try definition.overriding("shares=.7;.2;.1").factors.model == nil)
    #expect(throws: DefinitionError.self) { try definition.overriding("v=.5") }
  }

  @Test(arguments: [
    (#""p": [0.9]"#, #""shares": [[0.9, 0.05, 0.05]]"#, "factors.m: above 1 needs p"),
    (
      #""p": [0.9]"#, #""model": [{"name": "m", "steps": {"classes": [{"error": 0.1}]}}]"#,
      "factors.m: above 1 needs p"
    ),
    (#""m": [1, 3]"#, #""m": [0]"#, "factors.m[0]: 0 is outside its range: 1 to 10^9"),
    (#""m": [1, 3]"#, #""m": [3, 3]"#, "factors.m: lists a level twice"),
    (#""m": [1, 3]"#, #""m": []"#, "factors.m: lists no level"),
    (#""k": [2]"#, #""k": ["k_min"]"#, "factors.k: k_min needs p and first-to-ahead-by-k"),
    (
      #""first-to-k"]"#, #""first-to"]"#,
      "factors.rule[1]: 'first-to' is not first-to-ahead-by-k or first-to-k"
    ),
    (
      #""p": [0.9]"#, #""p": [0.9], "model": [{"name": "m", "p": 0.9}]"#,
      "factors.p: give one of p, shares and model"
    ),
    (
      #""p": [0.9]"#, #""model": [{"name": "m", "p": 0.9}], "v": [0.5]"#,
      "factors.v: stands in the models"
    ),
    (
      #""p": [0.9]"#, #""model": [{"name": "m", "p": 0.9}, {"name": "m", "p": 0.8}]"#,
      "factors.model: names a model twice"
    ),
    (#""p": [0.9]"#, #""model": []"#, "factors.model: lists no level"),
    (
      #""title": "T""#, #""title": "T", "most_draws": 9"#,
      "most_draws: leaves points to theory: name fidelity exact too"
    ),
    (
      #""title": "T""#, #""title": "T", "most_draws": 0, "fidelity": ["exact"]"#,
      "most_draws: 0.0 is outside"
    ),
    (#""title": "T""#, #""title": "T", "draws_listed": 0"#, "draws_listed: 0 is outside its range"),
    (#""title": "T""#, #""title": "T", "each_trial": 1"#, "each_trial: is not true or false"),
  ])
  func refusesInOneLine(old: String, new: String, message: String) {
    let changed = Self.text.replacing(old, with: new)
    #expect(changed != Self.text)
    let error = #expect(throws: DefinitionError.self) {
      try ExperimentDefinitionTests.read(changed)
    }
    let text = error?.description ?? ""
    #expect(text.hasPrefix("e.json: " + message) && !text.contains("\n"), "\(text)")
  }

  @Test func modelsOfHardStepsHaveNoLeastMargin() {
    let text = SimulatedModelTests.text(#"{"name": "m", "p": 0.5}"#)
      .replacing(#""k": [2]"#, with: #""k": ["k_min"], "target": [0.9]"#)
    let error = #expect(throws: DefinitionError.self) { try ExperimentDefinitionTests.read(text) }
    #expect(error?.description == "e.json: factors.model: p is above 0.5 where k is k_min")
  }
}
