import ExperimentDesign
import Foundation
import Testing

@Suite struct ExperimentDefinitionTests {
  static let valid = """
    {"title": "T", "factors": {"p": [0.9], "target": [0.95], "disks": [3, 5], "k": ["k_min", 2]},
     "stop": {"trials": 100}}
    """

  static func read(_ text: String) throws(DefinitionError) -> ExperimentDefinition {
    try ExperimentDefinition(json: Data(text.utf8), file: "e.json")
  }

  @Test func readsAndWritesItself() throws {
    let definition = try Self.read(Self.valid)
    #expect(try Self.read(definition.canonicalJSON) == definition)
    #expect(definition.seed == 1 && definition.unit == .race && definition.fidelity == [.vote])
    #expect(definition.factors.margin == [.minimum(offset: 0), .fixed(2)])
  }

  /// File, key path and allowed range, in one line.
  @Test(arguments: [
    (#""title": "T""#, #""title": 5"#, "e.json: title: is not a text"),
    (#""title": "T""#, #""titel": "T""#, "e.json: titel: unknown key; known are "),
    (#""title": "T","#, "", "e.json: key 'title' is missing"),
    ("[0.9]", "[0.9, 1.5]", "e.json: factors.p[1]: 1.5 is outside its range: above 0, at most 1"),
    ("[0.9]", "[0.9, 0.4]", "e.json: factors.p[1]: 0.4 is outside its range: above 0.5 where"),
    ("[0.9]", "[]", "e.json: factors.p: lists no level"),
    ("[0.9]", "[0.9, 0.9]", "e.json: factors.p: lists a level twice"),
    ("[0.9]", "[\"a\"]", "e.json: factors.p[0]: is not a number"),
    ("[0.9]", "[1e999]", "e.json: factors.p[0]: is not a number that a double holds"),
    ("[0.9]", "[NaN]", "e.json: is not JSON at line 1, column "),
    ("[0.95]", "[1]", "e.json: factors.target[0]: 1.0 is outside its range: above 0, below 1"),
    ("[3, 5]", "[0]", "e.json: factors.disks[0]: 0 is outside its range: 1 to 60"),
    ("[3, 5]", "[3.5]", "e.json: factors.disks[0]: is not a whole number below 2^63"),
    (#"["k_min", 2]"#, #"["k_max"]"#, "e.json: factors.k[0]: 'k_max' is not a margin"),
    (#"["k_min", 2]"#, "[3, 3]", "e.json: factors.k: lists a level twice"),
    (#"["k_min", 2]"#, "[3.5]", "e.json: factors.k[0]: '3.5' is not a margin"),
    (
      #"["k_min", 2]"#, #"["k_min+9223372036854775807"]"#,
      "e.json: factors.k[0]: 'k_min+9223372036854775807' is not a margin"
    ),
    (
      #""title": "T""#, #""title": "T", "fidelity": ["vote", "vote"]"#,
      "e.json: fidelity: lists a level twice"
    ),
    (#"["k_min", 2]"#, "[0]", "e.json: factors.k[0]: '0' is not a margin"),
    (#""trials": 100"#, #""trials": 0"#, "e.json: stop.trials: 0 is outside its range"),
    (#""trials": 100"#, #""errors": 5"#, "e.json: stop.errors: needs trials as its limit"),
    (#""trials": 100"#, #""errors": 5, "seconds": 1, "trials": 9"#, "e.json: stop."),
    (#""p": [0.9]"#, #""shares": [[0.5, 0.4]]"#, "e.json: factors.shares: shares sum to 0.9"),
    (
      #""title": "T""#, #""title": "T", "unit": "week""#, "e.json: unit: 'week' is not race or task"
    ),
    (#""title": "T""#, #""title": "T", "seed": -1"#, "e.json: seed: -1 is negative"),
    (#""title": "T""#, #""title": "T", "votes_listed": 0"#, "e.json: votes_listed: 0 is outside"),
    (
      #""title": "T""#,
      #""title": "T", "claims": [{"name": "A b", "statement": "", "kind": "tail_ratio"}]"#,
      "e.json: claims[0].name: 'A b' is not"
    ),
    (
      #""title": "T""#,
      #""title": "T", "claims": [{"name": "a", "statement": "", "kind": "magic"}]"#,
      "e.json: claims[0].kind: 'magic' is not one of reaches_target"
    ),
  ])
  func refusesInOneLine(old: String, new: String, message: String) {
    let text = Self.valid.replacingOccurrences(of: old, with: new)
    #expect(text != Self.valid)
    do {
      _ = try Self.read(text)
      Issue.record("accepted \(text)")
    } catch {
      #expect(error.description.hasPrefix(message), "\(error.description)")
      #expect(!error.description.contains("\n"))
    }
  }

  @Test func overridesAreCheckedLikeAFile() throws {
    let definition = try Self.read(Self.valid)
    #expect(try definition.overriding("p=.8,.95").factors.stepSuccess == [0.8, 0.95])
    #expect(
      try definition.overriding("k=3,k_min-1").factors.margin == [.fixed(3), .minimum(offset: -1)])
    #expect(try definition.overriding("steps=10").factors.disks == nil)
    for text in ["p=2", "p=", "p", "q=1", "p=x", "disks=99", "k=0", "shares=.5;.4", "v=nan"] {
      #expect(throws: DefinitionError.self, "\(text)") { try definition.overriding(text) }
    }
  }
}
