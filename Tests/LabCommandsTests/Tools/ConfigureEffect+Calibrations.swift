import TextFormats

@testable import LabCommands

extension ConfigureEffect {
  /// Forty prompts for a simulated model, and what it needs beside one setting.
  private static func simulated(
    _ name: String, _ values: (String?, String), as argument: String? = nil,
    base: String = #""channel": "simulated:p=0.9", "seed": 1"#, _ seen: String,
    _ expected: (String, String)
  ) -> ConfigureEffect {
    let prompts = (0..<40).map { "{\"prompt\": \"\($0)?\", \"expected\": \"\($0)\"}" }
    return ConfigureEffect(
      "maker_calibrate", name, values, as: argument, base: base,
      question: "\"prompts\": [\(prompts.joined(separator: ", "))]", seen: .result([seen]), expected
    )
  }

  /// One prompt, drawn three times, for a model that always gives the same reply.
  private static func scripted(
    _ name: String, _ value: String, more: String? = nil, reply: String = "42", expected: String,
    _ seen: Seen, _ found: (String, String)
  ) -> ConfigureEffect {
    let prompt = JSONValue.object([
      ("prompt", .string("answer p=1: \(reply)")), ("expected", .string(expected)),
    ])
    return ConfigureEffect(
      "maker_calibrate", name, (nil, value),
      base: [Self.scripted, more].compactMap(\.self).joined(separator: ", "),
      question: "\"prompts\": [\(JSONText.compact(prompt))]", seen: seen, found)
  }

  /// What is seen of every setting that `maker_calibrate` takes.
  static let calibrations: [ConfigureEffect] = [
    simulated(
      "channel", (#""simulated:p=1""#, #""simulated:v=0.001,p=1""#), base: #""seed": 1"#, "valid",
      ("120", "0")),
    simulated("steps", ("10", "1000000"), as: "task_steps", "k_independent", ("3", "7")),
    simulated("target", ("0.5", "0.999999"), "k_independent", ("2", "7")),
    simulated(
      "seed", ("3", "4"), base: #""channel": "simulated:p=0.7""#, "wrong", ("47", "32")),
    scripted(
      "temperature", "0.75", expected: "42", .request("temperature"), ("0.1", "0.75")),
    scripted(
      "compare", #""number""#, reply: "42.0", expected: "42", .result(["wrong"]), ("3", "0")),
    scripted(
      "token_limit", "2", reply: "one two three four five six", expected: "one",
      .result(["flags"]), ("{}", #"{"too long":3}"#)),
    scripted(
      "must_match", #""^[a-z]+$""#, expected: "one", .result(["flags"]),
      ("{}", #"{"no action":3}"#)),
    scripted(
      "must_not_match", #""4""#, expected: "one", .result(["flags"]),
      ("{}", #"{"bad action":3}"#)),
    scripted(
      "json_schema", #"{"type": "string"}"#, expected: #""one""#, .result(["flags"]),
      ("{}", #"{"bad action":3}"#)),
    scripted(
      "reading", #""repairing""#, more: #""compare": "number""#, reply: "the answer is 42",
      expected: "42", .result(["valid"]), ("0", "3")),
    scripted("max_cost", "0.000001", expected: "42", .result(["draws"]), ("3", "0")),
    scripted("max_tokens", "10", expected: "42", .result(["draws"]), ("3", "0")),
  ]
}
