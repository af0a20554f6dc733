import Economics
import Foundation
import TextFormats

/// `makerlab route`: which tier a task goes to, and how often that was right.
enum RouteCommand: LabCommand {
  static let description = CommandDescription(
    "route",
    abstract: "which tier of models a task goes to, and how often that was right",
    discussion: """
      Strategies are tried in order: a label that names the tier or a model (model:small, model:haiku), a \
      label of complexity (complexity:simple), a pattern in the text, a default.  Each has a stated \
      confidence: the chance that the tier does the task without another's help.  All of it is data: \
      --json-rules prints the shipped rules as a file to begin with, --rules reads your own.

      With --log (JSON Lines) or --out (the store of a folder) or both, the decision is recorded; \
      --outcome records what became of it, --report holds the decisions against their outcomes: success \
      by tier, money saved against an all-medium team, and whether the confidences are true.  Lines of a log \
      that cannot be read, and clocks that jumped, are said and passed over.
      """,
    operands: [
      OperandDescription("task", help: "what the task is about, in quotes", arity: .optional)
    ],
    options: RouteMode.options,
    examples: [
      .init(
        "makerlab route \"Rename a field\" --label complexity:simple", "the tier and what it costs"),
      .init(
        "makerlab route \"Rename a field\" --log routes.jsonl --id T-17",
        "the same, recorded under a name"),
      .init(
        "makerlab route --outcome T-17 --succeeded --cost 0.004 --log routes.jsonl",
        "what became of it"),
      .init("makerlab route --report --log routes.jsonl", "success, savings and calibration"),
      .init("makerlab route --file tasks.jsonl --format csv", "many tasks, one a line"),
      .init("makerlab route --json-rules > my-rules.json", "rules to change"),
    ])

  static func run(_ arguments: Arguments, in context: LabContext) async throws -> ExitCode {
    let mode = try RouteMode(arguments)
    let format = try arguments.choice("format", as: OutputFormat.self) ?? .table
    switch mode {
    case .rules: context.write(RoutingRules.shippedJSON)
    case .task:
      let session = try RouteSession(arguments, in: context)
      try session.decide([try session.task(arguments)], as: format, isBatch: false)
    case .file(let path):
      let session = try RouteSession(arguments, in: context)
      try session.decide(try RouteBatch.tasks(path), as: format, isBatch: true)
    case .outcome(let start):
      try RouteSession(arguments, in: context).conclude(start, arguments)
    case .report:
      try RouteReport(arguments, in: context).write(as: format, arguments, in: context)
    }
    return .done
  }
}
