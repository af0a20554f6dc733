import Testing
import TextFormats

@Suite struct JSONSchemaTests {
  private func value(_ text: String) throws -> JSONValue {
    try JSONReader.value(Array(text.utf8))
  }

  private func problem(_ schema: String, _ text: String) throws -> String? {
    try JSONSchema(value(schema)).problem(with: value(text))?.description
  }

  private func refusal(_ schema: String) throws -> String? {
    let source = try value(schema)
    do throws(JSONSchema.Failure) {
      _ = try JSONSchema(source)
      return nil
    } catch { return error.description }
  }

  /// Where a value does not fit, and what is allowed there.
  @Test(arguments: [
    ("{\"type\": \"integer\"}", "\"x\"", "must be a whole number, not \"x\""),
    ("{\"type\": [\"null\", \"string\"]}", "[1]", "must be a string or null, not an array"),
    ("{\"properties\": {\"k\": {\"minimum\": 1}}}", "{\"k\": 0}", "/k: must be at least 1, not 0"),
    (
      "{\"properties\": {\"p\": {\"exclusiveMaximum\": 1}}}", "{\"p\": 1.0}",
      "/p: must be below 1, not 1.0"
    ),
    (
      "{\"properties\": {\"steps\": {}, \"p\": {}}, \"additionalProperties\": false}",
      "{\"stpes\": 1}", "unknown member \"stpes\"; did you mean \"steps\"?"
    ),
    (
      "{\"properties\": {\"steps\": {}, \"p\": {}}, \"additionalProperties\": false}",
      "{\"zzzzzz\": 1}", "unknown member \"zzzzzz\"; known are steps, p"
    ),
    ("{\"required\": [\"p\", \"k\"]}", "{\"k\": 1}", "the member \"p\" is missing"),
    ("{\"required\": [\"p\", \"k\"]}", "{}", "the members \"p\", \"k\" are missing"),
    (
      "{\"enum\": [\"exact\", \"json\", 3]}", "\"exat\"",
      "must be one of \"exact\", \"json\", 3, not \"exat\"; did you mean \"exact\"?"
    ),
    ("{\"const\": {\"a\": 1}}", "{\"a\": 2}", "must be an object, not an object"),
    (
      "{\"items\": {\"multipleOf\": 0.1}}", "[0.3, 0.35]", "/1: must be a multiple of 0.1, not 0.35"
    ),
    ("{\"maxLength\": 1}", "\"ab\"", "must have at most 1 character, not 2"),
    ("{\"minItems\": 2}", "[]", "must have at least 2 elements, not 0"),
    ("{\"uniqueItems\": true}", "[1, 2, 1.0]", "elements 0 and 2 are equal, and none may be twice"),
    ("{\"pattern\": \"^a\"}", "\"b\"", "must match \"^a\""),
    (
      "{\"anyOf\": [{\"type\": \"null\"}, {\"properties\": {\"a\": {\"type\": \"string\"}}}]}",
      "{\"a\": 1}", "/a: must be a string, not 1"
    ),
    (
      "{\"anyOf\": [{\"type\": \"null\"}, {\"minimum\": 2}]}", "1",
      "must be null, not 1; or must be at least 2, not 1"
    ),
    (
      "{\"oneOf\": [{}, {\"minimum\": 2}, true]}", "1",
      "must fit exactly one of 3 schemas, and fits 2"
    ),
    ("{\"not\": {\"type\": \"null\"}}", "null", "must not be what the schema excludes"),
    ("{\"properties\": {\"a/b~\": false}}", "{\"a/b~\": 1}", "/a~1b~0: nothing is allowed here"),
    (
      "{\"propertyNames\": {\"maxLength\": 2}}", "{\"abc\": 1}",
      "the name \"abc\" must have at most 2 characters, not 3"
    ),
    (
      "{\"$defs\": {\"t\": {\"type\": \"array\", \"items\": {\"$ref\": \"#/$defs/t\"}}}, \"$ref\": \"#/$defs/t\"}",
      "[[], [[1]]]", "/1/0/0: must be an array, not 1"
    ),
    (
      "{\"maximum\": 1e9}", "1e99999999999", "must be a number with an exponent of at most 9 digits"
    ),
  ])
  func saysWhereAndWhatIsAllowed(schema: String, value: String, words: String) throws {
    #expect(try problem(schema, value) == words)
  }

