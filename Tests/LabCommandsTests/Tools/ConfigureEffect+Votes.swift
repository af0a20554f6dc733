import TextFormats

@testable import LabCommands

extension ConfigureEffect {
  private static let simulated = #""channel": "simulated:p=0.9", "seed": 1"#
  /// A channel whose two answers never lead by ten.
  private static let torn = #""channel": "simulated:shares=0.5;0.5", "seed": 1"#

  /// An effect on a vote, whose right answer is known where the model is simulated.
  private static func vote(
    _ name: String, _ values: (String?, String), base: String, prompt: String = "6 x 7?",
    seen: Seen, _ expected: (String, String)
  ) -> ConfigureEffect {
    let known = base.contains("openai") ? "" : #", "expected": "42""#
    return ConfigureEffect(
      "maker_vote", name, values, base: base,
      question: "\"prompt\": \(JSONText.quoted(prompt))" + known, seen: seen, expected)
  }

  /// What is seen of every setting in a vote.
  static let votes: [ConfigureEffect] = [
    vote(
      "channel", (#""simulated:p=1""#, #""simulated:shares=0.001;0.999""#),
      base: #""k": 9, "seed": 1"#,
      seen: .result(["is_right"]), ("true", "false")),
    vote(
      "escalate", (nil, #"["simulated:p=1"]"#), base: torn + #", "k": 10, "cap": 20"#,
      seen: .result(["verdict"]), (#""undecided""#, #""won""#)),
    vote("k", ("1", "4"), base: simulated, seen: .result(["lead"]), ("1", "4")),
    vote("steps", ("1", "1000000"), base: simulated, seen: .result(["lead"]), ("2", "8")),
    vote(
      "target", ("0.5", "0.999999"), base: simulated + #", "steps": 10"#, seen: .result(["lead"]),
      ("2", "8")),
    vote(
      "p", ("0.999", "0.8"), base: simulated + #", "steps": 100"#, seen: .result(["lead"]),
      ("2", "6")),
    vote(
      "draw_limit", (nil, "11"), base: torn + #", "k": 10"#, seen: .result(["draws", "used"]),
      ("50", "11")),
    vote(
      "cap", (nil, "12"), base: torn + #", "k": 10"#, seen: .result(["reason"]),
      (#""draw limit""#, #""cap""#)),
    vote(
      "temperature", (nil, "0.75"), base: scripted + #", "k": 1"#, prompt: "answer p=1: 42",
      seen: .request("temperature"), ("0", "0.75")),
    vote(
      "seed", ("3", "4"), base: #""channel": "simulated:p=0.7", "k": 4"#,
      seen: .result(["draws", "used"]), ("8", "20")),
    vote(
      "compare", (nil, #""number""#), base: scripted + #", "k": 1"#, prompt: "answer p=1: 42.0",
      seen: .result(["winner"]), (#""42.0""#, #""42""#)),
    vote(
      "token_limit", (nil, "2"), base: scripted + #", "k": 1"#,
      prompt: "answer p=1: one two three four five six", seen: .result(["flags"]),
      ("{}", #"{"too long":3}"#)),
    vote(
      "must_match", (nil, #""^[a-z]+$""#), base: scripted + #", "k": 1"#, prompt: "answer p=1: 42",
      seen: .result(["flags"]), ("{}", #"{"no action":3}"#)),
    vote(
      "must_not_match", (nil, #""4""#), base: scripted + #", "k": 1"#, prompt: "answer p=1: 42",
      seen: .result(["flags"]), ("{}", #"{"bad action":3}"#)),
    vote(
      "json_schema", (nil, #"{"type": "string"}"#), base: scripted + #", "k": 1"#,
      prompt: "answer p=1: 42", seen: .result(["flags"]), ("{}", #"{"bad action":3}"#)),
    vote(
      "reading", (nil, #""repairing""#), base: scripted + #", "k": 1, "compare": "number""#,
      prompt: "answer p=1: the answer is 42", seen: .result(["winner"]), ("null", #""42""#)),
    vote(
      "max_cost", (nil, "0.000001"), base: scripted + #", "k": 1"#, prompt: "answer p=1: 42",
      seen: .result(["verdict"]), (#""won""#, #""stopped""#)),
    vote(
      "max_tokens", (nil, "10"), base: scripted + #", "k": 1"#, prompt: "answer p=1: 42",
      seen: .result(["verdict"]), (#""won""#, #""stopped""#)),
  ]
}
