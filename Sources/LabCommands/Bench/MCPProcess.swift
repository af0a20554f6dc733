import Foundation
import TextFormats

/// This very program as an MCP server over pipes, asked as a client asks it.
final class MCPProcess {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private let folder: URL
  private var rest: [UInt8] = []
  private var read = 0

  /// Starts the server over a temporary folder.
  ///
  /// - Parameters:
  ///   - words: Words after `mcp --out FOLDER`.
  ///   - environment: Variables beside those of this process.
  /// - Throws: What the file system refuses, or `LabError`.
  init(_ words: [String] = [], environment: [String: String] = [:]) throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("makerlab-bench-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    process.executableURL = Bundle.main.executableURL
    process.arguments = ["mcp", "--out", folder.path] + words
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    // Whoever else holds the writing end keeps the end of the output from being seen.
    try output.fileHandleForWriting.close()
  }

  deinit {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
    try? FileManager.default.removeItem(at: folder)
  }

  /// Sends requests, their ids being their places.
  ///
  /// - Parameters:
  ///   - requests: Method and parameters of each; the pipe takes them whole.
  ///   - first: Id of the first.
  /// - Throws: An error where the server has gone.
  func send(
    _ requests: [(method: String, params: [(String, JSONValue)])], from first: Int = 0
  ) throws {
    let meta = JSONValue.object([
      ("io.modelcontextprotocol/protocolVersion", .string("2026-07-28")),
      ("io.modelcontextprotocol/clientCapabilities", .object([])),
    ])
    let lines = requests.enumerated().map { id, request in
      JSONText.compact(
        .object([
          ("jsonrpc", .string("2.0")), ("id", .int(first + id)),
          ("method", .string(request.method)),
          ("params", .object([("_meta", meta)] + request.params)),
        ])) + "\n"
    }
    try input.fileHandleForWriting.write(contentsOf: Data(lines.joined().utf8))
  }

  /// Cancels a request.
  ///
  /// - Parameter id: Its id.
  /// - Throws: An error where the server has gone.
  func cancel(_ id: Int) throws {
    let line = JSONText.compact(
      .object([
        ("jsonrpc", .string("2.0")), ("method", .string("notifications/cancelled")),
        ("params", .object([("requestId", .int(id))])),
      ]))
    try input.fileHandleForWriting.write(contentsOf: Data((line + "\n").utf8))
  }

  /// Waits for the next line.
  ///
  /// - Returns: The line without its end.
  /// - Throws: `LabError` where the server ends.
  func line() throws -> [UInt8] {
    while true {
      if let end = rest[read...].firstIndex(of: 10) {
        defer { read = end + 1 }
        return Array(rest[read..<end])
      }
      rest.removeFirst(read)
      read = 0
      let chunk = output.fileHandleForReading.availableData
      guard !chunk.isEmpty else { throw LabError("the MCP server ended") }
      rest += chunk
    }
  }

  /// Sends calls of a tool and waits for all their results.
  ///
  /// - Parameters:
  ///   - tool: Name of the tool.
  ///   - arguments: Arguments of each call.
  /// - Returns: Structured content of each, in the order in which they came.
  /// - Throws: `LabError` where one of them failed.
  func call(_ tool: String, _ arguments: [JSONValue]) throws -> [JSONValue] {
    try send(
      arguments.map { ("tools/call", [("name", .string(tool)), ("arguments", $0)]) })
    return try arguments.map { _ in
      let line = try line()
      let reply = try? JSONReader.value(line)
      guard let result = reply?["result"], result["isError"]?.bool != true,
        let content = result["structuredContent"]
      else {
        throw LabError("\(tool) failed: \(String(decoding: line.prefix(500), as: UTF8.self))")
      }
      return content
    }
  }
}