  /// Numbers are compared by value, without rounding and at any size.
  @Test(arguments: [
    ("{\"type\": \"integer\"}", "1.0", true), ("{\"type\": \"integer\"}", "1e400", true),
    ("{\"type\": \"integer\"}", "1.5", false), ("{\"type\": \"integer\"}", "-0", true),
    ("{\"type\": \"integer\"}", "1e-400", false),
    ("{\"maximum\": 1e999999999}", "1e999999998", true),
    ("{\"minimum\": 0.1}", "0.09999999999999999999999999999999999999", false),
    ("{\"const\": 12345678901234567890}", "12345678901234567891", false),
    ("{\"const\": 1.50}", "15e-1", true), ("{\"maximum\": -1e-300}", "0", false),
    ("{\"exclusiveMinimum\": -2}", "-1.99", true), ("{\"multipleOf\": 0.01}", "19.99", true),
    ("{\"multipleOf\": 3}", "1e999999999", false), ("{\"multipleOf\": 3}", "3e999999999", true),
    ("{\"multipleOf\": 7}", "700000000000000000000000000000000000007", true),
    ("{\"multipleOf\": 999999999999999999}", "999999999999999999e5", true),
    ("{\"multipleOf\": 100}", "150", false), ("{\"multipleOf\": 1e-9}", "0", true),
    ("{\"maxLength\": 1e400}", "\"a\"", true), ("{\"minItems\": 1e400}", "[]", false),
    ("{\"maxLength\": 1.0}", "\"\u{1F600}\"", true), ("{\"maxLength\": 1}", "\"e\u{301}\"", false),
    // Two spellings of one letter are two strings and two names.
    ("{\"const\": \"\u{e9}\"}", "\"e\u{301}\"", false),
    ("{\"required\": [\"\u{e9}\"]}", "{\"e\u{301}\": 1}", false),
    ("{\"required\": [\"K\"]}", "{\"\u{212A}\": 1}", false),
    ("{\"properties\": {\"\u{e9}\": false}}", "{\"e\u{301}\": 1}", true),
    ("{\"type\": \"boolean\"}", "0", false), ("{\"const\": 0}", "false", false),
    ("true", "1", true), ("false", "1", false), ("{\"format\": \"date\"}", "\"x\"", true),
  ])
  func comparesByValue(schema: String, value: String, fits: Bool) throws {
    #expect(try (problem(schema, value) == nil) == fits)
  }

