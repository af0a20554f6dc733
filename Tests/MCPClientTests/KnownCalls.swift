import Foundation
import TextFormats

/// Calls of every tool that work, shared with the official client's checks.
enum KnownCalls {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../..").standardizedFileURL

  static func bytes() throws -> [UInt8] {
    Array(
      try Data(contentsOf: root.appendingPathComponent("Tests/References/mcp_client/calls.json")))
  }

  /// The first call of each tool, by name, in order.
  static func each() throws -> [(tool: String, arguments: JSONValue)] {
    try (ServerProcess.parsed(bytes())["calls"]?.members ?? []).map { name, calls in
      (name, calls.elements?.first ?? .object([]))
    }
  }

  /// The first call of one tool.
  static func of(_ tool: String) throws -> JSONValue {
    guard let call = try each().first(where: { $0.tool == tool }) else {
      throw ServerProcess.Failure("no call of \(tool) is known", "")
    }
    return call.arguments
  }
}
