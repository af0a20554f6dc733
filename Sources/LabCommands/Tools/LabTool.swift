import MCPServer
import TextFormats

/// A tool of the laboratory: its table and what it does.
protocol LabTool: Sendable {
  /// Name, arguments, results: schemas, reference and parsing all come from it.
  static var description: ToolDescription { get }

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