  @Test(arguments: [
    ("1", "a schema is an object, true or false"),
    ("{\"minimun\": 1}", "unknown keyword \"minimun\"; did you mean \"minimum\"?"),
    (
      "{\"properties\": {\"a\": {\"type\": \"int\"}}}",
      "/properties/a/type: must be one of object, array, string, number, integer, boolean, null, or an array of some of them, none twice"
    ),
    ("{\"type\": []}", nil), ("{\"type\": [\"null\", \"null\"]}", nil), ("{\"enum\": []}", nil),
    ("{\"minimum\": \"1\"}", "/minimum: must be a number"),
    ("{\"minLength\": -1}", "/minLength: must be a whole number, at least 0"),
    ("{\"minLength\": 1.5}", nil), ("{\"multipleOf\": 0}", nil), ("{\"multipleOf\": -1}", nil),
    ("{\"multipleOf\": 1234567890123456789}", nil), ("{\"uniqueItems\": 1}", nil),
    ("{\"required\": [\"a\", \"a\"]}", nil), ("{\"required\": \"a\"}", nil),
    ("{\"required\": [1]}", nil), ("{\"properties\": []}", nil), ("{\"items\": [{}]}", nil),
    ("{\"prefixItems\": []}", nil), ("{\"anyOf\": []}", nil), ("{\"allOf\": {}}", nil),
    ("{\"oneOf\": [1]}", "/oneOf/0: a schema is an object, true or false"),
    ("{\"pattern\": \"(?=a)\"}", "/pattern: no regular expression: invalid perl operator: (?="),
    ("{\"title\": 1}", "/title: must be a string"), ("{\"examples\": 1}", nil),
    ("{\"deprecated\": 1}", nil), ("{\"if\": {}}", nil), ("{\"contains\": {}}", nil),
    ("{\"$id\": \"a\"}", nil), ("{\"minimum\": 1e99999999999}", nil),
    ("{\"$schema\": \"http://json-schema.org/draft-07/schema#\"}", nil),
    ("{\"$ref\": \"https://example.com\"}", "/$ref: must be \"#\" or \"#/$defs/NAME\""),
    ("{\"$ref\": \"#/$defs/a\"}", "/$ref: unknown definition \"a\""),
    ("{\"$ref\": \"#\"}", "its references lead in a circle that no value ends"),
    (
      "{\"$defs\": {\"a\": {\"anyOf\": [{\"not\": {\"$ref\": \"#/$defs/a\"}}]}}}",
      "its references lead in a circle that no value ends"
    ),
    ("{\"not\": {\"$defs\": {}}}", "/not/$defs: definitions stand at the root of a schema"),
    ("{\"$defs\": {\"a\": 1}}", "/$defs/a: a schema is an object, true or false"),
  ])
  func refusesWhatIsNoSchema(schema: String, words: String?) throws {
    let refusal = try #require(try refusal(schema))
    if let words { #expect(refusal == words) }
  }

  @Test func sizesAreBounded() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "{\"not\":", count: depth) + "{}" + String(repeating: "}", count: depth)
    }
    #expect(try refusal(nested(JSONSchema.mostDepth)) == nil)
    #expect(try refusal(nested(JSONSchema.mostDepth + 1)) != nil)
    func listed(_ item: String, _ count: Int) -> String {
      "{\"allOf\": [" + Array(repeating: item, count: count).joined(separator: ",") + "]}"
    }
    #expect(try refusal(listed("{}", JSONSchema.mostParts - 1)) == nil)
    #expect(try refusal(listed("{}", JSONSchema.mostParts)) != nil)
    #expect(try refusal(listed("{\"pattern\":\"a\"}", JSONSchema.mostExpressions)) == nil)
    #expect(try refusal(listed("{\"pattern\":\"a\"}", JSONSchema.mostExpressions + 1)) != nil)
    let long = String(repeating: "a", count: JSONSchema.mostBytes)
    #expect(try refusal("{\"title\":\"\(long)\"}") != nil)
  }

  /// A schema of 60 lines that asks for 2^60 checks, and one that goes on with every level of a value.
  @Test func theWorkOfACheckIsBounded() throws {
    let doubling = (0..<60).map {
      "\"d\($0)\": {\"allOf\": [{\"$ref\": \"#/$defs/d\($0 + 1)\"}, {\"$ref\": \"#/$defs/d\($0 + 1)\"}]}"
    }
    let schema =
      "{\"$defs\": {\(doubling.joined(separator: ",")), \"d60\": {}}, \"$ref\": \"#/$defs/d0\"}"
    #expect(try problem(schema, "1") == "the check takes more than 2000000 steps")
    // What is not known is not excluded.
    let negated = "{\"not\": {\"$ref\": \"#/$defs/d0\"}," + schema.dropFirst()
    #expect(try problem(negated, "1") == "the check takes more than 2000000 steps")
    let chain = (0..<300).map { "\"d\($0)\": {\"$ref\": \"#/$defs/d\($0 + 1)\"}" }
    #expect(
      try problem(
        "{\"$defs\": {\(chain.joined(separator: ",")), \"d300\": {}}, \"$ref\": \"#/$defs/d0\"}",
        "1")
        == "the check takes more than 256 schemas at a time")
    let tree = "{\"items\": {\"$ref\": \"#\"}}"
    let deep = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
    #expect(try problem(tree, deep) == nil)
    let long = "[" + Array(repeating: "1", count: 500_000).joined(separator: ",") + "]"
    #expect(try problem("{\"items\": {\"minimum\": 1}}", long) == nil)
  }

  @Test func messagesAreOneShortLine() throws {
    let name = String(repeating: "\u{1B}[31m\n", count: 10_000)
    let object = JSONValue.object([(name, .object([(name, .string(name))]))])
    for schema in [
      "{\"additionalProperties\": {\"additionalProperties\": {\"const\": 1}}}",
      "{\"additionalProperties\": false}", "{\"propertyNames\": {\"maxLength\": 1}}",
      "{\"required\": [\"a\"]}",
      "{\"additionalProperties\": {\"additionalProperties\": {\"maxLength\": 1}}}",
    ] {
      let words = try #require(try JSONSchema(value(schema)).problem(with: object)).description
      #expect(words.count < 2_000, "\(schema)")
      #expect(!words.unicodeScalars.contains { $0.steersTerminal }, "\(schema)")
    }
  }

  @Test func equalSchemasAreEqual() throws {
    let one = try JSONSchema(value("{\"minimum\": 1.0, \"type\": \"number\"}"))
    #expect(try one == JSONSchema(value("{\"type\": \"number\", \"minimum\": 1}")))
    #expect(try one != JSONSchema(value("{\"type\": \"number\", \"minimum\": 2}")))
  }
}
