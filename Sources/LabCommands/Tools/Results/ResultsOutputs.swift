import TextFormats

/// What `maker_results` gives, as rows.
enum ResultsOutputs {
  /// All members, in the order in which they come.
  static let all: [ToolOutput] = [
    row(
      "experiments", list(experiment),
      "experiments of this page, each with its tables, figures and claims"),
    row("experiment", ToolSchema.type("string"), "suite and name"),
    row("table", ToolSchema.type("string"), "name of the table"),
    row(
      "comments", list(ToolSchema.type("string")),
      "what stands above the table: experiment, seed and epoch"),
    row("columns", list(ToolSchema.type("string")), "columns of the rows"),
    row(
      "rows", list(list(.object([("type", types("string", "number", "null"))]))),
      "rows of this page, each a list in the order of the columns; null where nothing stands"),
    ToolOutput(
      name: "total", schema: ToolSchema.type("integer"),
      help: "experiments or rows that there are on all pages",
      isAlways: true, canBeNull: false),
    ToolOutput(
      name: "next_offset", schema: ToolSchema.type("integer"),
      help: "offset of the next page; null where none is",
      isAlways: true),
  ]

  private static let experiment = ToolSchema.object(
    [
      ("experiment", ToolSchema.type("string")), ("tables", list(ToolSchema.type("string"))),
      ("figures", list(ToolSchema.type("string"))), ("claims", list(claim)),
    ], required: ["experiment", "tables", "figures", "claims"])

  private static let claim = ToolSchema.object(
    [
      ("claim", ToolSchema.type("string")), ("expect", ToolSchema.type("string")),
      ("verdict", ToolSchema.type("string")),
      ("cells", ToolSchema.type("integer")),
    ], required: ["claim", "expect", "verdict", "cells"])

  private static func row(_ name: String, _ schema: JSONValue, _ help: String) -> ToolOutput {
    ToolOutput(name: name, schema: schema, help: help, isAlways: false, canBeNull: false)
  }

  private static func types(_ names: String...) -> JSONValue {
    .array(names.map { .string($0) })
  }

  private static func list(_ items: JSONValue) -> JSONValue { ToolSchema.list(items) }
}
