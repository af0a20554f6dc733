import Foundation
import MCPServer
import TextFormats

@testable import LabCommands

/// A tool with one of every kind of argument.
enum ToolFixture {
  static let rows: [OptionDescription] = [
    .value("steps", "count", help: "steps", isRequired: true, domain: .integer(1...(1 << 62))),
    .value(
      "token-limit", "number", help: "limit of --steps", default: "0.5",
      domain: .number(.above(0, to: 1))),
    .value("shares", "a,b", help: "shares", domain: .numbers(.probability, count: 2...3)),
    .value("mode", "fast|slow", help: "mode", default: "fast", domain: .choice(["fast", "slow"])),
    .value(
      "k", "auto|votes", help: "margin", default: "auto",
      domain: .either(["auto"], .integer(1...9))),
    .value("name", "text", help: "a name", default: "none", domain: .text(bytes: 1...8)),
    .value("tag", "text", help: "a tag", isRepeatable: true, domain: .text(bytes: 0...8)),
    .flag("legality", help: "check it"),
  ]

  static let tool = ToolDescription(
    name: "fixture", title: "Fixture", abstract: "One of every kind.",
    parameters: rows.map { .option($0) } + [
      .json(
        "labels", .object([("type", .string("object")), ("maxProperties", .int(3))]),
        help: "labels")
    ],
    outputs: [
      ToolOutput(
        name: "mean", schema: .object([("type", .string("number"))]), help: "mean", isAlways: true),
      ToolOutput(
        name: "word", schema: .object([("type", .string("string"))]), help: "word", isAlways: false,
        canBeNull: false),
      ToolOutput(
        name: "kind", schema: ValueDomain.choice(["a", "b"]).schema, help: "kind", isAlways: true),
    ],
    isReadOnly: true, isOpenWorld: false, examples: [])

  /// Reads JSON.
  static func json(_ text: String) throws -> JSONValue {
    try JSONReader.value(Array(text.utf8))
  }

  /// The arguments that the tool takes JSON for.
  static func arguments(_ text: String) throws -> ToolArguments {
    try ToolArguments(json(text), for: tool)
  }

  /// The error that a call ends with; nil where it does not.
  static func refusal(_ text: String) throws -> String? {
    do { _ = try arguments(text) } catch let error as ToolError { return error.message }
    return nil
  }
}
