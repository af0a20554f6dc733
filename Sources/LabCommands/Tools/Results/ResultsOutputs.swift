import TextFormats

/// What `maker_results` gives, as rows.
enum ResultsOutputs {
  /// All members, in the order in which they come.
  static let all: [ToolOutput] = [
    row(
      "experiments", list(experiment),
      "experiments of this page, each with its tables, figures and claims"),
    row("experiment", type("string"), "suite and name"),
    row("table", type("string"), "name of the table"),
    row(
      "comments", list(type("string")), "what stands above the table: experiment, seed and epoch"),
    row("columns", list(type("string")), "columns of the rows"),
    row(
      "rows", list(list(.object([("type", types("string", "number", "null"))]))),
      "rows of this page, each a list in the order of the columns; null where nothing stands"),
    ToolOutput(
      name: "total", schema: type("integer"),
      help: "experiments or rows that there are on all pages",
      isAlways: true, canBeNull: false),
    ToolOutput(
      name: "next_offset", schema: type("integer"),
      help: "offset of the next page; null where none is",
      isAlways: true),
  ]

  private static let experiment = ToolSchema.object(
    [
      ("experiment", type("string")), ("tables", list(type("string"))),
      ("figures", list(type("string"))), ("claims", list(claim)),
    ], required: ["experiment", "tables", "figures", "claims"])

  private static let claim = ToolSchema.object(
    [
      ("claim", type("string")), ("expect", type("string")), ("verdict", type("string")),
      ("cells", type("integer")),
    ], required: ["claim", "expect", "verdict", "cells"])

  private static func row(_ name: String, _ schema: JSONValue, _ help: String) -> ToolOutput {
    ToolOutput(name: name, schema: schema, help: help, isAlways: false, canBeNull: false)
  }

  private static func type(_ name: String) -> JSONValue { .object([("type", .string(name))]) }

  private static func types(_ names: String...) -> JSONValue {
    .array(names.map { .string($0) })
  }

  private static func list(_ items: JSONValue) -> JSONValue { ToolSchema.list(items) }
}
