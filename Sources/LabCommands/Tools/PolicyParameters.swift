import MAKERCore
import Tasks
import TextFormats

/// Which free replies a tool discards and how it compares the others, as its client says it.
struct PolicyParameters: Sendable {
  /// What a reply must be, and how it is compared.
  let replies: ReplyPolicy
  /// Most tokens of a reply, and how replies are read.
  let redFlags: RedFlagPolicy

  /// What is wrong with one of the arguments.
  struct Failure: Error, Equatable, CustomStringConvertible {
    /// One line for the model.
    let description: String
  }

  /// Rows of the table of every tool that reads free replies.
  static let rows: [ToolParameter] = [
    .option(
      .value(
        "compare", "how",
        help: "how replies are compared: \(AnswerComparison.allowed), whose last match counts",
        default: "whitespace; json where json_schema is given",
        domain: .text(bytes: 1...(RegularExpression.mostBytes + 6)))),
    .option(
      SolveQuestion.options["token-limit"].with(
        help: "longer replies are flagged, by the provider's own count of output tokens, {range}",
        default: "none but the channel's own")),
    .option(
      .value(
        "must-match", "expression",
        help: "flag replies that match this regular expression (RE2) nowhere, 1 to 1000 bytes",
        domain: .text(bytes: 1...RegularExpression.mostBytes))),
    .option(
      .value(
        "must-not-match", "expression",
        help: "flag replies that match this regular expression (RE2) somewhere, 1 to 1000 bytes",
        domain: .text(bytes: 1...RegularExpression.mostBytes))),
    .json(
      "json_schema",
      .object([
        ("type", .array([.string("object"), .string("boolean")])), ("maxProperties", .int(256)),
      ]),
      help:
        "flag replies that are not JSON or do not fit this JSON Schema (2020-12; unknown keywords are "
        + "refused)"),
    .option(
      SolveQuestion.options["reading"].with(
        help:
          "whether malformed replies are flagged, or mended where they can be (for comparison only)",
        default: ReplyReading.flagging.rawValue)),
  ]

  /// Reads the arguments of a call; absent ones have the defaults that the rows say.
  ///
  /// - Parameter arguments: What fits the table.
  /// - Throws: `Failure` for an expression or a schema that cannot be used.
  init(_ arguments: ToolArguments) throws(Failure) {
    let schema = try Self.schema(arguments["json_schema"])
    replies = ReplyPolicy(
      try Self.comparison(
        arguments["compare"]?.string ?? (schema == nil ? "whitespace" : "json")),
      mustMatch: try Self.expression("must_match", arguments),
      mustNotMatch: try Self.expression("must_not_match", arguments), schema: schema)
    redFlags = RedFlagPolicy(
      tokenLimit: arguments["token_limit"]?.integer,
      reading: arguments["reading"]?.string.flatMap(ReplyReading.init) ?? .flagging)
  }

  private static func comparison(_ text: String) throws(Failure) -> AnswerComparison {
    do throws(AnswerExpression.Failure) {
      return try AnswerComparison(text)
    } catch {
      let problem =
        switch error {
        case .unknown: "must be \(AnswerComparison.allowed)"
        case .malformed(let problem): problem.description
        case .groups(let count): "the expression has \(count) groups and must have one"
        }
      throw Failure(description: "compare: " + problem)
    }
  }

  private static func expression(
    _ name: String, _ arguments: ToolArguments
  ) throws(Failure) -> RegularExpression? {
    guard let text = arguments[name]?.string else { return nil }
    do throws(RegularExpression.Failure) {
      return try RegularExpression(text)
    } catch { throw Failure(description: "\(name): \(error)") }
  }

  private static func schema(_ source: JSONValue?) throws(Failure) -> JSONSchema? {
    guard let source else { return nil }
    do throws(JSONSchema.Failure) {
      return try JSONSchema(source)
    } catch { throw Failure(description: "json_schema: \(error)") }
  }
}
