import MCPServer
import TextFormats

/// A tool of the laboratory: its table and what it does.
protocol LabTool: Sendable {
  /// Name, arguments, results: schemas, reference and parsing all come from it.
  static var description: ToolDescription { get }

  /// Arguments that have another name in a configuration, by that name.
  static var configured: [String: String] { get }

  /// Does the work of a call.
  ///
  /// - Parameters:
  ///   - arguments: What the client gave, which fits the table.
  ///   - call: Tells progress; cancelling the call cancels this task.
  ///   - lab: What all calls share.
  /// - Returns: Names and values of `description.outputs`.
  /// - Throws: Any error whose `description` is one line for the model.
  static func call(
    _ arguments: ToolArguments, _ call: MCPCall, in lab: ToolLab
  ) async throws -> [(String, JSONValue)]
}

extension LabTool {
  /// Arguments are called as in a configuration.
  static var configured: [String: String] { [:] }

  /// The tool as a server offers it.
  ///
  /// - Parameter lab: What all calls share.
  /// - Returns: The tool; whatever its work throws is one line in its words.
  static func offered(in lab: ToolLab) -> MCPTool {
    let table = description
    let command = table.command
    let words = ToolWords(command)
    return MCPTool(
      table.name, title: table.title, description: table.abstract,
      inputSchema: schema(ToolSchema.input(table)), outputSchema: schema(ToolSchema.output(table)),
      hints: MCPTool.Hints(
        isReadOnly: table.isReadOnly, isIdempotent: table.isReadOnly,
        isOpenWorld: table.isOpenWorld)
    ) { json, call async throws(ToolError) in
      let arguments = try ToolArguments(json, for: table, command)
      do { return .object(try await Self.call(arguments, call, in: lab)) } catch {
        if error is CancellationError { throw ToolError("the call was cancelled") }
        throw (error as? ToolError) ?? ToolError(words.line(error))
      }
    }
  }

  private static func schema(_ source: JSONValue) -> JSONSchema {
    do { return try JSONSchema(source) } catch {
      preconditionFailure("\(description.name): \(error)")
    }
  }
}
