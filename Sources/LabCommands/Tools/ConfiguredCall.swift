import TextFormats

/// A call as it is done: its arguments, completed by the configuration that it names.
struct ConfiguredCall: Sendable {
  /// What the client gave, and what the configuration says beside it.
  let arguments: ToolArguments
  /// The configuration; nil where the call names none.
  let configuration: Configuration?

  /// The row of the table of a tool that votes, checks or calibrates.
  static let parameter = row(
    "what it holds takes the place of arguments that are not given here, and its budget holds beside this "
      + "call's")

  /// The row of the table of a tool that takes a configuration.
  ///
  /// - Parameter help: What it takes of it.
  /// - Returns: The row, `configuration`.
  static func row(_ help: String) -> ToolParameter {
    .json(
      "configuration",
      .object([
        ("type", .string("string")), ("pattern", .string(ConfigurationHandle.pattern)),
        ("maxLength", .int(36)),
      ]), help: "handle that maker_configure returned: " + help)
  }

  /// Completes a call; every tool with such a row in its table begins so.
  ///
  /// - Parameters:
  ///   - given: What the client gave.
  ///   - tool: The tool's table.
  ///   - names: Arguments of this tool that have another name in a configuration, by that name.
  ///   - apart: What is left aside of a configuration where the call gives an argument, by that argument.
  ///   - lab: Knows the configurations.
  /// - Throws: `ConfigurationError` for a handle that is unknown or expired, and what the arguments
  ///   together are refused for.
  init(
    _ given: ToolArguments, of tool: ToolDescription, names: [String: String] = [:],
    apart: [String: Set<String>] = Configuration.apartInVotes, in lab: ToolLab
  ) throws {
    guard let handle = given["configuration"]?.string else {
      arguments = given
      configuration = nil
      return
    }
    let found = try lab.configurations.configuration(handle)
    let members = found.completing(
      given.json.members ?? [], known: Set(tool.parameters.map(\.name)), names: names, apart: apart)
    arguments = try ToolArguments(.object(members), for: tool)
    configuration = found
  }
}
