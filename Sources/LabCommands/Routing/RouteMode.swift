import Economics
import Foundation

/// What `route` is asked to do.
enum RouteMode {
  case rules
  case task
  case file(String)
  case outcome(String)
  case report

  private static let tiers = ModelTier.allCases.map(\.rawValue)

  /// The options of the command.
  static let options: [OptionDescription] = [
    .value(
      "label", "prefix:value", help: "a label of the task, as complexity:simple",
      isRepeatable: true),
    .value("rules", "file", help: "rules of your own", default: "the shipped ones"),
    .flag("json-rules", help: "print the shipped rules as the JSON file that they are"),
    .value(
      "prices", "file", help: "price book that goes before the shipped one",
      default: "MAKERLAB_PRICES, or none"),
    .value(
      "tokens-in", "count", help: "tokens of the task's prompts, {range}",
      default: "of the rules' typical task", domain: .integer(0...1_000_000_000_000)),
    .value(
      "tokens-out", "count", help: "tokens of its replies, {range}",
      default: "of the rules' typical task", domain: .integer(0...1_000_000_000_000)),
    .value("log", "file", help: "JSON Lines file that keeps decisions and outcomes"),
    .out.with(help: "folder whose store keeps decisions and outcomes", default: nil),
    .value("id", "name", help: "name of the decision", default: "12 hexadecimal digits"),
    .flag("no-text", help: "record the digest of the text and not the text"),
    .value(
      "override", "small|medium|large", help: "the tier to take instead; needs --reason",
      domain: .choice(tiers)),
    .value("reason", "text", help: "why --override is right"),
    .value(
      "file", "file",
      help: "tasks, a JSON object a line: text, and labels and id where there are any"),
    .value("outcome", "id", help: "record what became of a decision; the beginning of its name"),
    .flag("succeeded", help: "with --outcome: the task was done, by whichever tier"),
    .flag("failed", help: "with --outcome: it was not"),
    .value(
      "rework", "count", help: "with --outcome: times that work was done again, {range}",
      default: "0", domain: .integer(0...1_000_000)),
    .value(
      "cost", "dollars", help: "with --outcome: what the task cost in all",
      default: "of its tokens, else unknown"),
    .value(
      "medium-cost", "dollars", help: "with --outcome: what the medium tier would have cost",
      default: "of its tokens, else as estimated"),
    .value(
      "escalated-to", "small|medium|large", help: "with --outcome: the tier that took over",
      domain: .choice(tiers)),
    .flag("report", help: "hold the recorded decisions against their outcomes"),
    .value(
      "figure", "path", help: "with --report: draw the calibration curve there, without .png"),
    .format,
  ]

  /// Finds what is asked for.
  ///
  /// - Parameter arguments: The words.
  /// - Throws: `LabError` or `UsageError` where nothing is, two things are, or an option has no place.
  init(_ arguments: Arguments) throws {
    var modes: [(words: String, mode: RouteMode, options: [String])] = []
    let routing = [
      "rules", "prices", "tokens-in", "tokens-out", "log", "out", "no-text", "format",
    ]
    if arguments.flag("json-rules") { modes.append(("--json-rules", .rules, [])) }
    if arguments.operand("task") != nil {
      modes.append(("a task", .task, routing + ["label", "id", "override", "reason"]))
    }
    if let file = arguments.string("file") { modes.append(("--file", .file(file), routing)) }
    if let id = arguments.string("outcome") {
      modes.append(
        (
          "--outcome", .outcome(id),
          [
            "rules", "prices", "tokens-in", "tokens-out", "log", "out", "succeeded", "failed",
            "rework", "cost", "medium-cost", "escalated-to",
          ]
        ))
    }
    if arguments.flag("report") {
      modes.append(("--report", .report, ["log", "out", "figure", "format"]))
    }
    guard let found = modes.first else { throw UsageError.missingOperand("task") }
    if modes.count > 1 {
      throw LabError("\(modes[0].words) and \(modes[1].words): give one of them")
    }
    for option in Self.options
    where !["json-rules", "file", "outcome", "report"].contains(option.name) {
      let isGiven =
        option.kind == .flag
        ? arguments.flag(option.name) : !arguments.values(option.name).isEmpty
      if isGiven, !found.options.contains(option.name) {
        throw LabError("--\(option.name) has no place beside \(found.words)")
      }
    }
    self = found.mode
  }
}
