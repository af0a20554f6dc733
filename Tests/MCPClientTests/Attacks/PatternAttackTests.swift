import TestSupport
import Testing
import TextFormats

/// Expressions and schemas of a client take time in proportion to their texts, or are refused.
@Suite(.timeLimit(.minutes(10))) struct PatternAttackTests {
  /// Expressions that take a backtracking engine 2^n steps on n letters.
  private static let expressions = [
    "(a+)+$", "(a*)*b", "(a|a)*b", "(a|aa)+$", "([a-zA-Z]+)*$", "(.*a){20}$", "(x+x+)+y",
    "^(([a-z])+.)+[A-Z]([a-z])+$", "(a?){50}a{50}", "((a+)+)+$",
  ]

  /// Expressions that no engine of linear time takes, or that are too large for it.
  private static let refused = [
    #"(a)\1"#, "(?=a)a", "(?<!a)b", "(a{1000}){1000}", "((a{100}){100}){100}",
    String(repeating: "(", count: 500), "[", "a**", "(?P<n>",
    String(repeating: "a?", count: 10_000),
  ]

  private func validated(
    _ server: ServerProcess, _ reply: String, _ members: [(String, JSONValue)]
  ) throws -> JSONValue {
    try server.call("maker_validate", .object([("reply", .string(reply))] + members))
  }

  @Test func expressionsTakeLinearTime() throws {
    let server = try ServerProcess()
    let reply = String(repeating: "a", count: 50_000) + "!"
    for expression in Self.expressions {
      for name in ["must_match", "must_not_match"] {
        let found = try validated(server, reply, [(name, .string(expression))])
        #expect(found.complaint == nil, "\(expression): \(found.complaint ?? "")")
      }
      let compared = try validated(server, reply, [("compare", .string("regex:(\(expression))"))])
      #expect(compared["result"] != nil, "\(expression)")
    }
    #expect(try server.end().code == 0)
  }

  @Test func expressionsOfOtherEnginesAreRefused() throws {
    let server = try ServerProcess()
    for expression in Self.refused {
      for name in ["must_match", "must_not_match"] {
        let found = try validated(server, "aaa", [(name, .string(expression))])
        #expect(found.complaint != nil, "\(expression.prefix(40)) is taken")
      }
    }
    #expect(try server.end().code == 0)
    LineAttackTests.expectQuiet(server)
  }

  /// Schemas that grow without end, or leave the text, where they are followed naively.
  private static let bombs: [String] = {
    let doubling = (0..<30).map {
      "\"d\($0)\":{\"allOf\":[{\"$ref\":\"#/$defs/d\($0 + 1)\"},"
        + "{\"$ref\":\"#/$defs/d\($0 + 1)\"}]}"
    }.joined(separator: ",")
    let deep =
      String(repeating: #"{"items":"#, count: 60) + "{}" + String(repeating: "}", count: 60)
    let names = (0..<20_000).map { "\"n\($0)\"" }.joined(separator: ",")
    return [
      ##"{"$ref":"#/$defs/a","$defs":{"a":{"$ref":"#/$defs/a"}}}"##,
      ##"{"$ref":"#"}"##, ##"{"allOf":[{"$ref":"#"},{"$ref":"#"}]}"##,
      ##"{"$ref":"#/$defs/a","$defs":{"a":{"$ref":"#/$defs/b"},"b":{"$ref":"#/$defs/a"}}}"##,
      ##"{"$ref":"#/$defs/d0","$defs":{\##(doubling),"d30":{"type":"integer"}}}"##,
      deep, ##"{"enum":[\##(names)]}"##, ##"{"required":[\##(names)]}"##,
      ##"{"pattern":"(a+)+$"}"##, ##"{"$ref":"{bait}"}"##,
      ##"{"$ref":"file:///etc/passwd"}"##, ##"{"$schema":"{bait}"}"##,
      ##"{"minLength":1e400}"##, ##"{"multipleOf":0}"##, ##"{"multipleOf":1e-300}"##, "true", "[]",
      "1",
    ]
  }()

  /// What is taken and what is refused is the validator's affair; there is a reply, and soon, and no address
  /// in a schema is asked.
  @Test func schemasOfAClientHarmNobody() throws {
    let model = try FaultServerProcess()
    let server = try ServerProcess()
    let replies = [
      "[[[1]]]", #"{"a":1}"#, "1", "\"\(String(repeating: "a", count: 30_000))!\"", "{",
      String(repeating: "[", count: 10_000),
    ]
    for bomb in Self.bombs {
      let schema = try ServerProcess.parsed(
        Array(bomb.replacing("{bait}", with: model.bait).utf8))
      for reply in replies {
        let found = try validated(server, reply, [("json_schema", schema)])
        let isOneLine = found.complaint?.contains { $0.isNewline } != true
        #expect(found["result"] != nil || found["error"] != nil)
        #expect(isOneLine, "\(bomb.prefix(60)): \(found.complaint ?? "")")
      }
    }
    let honest = try validated(
      server, "1", [("json_schema", ServerProcess.parsed(Array(#"{"type":"integer"}"#.utf8)))])
    #expect(honest.complaint == nil, "\(honest.complaint ?? "")")
    #expect(try server.end().code == 0)
    #expect(try model.baitTaken() == 0)
    LineAttackTests.expectQuiet(server)
  }
}
