import MAKERCore
import Tasks
import Testing

@Suite struct PromptFileTests {
  private func lines(_ text: String) throws -> [PromptLine] {
    try PromptFile.lines(Array(text.utf8))
  }

  private func refusal(_ text: String) -> String? {
    do {
      _ = try lines(text)
      return nil
    } catch { return "\(error)" }
  }

  @Test func readsWhatIsGiven() throws {
    let found = try lines(
      """
      {"id": "capital", "prompt": "Capital of France?", "expected": " Paris\\n"}\r

      {"id": 7, "prompt": "6 x 7?", "expected": 42.0, "compare": "number", "system": "Be brief."}
      {"prompt": "Write [1]", "id": "list", "expected": [1], "compare": "json"}
      {"id": "open", "prompt": "What next?", "expected": null, "compare": null}
      {"id": "picked", "prompt": "Yes or no?", "expected": "yes", "compare": "regex:is (\\\\w+)"}
      """)
    #expect(found.map(\.id) == ["capital", "7", "list", "open", "picked"])
    #expect(found.map { $0.expected?.text } == ["Paris", "42", "[1]", nil, "yes"])
    #expect(
      found.map(\.comparison.name) == [
        "whitespace", "number", "json", "whitespace", "regex:is (\\w+)",
      ])
    #expect(found[1].prompt == Prompt(instructions: "Be brief.", step: "6 x 7?"))
    #expect(found[0].prompt == Prompt(instructions: "", step: "Capital of France?"))
  }

  @Test(arguments: [
    ("", "there is no line in it"), ("\n \r\n", "there is no line in it"),
    ("{\"id\": \"a\"}", "line 1: no prompt"), ("{\"prompt\": \"a\"}", "line 1: no id"),
    ("\n{\"id\": \"a\", \"prompt\": \"\"}", "line 2: no prompt"),
    ("[1]", "line 1: not a JSON object"), ("{\"id\": 1} x", "line 1: not a JSON object"),
    (
      "{\"id\": \"a\", \"promt\": \"b\"}",
      "line 1: unknown key 'promt'; known are id, prompt, system, expected, compare"
    ),
    ("{\"id\": \"a\", \"id\": \"b\"}", "line 1: the key 'id' stands twice"),
    ("{\"id\": \"a\", \"prompt\": 5}", "line 1: prompt must be a string"),
    (
      "{\"id\": \"a\", \"prompt\": \"b\"}\n{\"id\": \"a\", \"prompt\": \"c\"}",
      "line 2: the id 'a' stands on line 1 too"
    ),
    (
      "{\"id\": \"a\\u001b[2J\", \"prompt\": \"b\"}",
      "line 1: id must be a name of 1 to 200 bytes without control characters, or a number"
    ),
    (
      "{\"id\": [1], \"prompt\": \"b\"}",
      "line 1: id must be a name of 1 to 200 bytes without control characters, or a number"
    ),
    (
      "{\"id\": \"a\", \"prompt\": \"b\", \"compare\": \"fuzzy\"}",
      "line 1: compare 'fuzzy' is none of exact, whitespace, number, json or regex:EXPRESSION with "
        + "one group"
    ),
    (
      "{\"id\": \"a\", \"prompt\": \"b\", \"compare\": \"regex:(a)(b)\"}",
      "line 1: compare 'regex:(a)(b)' has 2 groups and must have one"
    ),
    (
      "{\"id\": \"a\", \"prompt\": \"b\", \"compare\": \"number\", \"expected\": \"many\"}",
      "line 1: expected 'many' is no answer under compare 'number': bad action"
    ),
    (
      "{\"id\": \"a\", \"prompt\": \"b\", \"expected\": \"\"}",
      "line 1: expected '' is no answer under compare 'whitespace': empty"
    ),
    (
      "{\"id\": \"a\", \"prompt\": \"b\", \"expected\": \"c\"}\n"
        + "{\"id\": \"d\", \"prompt\": \"b\", \"expected\": \"e\"}",
      "line 2: it asks what line 1 asks, and expects or compares otherwise"
    ),
  ])
  func refuses(text: String, problem: String) {
    #expect(refusal(text) == problem)
  }

  @Test func refusesWhatIsTooLongOrNoText() {
    let line = "{\"id\": \"a\", \"prompt\": \"\(String(repeating: "x", count: 1_000_000))\"}"
    #expect(refusal(line) == "line 1: the line is longer than 1000000 bytes")
    #expect(throws: PromptFileError.self) {
      try PromptFile.lines(
        Array("{\"id\": \"a\", \"prompt\": \"".utf8) + [0xFF] + Array("\"}".utf8))
    }
  }

  @Test func anUnknownKeyIsNamed() {
    do {
      _ = try lines("{\"id\": \"a\", \"expect\": \"b\"}")
      Issue.record("an unknown key is taken")
    } catch {
      #expect((error as? PromptFileError)?.unknownKey == "expect")
    }
  }

  /// A repeated question is asked again; the same is expected of it.
  @Test func theSameQuestionMayBeAskedTwice() throws {
    let found = try lines(
      """
      {"id": "a", "prompt": "b", "expected": "c"}
      {"id": "d", "prompt": "b", "expected": " c "}
      """)
    #expect(found.count == 2)
  }
}
