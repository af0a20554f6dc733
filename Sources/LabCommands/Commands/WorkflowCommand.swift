import Economics
import Foundation
import TextFormats

/// `makerlab workflow`: what agents under a planner cost, and how long they take.
enum WorkflowCommand: LabCommand {
  static let description = CommandDescription(
    "workflow",
    abstract: "simulate agents that work side by side under a planner: cost and makespan",
    discussion: """
      A planner makes tasks, each agent does one, and every call has tokens and a time by its law.  \
      Cost and makespan are simulated, with intervals, beside their exact values: expected cost is \
      linear; the makespan is the planner's time and the expected largest of the agents' times, where \
      that is known.

      Prices are those of the price book on the day of the workflow, or on another (--on), or those \
      that the workflow states itself (--stated-prices).  Without a file the shipped workflow is \
      taken; --json-workflow prints it as a file to begin with.
      """,
    operands: [
      OperandDescription(
        "file", help: "a workflow as JSON; the shipped one unless given", arity: .optional)
    ],
    options: [
      .value(
        "agents", "count", help: "agents, each with one task", default: "the workflow's",
        domain: .integer(1...1000)),
      .value(
        "limit", "count", help: "agents that work at a time", default: "the workflow's",
        domain: .integer(1...1000)),
      .value(
        "prices", "file", help: "price book that goes before the shipped one",
        default: "MAKERLAB_PRICES, or none"),
      .value("on", "day", help: "prices of that day, as 2025-10-21", default: "the workflow's"),
      .flag("stated-prices", help: "the prices that the workflow states itself"),
      .value(
        "trials", "count", help: "simulated runs", default: "10000",
        domain: .integer(100...1_000_000)),
      .value(
        "seed", "number", help: "seed of the simulation", default: "1",
        domain: .integer(0...Int.max)),
      .flag("json-workflow", help: "print the shipped workflow as the JSON file that it is"),
      .format,
    ],
    examples: [
      .init("makerlab workflow", "five agents under a planner, at the prices of their plan's day"),
      .init(
        "makerlab workflow --agents 20 --limit 5 --on 2026-11-20",
        "more agents than may work at a time, at later prices"),
      .init("makerlab workflow --json-workflow > my-workflow.json", "a workflow to change"),
      .init("makerlab workflow my-workflow.json --format json", "a workflow of your own"),
    ])

  /// Calls of one simulation, at most; count.
  private static let mostWork = 100_000_000

  static func run(_ arguments: Arguments, in context: LabContext) async throws -> ExitCode {
    if arguments.flag("json-workflow") {
      guard arguments.operand("file") == nil else {
        throw LabError("--json-workflow prints the shipped workflow: name no file beside it")
      }
      context.write(Workflow.shippedJSON)
      return .done
    }
    var workflow = try workflow(arguments.operand("file"))
    let limit = try arguments.integer("limit")
    workflow.agents = try arguments.integer("agents") ?? workflow.agents
    workflow.limit = limit ?? workflow.limit
    let trials = try arguments.integer("trials") ?? 10_000
    let calls = workflow.kinds.reduce(1) { $0 + $1.callsPerTask }
    let work = Double(trials) * Double(workflow.agents) * workflow.meanTries * Double(calls)
    guard work <= Double(mostWork) else {
      throw LabError(
        "--trials \(trials) of this workflow make \(NumberFormat.prefixed(work)) calls; allowed are "
          + "\(NumberFormat.prefixed(Double(mostWork))): simulate fewer runs")
    }
    let (pricing, text) = try pricing(of: workflow, arguments, in: context)
    let report = WorkflowReport(
      workflow, at: pricing, text, trials: trials,
      seed: try arguments.integer("seed") ?? 1)
    switch try arguments.choice("format", as: OutputFormat.self) ?? .table {
    case .table: context.write(report.text)
    case .json: context.write(JSONText.pretty(.object(report.fields)).trimmedEnd)
    case .csv: context.write(JSONText.csv(rows: report.rows))
    }
    return .done
  }

  private static func workflow(_ path: String?) throws -> Workflow {
    guard let path else { return try Workflow.shipped() }
    guard let json = FileManager.default.contents(atPath: path) else {
      throw LabError("\(path): this workflow cannot be read")
    }
    return try Workflow(json: json, file: path)
  }

  /// The prices that the options ask for, and where they are from.
  private static func pricing(
    of workflow: Workflow, _ arguments: Arguments, in context: LabContext
  ) throws -> (WorkflowPricing, String) {
    if arguments.flag("stated-prices") {
      guard arguments.value("on") == nil, arguments.value("prices") == nil else {
        throw LabError("--stated-prices takes the place of --on and --prices: give one of them")
      }
      guard !workflow.statedPrices.isEmpty else {
        throw LabError("--stated-prices: this workflow states no prices")
      }
      return (
        WorkflowPricing(prices: workflow.statedPrices), "prices as the workflow states them"
      )
    }
    let books = try PriceFiles.books(
      PriceFiles.path(arguments, environment: context.environment))
    let day = try PriceFiles.day(arguments) ?? workflow.date
    let pricing = WorkflowPricing(of: workflow, in: books, on: day)
    let names = books.books.map { "\($0.name) price book of \($0.date)" }
      .joined(separator: ", then ")
    return (pricing, "prices\(day.map { " of \($0)" } ?? "") from the \(names)")
  }
}
