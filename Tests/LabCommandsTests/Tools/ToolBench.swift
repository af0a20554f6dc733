import Foundation
import MCPServer
import TextFormats

@testable import LabCommands

/// The tools of a server with a folder of its own, called as a client would.
struct ToolBench: Sendable {
  /// Where draws and results are; goes away with the bench.
  let folder: ScratchFolder
  /// What the calls share.
  let lab: ToolLab
  private let tools: [String: MCPTool]

  /// What does not fit the schema that a tool says.
  struct Misfit: Error, CustomStringConvertible {
    let description: String
  }

  /// Makes a server's tools.
  ///
  /// - Parameters:
  ///   - environment: Variables that lead providers somewhere.
  ///   - configurations: The store of configurations.
  /// - Throws: What keeps a folder from being made.
  init(
    environment: [String: String] = [:],
    configurations: ConfigurationStore = ConfigurationStore()
  ) throws {
    folder = try ScratchFolder()
    var lab = ToolLab(
      environment: environment, folder: try LabFolder(folder.path("mcp")),
      results: try LabFolder(folder.path("results")))
    lab.configurations = configurations
    self.lab = lab
    tools = Dictionary(uniqueKeysWithValues: LabTools.offered(in: lab).map { ($0.name, $0) })
  }

  /// A tool by its name.
  func tool(_ name: String) throws -> MCPTool {
    guard let tool = tools[name] else { throw Misfit(description: "no tool \(name)") }
    return tool
  }

  /// Reads JSON.
  static func json(_ text: String) throws -> JSONValue {
    try JSONReader.value(Array(text.utf8))
  }

  /// Calls a tool.
  ///
  /// - Parameters:
  ///   - name: Name of the tool.
  ///   - arguments: Its arguments.
  ///   - call: Hears of progress.
  /// - Returns: What it gives, which fits what it says it gives.
  /// - Throws: `ToolError` of the tool, or `Misfit`.
  func call(
    _ name: String, _ arguments: JSONValue, _ call: MCPCall = MCPCall()
  ) async throws -> JSONValue {
    let tool = try tool(name)
    if let problem = tool.inputSchema.problem(with: arguments) {
      throw Misfit(description: "\(name) takes no \(JSONText.compact(arguments)): \(problem)")
    }
    let result = try await tool.handler(arguments, call)
    if let problem = tool.outputSchema.problem(with: result) {
      throw Misfit(description: "\(name) gives \(JSONText.compact(result)): \(problem)")
    }
    return result
  }

  /// Calls a tool with members of an object; see `call`.
  func call(_ name: String, _ members: [(String, JSONValue)]) async throws -> JSONValue {
    try await call(name, .object(members))
  }

  /// The one line that a call is refused with; nil where it is not.
  func refusal(_ name: String, _ arguments: JSONValue) async -> String? {
    do {
      _ = try await call(name, arguments)
      return nil
    } catch let error as ToolError { return error.message } catch { return "\(error)" }
  }

  /// Mints a configuration; returns its handle.
  func configure(_ members: [(String, JSONValue)]) async throws -> String {
    guard let handle = try await call("maker_configure", members)["configuration"]?.string else {
      throw Misfit(description: "no handle")
    }
    return handle
  }
}
