import RandomStreams
import TestSupport
import Testing
import TextFormats

/// Random schemas and values, judged here and by Python's `jsonschema`.
@Suite struct JSONSchemaReferenceTests {
  @Test func judgesAsTheReferenceDoes() throws {
    var random = SchemaSource(words: WordStream(StreamKey(seed: 707)))
    let pairs = (0..<6_000).map { _ in (random.schema(depth: 3), random.value(depth: 3)) }
    var counts: [String: Int] = [:]
    let lines = pairs.map { schema, value in
      let fits: JSONValue
      do throws(JSONSchema.Failure) {
        fits = .bool(try JSONSchema(schema).problem(with: value) == nil)
      } catch { fits = .null }
      counts[JSONText.compact(fits), default: 0] += 1
      return JSONText.compact(.object([("schema", schema), ("value", value), ("fits", fits)]))
        + "\n"
    }
    let checks = try PythonScript.checks("json_schema.py", [], input: lines.joined())
    for check in checks where check.problem != nil {
      Issue.record("\(check.check): \(check.problem ?? "")")
    }
    #expect(checks.last?.check == "\(pairs.count) pairs")
    // Most schemas are some, and both verdicts are common.
    #expect(counts["true", default: 0] > 1_500, "\(counts)")
    #expect(counts["false", default: 0] > 1_500, "\(counts)")
    #expect(counts["null", default: 0] > 20, "\(counts)")
  }
}

/// Schemas and values by chance, small enough to fit each other often.
private struct SchemaSource {
  var words: WordStream

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &words)]
  }

  private mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &words) < percent
  }

  private static let names = ["a", "b", "ab", "\u{e9}", ""]

  private mutating func number() -> JSONValue {
    let texts = [
      "0", "1", "2", "-1", "3", "1.0", "0.1", "0.3", "1.5", "-0", "-0.5", "1e2", "20e-1",
      "100", "12345678901234567890", "0.30000000000000000000000001", "1e400", "5e-7", "1e40",
    ]
    let text = pick(texts)
    return Int(text).map { text == "-0" ? .decimal(text) : .int($0) } ?? .decimal(text)
  }

  private mutating func text() -> JSONValue {
    .string(pick(["", "a", "b", "ab", "aab", "\u{e9}", "e\u{301}", "\u{1F600}", "1", "a1"]))
  }

  mutating func value(depth: Int) -> JSONValue {
    switch Int.random(in: 0..<(depth > 0 ? 9 : 6), using: &words) {
    case 0: return .null
    case 1: return .bool(chance(50))
    case 2, 3: return number()
    case 4, 5: return text()
    case 6, 7:
      let names = Self.names.filter { _ in chance(40) }
      return .object(names.map { ($0, value(depth: depth - 1)) })
    default:
      return .array((0..<pick([0, 1, 2, 2, 3])).map { _ in value(depth: depth - 1) })
    }
  }

  private mutating func list(_ depth: Int) -> JSONValue {
    .array((0..<pick([1, 1, 2, 2, 3])).map { _ in schema(depth: depth - 1) })
  }

  private mutating func members(_ names: [String], _ depth: Int) -> JSONValue {
    let chosen = names.filter { _ in chance(50) }
    return .object(chosen.map { ($0, schema(depth: depth - 1)) })
  }

  mutating func schema(depth: Int) -> JSONValue {
    if chance(4) { return .bool(chance(70)) }
    var keywords: [(String, JSONValue)] = []
    let count = pick([1, 1, 2, 2, 3])
    for _ in 0..<count {
      let keyword = keyword(depth)
      if !keywords.contains(where: { $0.0 == keyword.0 }) { keywords.append(keyword) }
    }
    return .object(keywords)
  }

  private mutating func keyword(_ depth: Int) -> (String, JSONValue) {
    // What a keyword does not take, now and then.
    if chance(1) { return ("minLength", .decimal("1.5")) }
    switch Int.random(in: 0..<(depth > 0 ? 30 : 16), using: &words) {
    case 0, 1:
      let all = ["null", "boolean", "integer", "number", "string", "array", "object"]
      let chosen = all.filter { _ in chance(40) }
      return ("type", chosen.count > 1 ? .array(chosen.map(JSONValue.string)) : .string(pick(all)))
    case 2: return ("enum", .array((0..<4).map { _ in value(depth: 1) }))
    case 3: return ("const", value(depth: 1))
    case 4: return ("minimum", number())
    case 5: return ("maximum", number())
    case 6: return ("exclusiveMinimum", number())
    case 7: return ("exclusiveMaximum", number())
    case 8:
      return ("multipleOf", pick([.int(1), .int(2), .decimal("0.1"), .int(3), .decimal("1.5")]))
    case 9: return (pick(["minLength", "maxLength"]), .int(pick([0, 1, 2])))
    case 10:
      return ("pattern", .string(pick(["a", "^a", "b$", "^a+b$", "[0-9]", "^.$", "(a|b){2}"])))
    case 11: return (pick(["minItems", "maxItems"]), .int(pick([0, 1, 2])))
    case 12:
      return (pick(["minProperties", "maxProperties"]), pick([.int(1), .int(2), .decimal("2.0")]))
    case 13: return ("uniqueItems", .bool(chance(80)))
    case 14:
      return ("required", .array(Self.names.filter { _ in chance(25) }.map(JSONValue.string)))
    case 15: return ("title", .string("x"))
    case 16, 17, 18: return ("properties", members(Self.names, depth))
    case 19: return ("patternProperties", members(["^a", "b", "^$"], depth))
    case 20, 21: return ("additionalProperties", schema(depth: depth - 1))
    case 22: return ("propertyNames", schema(depth: depth - 1))
    case 23: return ("items", schema(depth: depth - 1))
    case 24: return ("prefixItems", list(depth))
    case 25: return ("allOf", list(depth))
    case 26, 27: return ("anyOf", list(depth))
    case 28: return ("oneOf", list(depth))
    default: return ("not", schema(depth: depth - 1))
    }
  }
}
