import MCPServer
import Testing
import TextFormats

@testable import LabCommands

/// One setting of a configuration, and what is seen of it in a vote.
struct ConfigureEffect: Sendable, CustomTestStringConvertible {
  /// Name of the setting.
  let name: String
  /// The prompt of the vote.
  let prompt: String
  /// The configuration but for the setting, as JSON.
  let base: String
  /// Two values of the setting as JSON; nil where it is left out.
  let values: (String?, String)
  /// What is looked at: in the result, or in the last request that a provider got.
  let seen: Seen
  /// What is seen with each value, as JSON.
  let expected: (String, String)

  /// Where an effect shows.
  enum Seen: Sendable {
    /// Members of the result, one within the other.
    case result([String])
    /// A member of the body of the last request.
    case request(String)
  }

  /// A model that says one thing, or none that does where a script has more.
  static let scripted = #""channel": "openai:gpt-4.1-mini", "draw_limit": 3, "seed": 1"#
  private static let simulated = #""channel": "simulated:p=0.9", "seed": 1"#
  /// A channel whose two answers never lead by ten.
  private static let torn = #""channel": "simulated:shares=0.5;0.5", "seed": 1"#

  private init(
    _ name: String, _ values: (String?, String), base: String, prompt: String = "6 x 7?",
    seen: Seen, _ expected: (String, String)
  ) {
    self.name = name
    self.prompt = prompt
    self.base = base
    self.values = values
    self.seen = seen
    self.expected = expected
  }

  var testDescription: String { name }

  /// Whether a provider is asked.
  var isScripted: Bool { base.contains("openai") }

  /// The configuration with one of the values.
  func members(_ value: String?) throws -> [(String, JSONValue)] {
    let all = "{" + base + (value.map { ", \"\(name)\": \($0)" } ?? "") + "}"
    return try ToolBench.json(all).members ?? []
  }

  /// Every setting but how long it lives.
  static let all: [ConfigureEffect] = [
    .init(
      "channel", (#""simulated:p=1""#, #""simulated:shares=0.001;0.999""#),
      base: #""k": 9, "seed": 1"#,
      seen: .result(["is_right"]), ("true", "false")),
    .init(
      "escalate", (nil, #"["simulated:p=1"]"#), base: torn + #", "k": 10, "cap": 20"#,
      seen: .result(["verdict"]), (#""undecided""#, #""won""#)),
    .init("k", ("1", "4"), base: simulated, seen: .result(["lead"]), ("1", "4")),
    .init("steps", ("1", "1000000"), base: simulated, seen: .result(["lead"]), ("2", "8")),
    .init(
      "target", ("0.5", "0.999999"), base: simulated + #", "steps": 10"#, seen: .result(["lead"]),
      ("2", "8")),
    .init(
      "p", ("0.999", "0.8"), base: simulated + #", "steps": 100"#, seen: .result(["lead"]),
      ("2", "6")),
    .init(
      "draw_limit", (nil, "11"), base: torn + #", "k": 10"#, seen: .result(["draws", "used"]),
      ("50", "11")),
    .init(
      "cap", (nil, "12"), base: torn + #", "k": 10"#, seen: .result(["reason"]),
      (#""draw limit""#, #""cap""#)),
    .init(
      "temperature", (nil, "0.75"), base: scripted + #", "k": 1"#, prompt: "answer p=1: 42",
      seen: .request("temperature"), ("0", "0.75")),
    .init(
      "seed", ("3", "4"), base: #""channel": "simulated:p=0.7", "k": 4"#,
      seen: .result(["draws", "used"]), ("8", "20")),
    .init(
      "compare", (nil, #""number""#), base: scripted + #", "k": 1"#, prompt: "answer p=1: 42.0",
      seen: .result(["winner"]), (#""42.0""#, #""42""#)),
    .init(
      "token_limit", (nil, "2"), base: scripted + #", "k": 1"#,
      prompt: "answer p=1: one two three four five six", seen: .result(["flags"]),
      ("{}", #"{"too long":3}"#)),
    .init(
      "must_match", (nil, #""^[a-z]+$""#), base: scripted + #", "k": 1"#, prompt: "answer p=1: 42",
      seen: .result(["flags"]), ("{}", #"{"no action":3}"#)),
    .init(
      "must_not_match", (nil, #""4""#), base: scripted + #", "k": 1"#, prompt: "answer p=1: 42",
      seen: .result(["flags"]), ("{}", #"{"bad action":3}"#)),
    .init(
      "json_schema", (nil, #"{"type": "string"}"#), base: scripted + #", "k": 1"#,
      prompt: "answer p=1: 42", seen: .result(["flags"]), ("{}", #"{"bad action":3}"#)),
    .init(
      "reading", (nil, #""repairing""#), base: scripted + #", "k": 1, "compare": "number""#,
      prompt: "answer p=1: the answer is 42", seen: .result(["winner"]), ("null", #""42""#)),
    .init(
      "max_cost", (nil, "0.000001"), base: scripted + #", "k": 1"#, prompt: "answer p=1: 42",
      seen: .result(["verdict"]), (#""won""#, #""stopped""#)),
    .init(
      "max_tokens", (nil, "10"), base: scripted + #", "k": 1"#, prompt: "answer p=1: 42",
      seen: .result(["verdict"]), (#""won""#, #""stopped""#)),
  ]
}
