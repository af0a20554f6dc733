import Economics
import MCPServer
import TextFormats

/// `maker_configure`: settings of later calls, by a handle.
enum ConfigureTool: LabTool {
  static let description = ToolDescription(
    name: "maker_configure",
    title: "Settle how later calls vote",
    abstract: """
      Checks settings once and returns a handle, which the tools that vote, check, calibrate, explain and \
      simulate take as configuration, each what it has an argument for (maker_results has none of them). An \
      argument of the call itself wins over the configuration's. max_cost and max_tokens \
      are one budget for all calls that use the handle together, within what the server may spend. A \
      configuration never changes and ends at expires_at, or with the server: mint another for other \
      settings. A channel or an expression that cannot be used is refused here.
      """,
    parameters: parameters + [.option(lifetime)],
    outputs: [
      ToolOutput(
        name: "configuration",
        schema: .object([
          ("type", .string("string")), ("pattern", .string(ConfigurationHandle.pattern)),
        ]), help: "the handle; give it to nobody who may not use the budget", isAlways: true,
        canBeNull: false),
      ToolOutput(
        name: "expires_at",
        schema: .object([("type", .string("string")), ("format", .string("date-time"))]),
        help: "when it ends; UTC, ISO 8601", isAlways: true, canBeNull: false),
      ToolOutput(
        name: "fields", schema: fieldsSchema,
        help:
          "what a vote with this configuration alone uses, defaults filled in; null where the call "
          + "decides, or nothing does; max_cost and max_tokens that were not given are limits of each call",
        isAlways: true, canBeNull: false),
    ],
    isReadOnly: false,
    isOpenWorld: false,
    examples: [
      .init(
        arguments: """
          {"channel": "openai:gpt-4.1-mini", "k": 3, "draw_limit": 20, "compare": "number", \
          "max_cost": 0.05, "ttl_seconds": 3600}
          """, explanation: "a model, a margin and five cents for all votes of an hour"),
      .init(
        arguments: """
          {"channel": "simulated:p=0.9", "steps": 1000, "target": 0.99}
          """, explanation: "the margin that a thousand steps need"),
    ])

  /// Arguments of `maker_vote` that are of one question, and not of how questions are voted on.
  static let ofOneQuestion: Set<String> = ["prompt", "system", "expected", "configuration"]

  /// What is settled: whatever else a vote takes.
  private static let parameters = VoteTool.description.parameters.filter {
    !ofOneQuestion.contains($0.name)
  }

  /// How long the configuration lives.
  private static let lifetime = OptionDescription.value(
    "ttl-seconds", "seconds", help: "how long the configuration lives, {range}",
    default: "\(ConfigurationStore.usualLifetime)",
    domain: .integer(ConfigurationStore.lifetimes))

  /// Schema of what is settled: that of each argument, or null.
  private static let fieldsSchema: JSONValue = {
    let table = ToolDescription(
      name: "fields", title: "", abstract: "", parameters: parameters, outputs: [],
      isReadOnly: true, isOpenWorld: false, examples: [])
    let properties = ToolSchema.input(table)["properties"]?.members ?? []
    return ToolSchema.object(
      properties.map { name, schema in
        let members = (schema.members ?? []).filter { $0.0 != "description" && $0.0 != "default" }
        return (name, ToolSchema.nullable(.object(members)))
      }, required: properties.map(\.0))
  }()

  static func call(
    _ arguments: ToolArguments, _ call: MCPCall, in lab: ToolLab
  ) async throws -> [(String, JSONValue)] {
    let members = (arguments.json.members ?? []).filter { name, value in
      !value.isNull && parameters.contains { $0.name == name }
    }
    let settled = try SettledConfiguration(members, in: lab)
    let configuration = try lab.configurations.mint(
      members, limits: settled.limits,
      lifetime: try arguments.options.integer("ttl-seconds") ?? ConfigurationStore.usualLifetime)
    return [
      ("configuration", .string(configuration.handle)),
      ("expires_at", .string(configuration.expiryText)),
      ("fields", .object(settled.fields(of: parameters))),
    ]
  }
}
