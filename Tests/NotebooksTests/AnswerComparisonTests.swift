import Notebooks
import Testing
import TextFormats

@Suite struct AnswerComparisonTests {
  private func differences(_ page: String, _ given: String) throws -> [String] {
    AnswerComparison.differences(
      page: try JSONReader.value(Array(page.utf8)), given: try JSONReader.value(Array(given.utf8)))
  }

  @Test(arguments: [
    ("{}", "{}"), (#"{"a": 1, "b": [1, 2]}"#, #"{"b": [1, 2.0], "a": 1}"#),
    (#"["x [..] y"]"#, #"["x and y"]"#), ("null", "null"), ("0.25", "2.5e-1"), ("true", "true"),
    ("9007199254740993", "9007199254740993"),
  ])
  func equalAnswersAgree(page: String, given: String) throws {
    #expect(try differences(page, given) == [])
  }

  /// What differs is replaced where it stands; what agrees keeps its text.
  @Test(arguments: [
    (#"{"b": "[..]",  "a":1}"#, #"{"a": 2, "b": "x"}"#, #"{"b": "[..]",  "a":2}"#),
    (#"[ {"a": "x [..]"}, 2 ]"#, #"[{"a": "x y"}, 3]"#, #"[ {"a": "x [..]"}, 3 ]"#),
    (#"{"a": "[..]", "b": 1.0}"#, #"{"a": "x", "b": 1}"#, #"{"a": "[..]", "b": 1.0}"#),
    (#"{"\"}": "\\", "c": [ ]}"#, #"{"\"}": "\\", "c": null}"#, #"{"\"}": "\\", "c": null}"#),
    (
      "{\n  \"a\": {\"b\": \"[..]\", \"c\": 1}}", #"{"a": {"b": "x", "d": [2]}}"#,
      "{\n  \"a\": {\n    \"b\": \"[..]\",\n    \"d\": [\n      2\n    ]\n  }}"
    ),
    (
      #"{"a": ["[..]", 1]}"#, #"{"a": ["x", 1, 2]}"#,
      "{\"a\": [\n  \"[..]\",\n  1,\n  2\n]}"
    ),
    ("1\n", #""x""#, "\"x\"\n"),
  ])
  func promotionReplacesWhatDiffers(page: String, given: String, wanted: String) throws {
    let values = try [page, given].map { try JSONReader.value(Array($0.utf8)) }
    let text = AnswerComparison.promoted(page, page: values[0], given: values[1])
    #expect(text == wanted)
    #expect(try differences(text, given) == [])
  }

  @Test(arguments: [
    (#"{"a": {"b": [1, 2]}}"#, #"{"a": {"b": [1, 3]}}"#, "a.b[1]: 2 on the page, 3 given"),
    (#"{"a": 1}"#, "{}", "a: 1 on the page, not given"),
    ("{}", #"{"a": "x\u001b"}"#, #"a: not on the page, "x\u001b" given"#),
    ("[1]", "[1,2]", "the answer: [1] on the page, [1,2] given"),
    ("null", "0", "the answer: null on the page, 0 given"),
    ("1", "true", "the answer: 1 on the page, true given"),
    (#""1""#, "1", #"the answer: "1" on the page, 1 given"#),
    ("9007199254740993", "9007199254740992", "the answer: 9007199254740993 on the page"),
  ])
  func differencesNameTheirPlace(page: String, given: String, line: String) throws {
    let found = try differences(page, given)
    #expect(found.count == 1 && found[0].hasPrefix(line), "\(found)")
  }
}
