import Foundation
import MCPServer
import Providers
import TestSupport
import Testing
import TextFormats

@testable import LabCommands

/// Calls of tools as a server makes them, over a folder of their own.
struct ToolCalls {
  let folder: ScratchFolder
  var lab: ToolLab

  /// Starts what a server shares.
  ///
  /// - Parameters:
  ///   - environment: Variables, as of a fault server.
  ///   - folder: Where draws are kept; nil for a new one.
  ///   - spending: What the operator lets it spend.
  /// - Throws: What keeps the folder from being made.
  init(
    _ environment: [String: String] = [:], in folder: ScratchFolder? = nil,
    spending: ServerSpending = ServerSpending()
  ) throws {
    let folder = try folder ?? ScratchFolder()
    self.folder = folder
    lab = ToolLab(
      environment: environment, folder: try LabFolder(folder.path("mcp")),
      results: try LabFolder(folder.path("results")), spending: spending)
  }

  /// Path of the store of draws.
  var store: String { lab.folder.storePath }

  /// Calls a tool, and checks that what it gives fits its schema.
  ///
  /// - Parameters:
  ///   - tool: The tool.
  ///   - json: Its arguments.
  ///   - call: The request.
  /// - Returns: The structured content.
  /// - Throws: `ToolError` as the client gets it.
  func call(
    _ tool: any LabTool.Type, _ json: String, _ call: MCPCall = MCPCall()
  ) async throws -> JSONValue {
    let offered = tool.offered(in: lab)
    let arguments = try JSONReader.value(Array(json.utf8))
    if let problem = offered.inputSchema.problem(with: arguments) {
      throw ToolError("the schema of the arguments: \(problem)")
    }
    let result = try await offered.handler(arguments, call)
    let problem = offered.outputSchema.problem(with: result)
    #expect(problem == nil, "\(JSONText.compact(result))")
    return result
  }

  /// Votes, as `call` does.
  func vote(_ json: String, _ call: MCPCall = MCPCall()) async throws -> JSONValue {
    try await self.call(VoteTool.self, json, call)
  }

  /// The line that a client gets in place of a result; nil where there is one.
  func refusal(_ json: String) async -> String? {
    do {
      _ = try await vote(json)
      return nil
    } catch { return (error as? ToolError)?.message ?? "\(error)" }
  }
}
