import RandomStreams
import Testing
import TextFormats

/// Schemas and values made to take long: the work is counted, and given up at one count.
@Suite(.timeLimit(.minutes(5))) struct SchemaWorkTests {
  private static let givenUp = "the check takes more than 2000000 steps"

  private func value(_ text: String) throws -> JSONValue {
    try JSONReader.value(Array(text.utf8))
  }

  private func problem(_ schema: String, _ text: String) throws -> String? {
    try JSONSchema(value(schema)).problem(with: value(text))?.description
  }

  private func list(_ items: [String]) -> String { "[" + items.joined(separator: ",") + "]" }

  private func list(_ item: String, _ count: Int) -> String {
    list(Array(repeating: item, count: count))
  }

  /// A schema that checks the value against another 2^40 times.
  private func often(_ schema: String) -> String {
    let doubling = (0..<40).map {
      "\"d\($0)\":{\"allOf\":[{\"$ref\":\"#/$defs/d\($0 + 1)\"},{\"$ref\":\"#/$defs/d\($0 + 1)\"}]}"
    }
    return
      "{\"$defs\":{\(doubling.joined(separator: ",")),\"d40\":\(schema)},\"$ref\":\"#/$defs/d0\"}"
  }

  /// Expressions without an automaton cost their size at every byte.
  @Test func matchesAreChargedBytesTimesInstructions() throws {
    var words = WordStream(StreamKey(seed: 710))
    let strings = (0..<31).map { _ in
      "\"" + (0..<2_000).map { _ in Bool.random(using: &words) ? "a" : "b" }.joined() + "\""
    }
    let patterns = (0..<16).map { "{\"not\":{\"pattern\":\"a[ab]{900}[ab]{\($0)}c\"}}" }
    let schema = "{\"items\":{\"allOf\":\(list(patterns))}}"
    #expect(try problem(schema, list(strings)) == Self.givenUp)
    // The same of one short string is little.
    #expect(try problem(schema, list(["\"abab\""])) == nil)
    let keys = "{\"patternProperties\":{\"a[ab]{900}c\":true}}"
    let name = String(repeating: "a", count: 60_000)
    #expect(try problem(often(keys), "{\"\(name)\":1}") == Self.givenUp)
    // An ordinary expression on the longest reply.
    let text = "\"" + String(repeating: "lorem ipsum ", count: 5_000) + "\""
    #expect(try problem("{\"pattern\":\"^[a-z ]+$\"}", text) == nil)
  }

  /// Every name that is required is looked up, in every object.
  @Test func requiredNamesAreCharged() throws {
    let names = list((0..<25_000).map { "\"n\($0)\"" })
    let schema = "{\"items\":{\"not\":{\"required\":\(names)}}}"
    #expect(try problem(schema, list("{}", 1_000)) == Self.givenUp)
    #expect(try problem(schema, list("{}", 30)) == nil)
    // Forty of them are told.
    let words = try #require(try problem("{\"required\":\(names)}", "{}"))
    #expect(words.hasPrefix("the members \"n0\", \"n1\", "))
    #expect(words.hasSuffix("\"n39\", … are missing"))
    let name = String(repeating: "a", count: 60_000)
    #expect(
      try problem(often("{\"not\":{\"required\":[\"b\"]}}"), "{\"\(name)\":1}") == Self.givenUp)
  }

  /// Every digit of a number is read by every bound.
  @Test(arguments: [
    "{\"minimum\":5}", "{\"type\":\"integer\"}", "{\"not\":{\"multipleOf\":7}}",
  ])
  func digitsAreCharged(schema: String) throws {
    let number = "1" + String(repeating: "2", count: 60_000)
    #expect(try problem("{\"allOf\":\(list(schema, 300))}", number) == Self.givenUp)
    #expect(try problem(schema, number) == nil)
  }

  /// What says what is wrong is charged too, and stays short.
  @Test func wordsAreCharged() throws {
    let names = (0..<60).map { "\"\(10 + $0)\(String(repeating: "\u{1F600}", count: 50))\"" }
    for schema in [
      "{\"not\":{\"enum\":\(list(names))}}", "{\"not\":{\"required\":\(list(names))}}",
      "{\"not\":{\"anyOf\":[{\"type\":\"null\"},{\"enum\":\(list(names))},{\"const\":1}]}}",
    ] {
      #expect(try problem(often(schema), "{}") == Self.givenUp)
    }
    // Each level tells the two below it in another order.
    let levels = (0..<12).map { level in
      let (one, other) = (
        "{\"$ref\":\"#/$defs/d\(level + 1)\"}", "{\"$ref\":\"#/$defs/e\(level + 1)\"}"
      )
      return
        "\"d\(level)\":{\"anyOf\":[\(one),\(other)]},\"e\(level)\":{\"anyOf\":[\(other),\(one)]}"
    }
    let schema =
      "{\"$defs\":{\(levels.joined(separator: ",")),\"d12\":{\"enum\":\(list(names))},"
      + "\"e12\":{\"const\":1}},\"$ref\":\"#/$defs/d0\"}"
    let words = try #require(try problem(schema, "{}"))
    #expect(words.hasPrefix("must be one of"))
    #expect(words.utf8.count < 10_000)
  }

  /// Elements that a schema passes over take no time, and the others are looked at.
  @Test func theRestBeginsWhereItBegins() throws {
    let schema = "{\"prefixItems\":\(list("true", 1_800)),\"items\":false}"
    #expect(try problem(schema, list("1", 1_800)) == nil)
    #expect(try problem(schema, "[1]") == nil)
    #expect(try problem(schema, list("1", 1_801)) == "/1800: nothing is allowed here")
  }

  /// The longest replies that people ask for are checked to their end.
  @Test func honestRepliesAreChecked() throws {
    let schema =
      "{\"items\":{\"type\":\"object\",\"required\":[\"a\",\"b\"],\"properties\":{\"a\":{\"type\":\"integer\","
      + "\"minimum\":0},\"b\":{\"enum\":[\"x\",\"y\"]}},\"additionalProperties\":false},\"uniqueItems\":true}"
    let items = (0..<3_500).map { "{\"a\":\($0),\"b\":\"y\"}" }
    #expect(try problem(schema, list(items)) == nil)
    #expect(
      try problem(schema, list(items + ["{\"a\":-1,\"b\":\"y\"}"]))
        == "/3500/a: must be at least 0, not -1")
  }
}
