import MAKERCore
import Tasks
import Testing
import TextFormats

@Suite struct ReplyPolicyTests {
  private func schema(_ text: String) throws -> JSONSchema {
    try JSONSchema(JSONReader.value(Array(text.utf8)))
  }

  private func flag(_ policy: ReplyPolicy, _ reply: String) -> RedFlag? {
    do throws(RedFlag) {
      _ = try policy.answer(in: Array(reply.utf8))
      return nil
    } catch { return error }
  }

  @Test func withoutConditionsOnlyTheComparisonSpeaks() throws {
    let policy = ReplyPolicy(.number)
    #expect(try policy.answer(in: Array("42.0".utf8)).text == "42")
    #expect(flag(policy, "x") == .badAction)
    #expect(flag(ReplyPolicy(), "x") == nil)
  }

  /// Conditions are looked at in one order: the expressions, the schema, the comparison.
  @Test func theFirstConditionThatIsNotMetIsTheFlag() throws {
    let policy = ReplyPolicy(
      .json, mustMatch: try RegularExpression("\\]$"), mustNotMatch: try RegularExpression("9"),
      schema: try schema("{\"items\": {\"maximum\": 5}}"))
    #expect(flag(policy, "9") == .noAction)
    #expect(flag(policy, "[9]") == .badAction)
    #expect(flag(policy, "[6]\n") == .badAction)
    #expect(flag(policy, "[1, 2.0]\n") == nil)
    let reasons = policy.flags(in: Array("9,".utf8)).map(\.reason)
    #expect(
      reasons == [
        "must_match: the reply does not match the expression",
        "must_not_match: the reply matches the expression",
        "the reply is not JSON and nothing else",
      ])
    #expect(
      policy.flags(in: Array("[1, 6]".utf8))
        == [ReplyFlag(.badAction, "json_schema: /1: must be at most 5, not 6")])
  }

  /// An expression says nothing of a reply too long for it, so neither condition is met.
  @Test func longRepliesMeetNoExpression() throws {
    let reply = String(repeating: "a", count: AnswerComparison.mostBytes)
    for policy in [
      ReplyPolicy(.exact, mustMatch: try RegularExpression("a")),
      ReplyPolicy(.exact, mustNotMatch: try RegularExpression("b")),
    ] {
      #expect(flag(policy, reply) == nil)
      #expect(flag(policy, reply + "a") == .tooLong)
    }
  }

  /// A schema is not held against a longer reply, whatever else would be wrong with it.
  @Test func longRepliesFitNoSchema() throws {
    let policy = ReplyPolicy(.exact, schema: try schema("{\"maxLength\": 100000}"))
    let reply = "\"" + String(repeating: "a", count: AnswerComparison.mostBytes - 2) + "\""
    #expect(flag(policy, reply) == nil)
    #expect(flag(policy, reply + " ") == .tooLong)
    #expect(flag(policy, reply + "x") == .tooLong)
    #expect(policy.flags(in: Array((reply + "x").utf8)).map(\.flag) == [.tooLong])
  }

  /// Repairing takes the schema's JSON from where the comparison takes it.
  @Test func repairingLooksIntoTheFence() throws {
    let policy = ReplyPolicy(.json, schema: try schema("{\"type\": \"array\"}"))
    let reply = Array("Here:\n```json\n[1]\n```".utf8)
    #expect(try policy.answer(in: reply, reading: .repairing).text == "[1]")
    #expect(policy.flags(in: reply).map(\.flag) == [.badAction])
  }

  /// What no reply could be is not expected.
  @Test func expectedAnswersFitTheSchema() throws {
    let policy = ReplyPolicy(.json, schema: try schema("{\"maximum\": 5}"))
    let prompt = Prompt(instructions: "", step: "?")
    #expect(throws: RedFlag.badAction) {
      try PromptLine(id: "a", prompt: prompt, policy: policy, expected: "6")
    }
    #expect(
      try PromptLine(id: "a", prompt: prompt, policy: policy, expected: "5.0").expected?.text == "5"
    )
  }
}
