import ExperimentDesign
import Foundation
import Testing

@Suite("Definitions of studies")
struct StudyDefinitionTests {
  private static func text(
    given: String = "{}", judged: String = #"{"quantity": "k_min", "at_most": 4}"#,
    name: String = "R01", more: String = ""
  ) -> Data {
    Data(
      """
      {"title": "Votes", "study": "votes", "given": \(given)\(more), "claims": [
        {"name": "\(name)", "statement": "Four votes do.", "judged": [\(judged)],
         "method": "exact", "finding": "It takes {k_min}."}]}
      """.utf8)
  }

  private static func read(_ json: Data) throws(DefinitionError) -> StudyDefinition {
    try StudyDefinition(json: json, file: "f.json")
  }

  @Test("A definition says title, procedure, claims and a seed that is 1 unless given")
  func reads() throws {
    let definition = try Self.read(Self.text())
    #expect(definition.title == "Votes")
    #expect(definition.study == "votes")
    #expect(definition.seed == 1)
    #expect(definition.claims.map(\.name) == ["R01"])
    #expect(definition.claims[0].expect == .supported)
    #expect(definition.claims[0].document == nil)
  }

  @Test("The procedure reads what it is given, and an error says where in it")
  func given() throws {
    struct Given: Decodable { let steps: Int }
    let definition = try Self.read(Self.text(given: #"{"steps": 100}"#))
    #expect(try definition.given(as: Given.self).steps == 100)
    let wrong = try Self.read(Self.text(given: #"{"steps": "many"}"#))
    let error = #expect(throws: DefinitionError.self) { try wrong.given(as: Given.self) }
    #expect(error?.description == "f.json: given.steps: is not a whole number")
  }

  @Test(
    "A claimed range is at_least and at_most, or equals with a relative tolerance",
    arguments: [
      (#"{"quantity": "a", "at_least": 3, "at_most": 4}"#, 3.0, 4.0),
      (#"{"quantity": "a", "at_least": 3}"#, 3, .infinity),
      (#"{"quantity": "a", "at_most": 4}"#, -.infinity, 4),
      (#"{"quantity": "a", "equals": 400, "within": 0.25}"#, 300, 500),
      (#"{"quantity": "a", "equals": -400, "within": 0.25}"#, -500, -300),
      (#"{"quantity": "a", "equals": 0}"#, 0, 0),
    ])
  func ranges(judged: String, low: Double, high: Double) throws {
    let range = try Self.read(Self.text(judged: judged)).claims[0].judged[0]
    #expect(range.low == low)
    #expect(range.high == high)
  }

  @Test(
    "What cannot be judged is refused with its place",
    arguments: [
      (#"{"quantity": "a"}"#, "claims[0].judged[0].quantity: needs at_least, at_most or equals"),
      (
        #"{"quantity": "a", "equals": 1, "at_most": 2}"#,
        "claims[0].judged[0].equals: goes without at_least and at_most"
      ),
      (
        #"{"quantity": "a", "at_least": 2, "at_most": 1}"#,
        "claims[0].judged[0].at_most: 1.0 is below at_least, 2.0"
      ),
      (
        #"{"quantity": "a", "equals": 0, "within": 0.1}"#,
        "claims[0].judged[0].within: is relative and means nothing for 0"
      ),
      (#"{"quantity": "a", "at_most": 1, "within": 0.1}"#, "goes with equals"),
      (#"{"quantity": "a", "most": 1}"#, "claims[0].judged[0].most: unknown key"),
      ("", "claims[0].judged: lists no quantity"),
    ])
  func refusals(judged: String, problem: String) {
    let error = #expect(throws: DefinitionError.self) { try Self.read(Self.text(judged: judged)) }
    #expect(error?.description.contains(problem) == true, "\(error?.description ?? "")")
  }

  @Test("Unknown keys, missing ones and names that are none are refused")
  func heads() {
    let more = #expect(throws: DefinitionError.self) {
      try Self.read(Self.text(more: #", "trials": 5"#))
    }
    #expect(more?.description.hasPrefix("f.json: trials: unknown key") == true)
    let name = #expect(throws: DefinitionError.self) { try Self.read(Self.text(name: "a b")) }
    #expect(name?.keyPath == "claims[0].name")
    let none = #expect(throws: DefinitionError.self) {
      try Self.read(Data(#"{"title": "a", "study": "b", "claims": []}"#.utf8))
    }
    #expect(none?.description.contains("'given' is missing") == true)
  }

  @Test("A study is known by its key, whatever else is wrong with it")
  func kinds() {
    #expect(StudyDefinition.isStudy(Data(#"{"study": "x"}"#.utf8)))
    #expect(!StudyDefinition.isStudy(Data(#"{"factors": {}}"#.utf8)))
    #expect(!StudyDefinition.isStudy(Data("{".utf8)))
  }
}
