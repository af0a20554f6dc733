import Foundation
import MCPServer
import Storage
import TextFormats

/// `maker_results`: the tables and claims of experiments.
enum ResultsTool: LabTool {
  static let description = ToolDescription(
    name: "maker_results",
    title: "Look up what experiments found",
    abstract: """
      Reads the results of the laboratory's experiments. Without experiment: lists them, each with its \
      tables, figures and claims (what was predicted, and the verdict: supported, contradicted or \
      undecided). With experiment, as core/kmin: rows of one of its tables, filtered by values of columns \
      and page by page. Free; reads nothing but the results folder of the server.
      """,
    parameters: [
      .option(
        .value(
          "experiment", "suite/name", help: "which experiment, as core/kmin",
          default: "list them all", domain: .text(bytes: 1...200))),
      .option(
        .value(
          "table", "name",
          help: "which of its tables, as results, claims or votes; results are its design points",
          default: "results", domain: .text(bytes: 1...64))),
      .json(
        "where",
        .object([
          ("type", .string("object")), ("maxProperties", .int(16)),
          (
            "additionalProperties",
            .object([
              (
                "anyOf",
                .array([
                  .object([("type", .string("string")), ("maxLength", .int(256))]),
                  .object([("type", .string("number"))]),
                ])
              )
            ])
          ),
        ]),
        help:
          "rows wanted, by column: equal numbers, or equal texts, as {\"p\": 0.6, \"k\": 3}; all must hold"
      ),
      .json(
        "columns",
        ToolSchema.list(
          .object([("type", .string("string")), ("maxLength", .int(128))]), count: 1...64),
        help: "columns wanted; all unless given"),
      .option(
        .value(
          "limit", "count", help: "most rows or experiments returned", default: "50",
          domain: .integer(1...200))),
      .option(
        .value(
          "offset", "count",
          help: "rows or experiments passed over: next_offset of the page before",
          default: "0", domain: .integer(0...10_000_000))),
    ],
    outputs: ResultsOutputs.all,
    isReadOnly: true,
    isOpenWorld: false,
    examples: [
      .init(arguments: "{}", explanation: "which experiments there are, and what they claim"),
      .init(
        arguments: #"{"experiment": "core/kmin", "where": {"p": 0.6, "disks": 5}, "limit": 3}"#,
        explanation: "design points of one experiment"),
      .init(
        arguments:
          #"{"experiment": "core/kmin", "table": "claims", "columns": ["claim", "verdict"]}"#,
        explanation: "verdicts cell by cell"),
    ])

  /// Size of the rows from which on a page ends; bytes.
  static let mostBytes = 256 << 10

  static func call(
    _ arguments: ToolArguments, _ call: MCPCall, in lab: ToolLab
  ) async throws -> [(String, JSONValue)] {
    let catalogue = ExperimentCatalogue(ResultLibrary(lab.results))
    let offset = try arguments.options.integer("offset") ?? 0
    let limit = try arguments.options.integer("limit") ?? 50
    guard let name = arguments.options.string("experiment") else {
      for member in ["table", "where", "columns"] where arguments[member] != nil {
        throw LabError("\(member) goes with experiment")
      }
      let all = catalogue.experiments
      let page = Array(all.dropFirst(offset).prefix(limit))
      return [
        ("experiments", .array(try page.map { .object(try catalogue.fields($0)) })),
        ("total", .int(all.count)),
        ("next_offset", .int(offset + page.count < all.count ? offset + page.count : nil)),
      ]
    }
    let experiment = try catalogue.experiment(name)
    let tableName = arguments.options.string("table") ?? ExperimentCatalogue.plainTable
    let table = try catalogue.table(tableName, of: experiment)
    let query = try TableQuery(
      table, where: arguments["where"]?.members ?? [],
      columns: arguments["columns"]?.elements?.compactMap(\.string))
    let page = query.page(offset: offset, limit: limit, mostBytes: mostBytes)
    return [
      ("experiment", .string(experiment.name)), ("table", .string(tableName)),
      ("comments", .array(table.comments.map { .string($0) })),
      ("columns", .array(query.columns.map { .string($0) })), ("rows", .array(page.rows)),
      ("total", .int(query.count)), ("next_offset", .int(page.next)),
    ]
  }
}
