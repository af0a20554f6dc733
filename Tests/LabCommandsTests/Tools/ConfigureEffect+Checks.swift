import TextFormats

@testable import LabCommands

extension ConfigureEffect {
  /// An effect on what `maker_validate` says of a reply.
  private static func check(
    _ name: String, _ value: String, base: String = "", reply: String = "42", _ seen: String,
    _ expected: (String, String)
  ) -> ConfigureEffect {
    ConfigureEffect(
      "maker_validate", name, (nil, value), base: base,
      question: "\"tokens\": 9, \"reply\": \(JSONText.quoted(reply))", seen: .result([seen]),
      expected)
  }

  /// What is seen of every setting that `maker_validate` takes.
  static let checks: [ConfigureEffect] = [
    check("compare", #""number""#, reply: "42.0", "candidate", (#""42.0""#, #""42""#)),
    check("token_limit", "8", "length", (#""no limit""#, #""over""#)),
    check("must_match", #""^[a-z]+$""#, "valid", ("true", "false")),
    check("must_not_match", #""4""#, "valid", ("true", "false")),
    check("json_schema", #"{"type": "string"}"#, "valid", ("true", "false")),
    check(
      "reading", #""repairing""#, base: #""compare": "number""#, reply: "the answer is 42",
      "candidate", ("null", #""42""#)),
  ]
}
