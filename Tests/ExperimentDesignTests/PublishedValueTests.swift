import ExperimentDesign
import Foundation
import Testing

@Suite struct PublishedValueTests {
  static func read(_ value: String) throws -> ExperimentDefinition {
    try ExperimentDefinitionTests.read(
      ExperimentDefinitionTests.valid.replacing(
        #""title": "T""#, with: #""title": "T", "published": [\#(value)]"#))
  }

  @Test func scaleIsThatOfValueAndLastDigit() throws {
    let published = try #require(
      try Self.read(
        #"""
        {"item": "a", "column": "usd", "published": "41.9", "scale": 1000},
        {"item": "b", "where": {"k": "3"}, "column": "usd", "basis": "not_published"},
        {"item": "c", "column": "usd", "published": "2.50e-3", "basis": "runs"}
        """#
      ).published)
    let number = try #require(published[0].number)
    #expect(abs(number.value - 41_900) < 1e-9 && abs(number.halfUnit - 50) < 1e-12)
    #expect(published[0].basis == .rounding && published[0].place.isEmpty)
    #expect(published[1].number == nil && published[1].place == ["k": "3"])
    #expect(published[2].number?.value == 0.0025 && published[2].basis == .runs)
    #expect(abs((published[2].number?.halfUnit ?? 0) - 5e-6) < 1e-20)
  }

  @Test func whatIsReadIsWritten() throws {
    let definition = try Self.read(
      #"{"item": "a", "where": {"k": "3"}, "column": "c", "published": "1.50", "scale": 10}"#)
    #expect(try ExperimentDefinitionTests.read(definition.canonicalJSON) == definition)
    #expect(definition.canonicalJSON.contains(#""published":"1.50""#))
  }

  @Test(arguments: [
    (#"{"item": "a", "column": "c"}"#, "published[0].published: give the value, or basis not_p"),
    (
      #"{"item": "a", "column": "c", "published": "1", "basis": "not_published"}"#,
      "published[0].published: give the value, or basis not_p"
    ),
    (#"{"item": "a", "column": "c", "published": "x"}"#, "published[0].published: 'x' is not a nu"),
    (#"{"item": "a", "column": "c", "published": 1}"#, "published[0].published: is not a text"),
    (
      #"{"item": "a", "column": "c", "published": "1", "scale": 0}"#,
      "published[0].scale: 0.0 is not above 0"
    ),
    (
      #"{"item": "a", "column": "c", "published": "1", "scale": -2}"#,
      "published[0].scale: -2.0 is not above 0"
    ),
    (
      #"{"item": "a", "column": "c", "published": "1", "basis": "guess"}"#,
      "published[0].basis: 'guess' is not one of rounding, runs, by_construction, not_published"
    ),
    (#"{"item": "a", "published": "1"}"#, "published[0]: key 'column' is missing"),
    (
      #"{"item": "a", "column": "c", "published": "1", "place": {}}"#,
      "published[0].place: unknown key"
    ),
  ])
  func refusesInOneLine(value: String, message: String) {
    let error = #expect(throws: DefinitionError.self) { try Self.read(value) }
    let text = error?.description ?? ""
    #expect(text.hasPrefix("e.json: " + message) && !text.contains("\n"), "\(text)")
  }

  @Test func aClaimNeedsValuesThatCanBeJudged() throws {
    let claim =
      #"", "claims": [{"name": "a", "statement": "s", "kind": "agrees_with_published"}], "seed": 1"#
    for (basis, isEnough) in [
      ("rounding", true), ("runs", true), ("by_construction", false), (nil, false),
    ] {
      let values = basis.map {
        #", "published": [{"item": "a", "column": "c", "published": "1", "basis": "\#($0)"}]"#
      }
      let text = ExperimentDefinitionTests.valid.replacing(
        #""T""#, with: #""T\#(claim)\#(values ?? "")"#)
      if isEnough {
        _ = try ExperimentDefinitionTests.read(text)
      } else {
        #expect(throws: DefinitionError.self, "\(basis ?? "none")") {
          try ExperimentDefinitionTests.read(text)
        }
      }
    }
  }
}
