import MCPServer
import TestSupport
import Testing
import TextFormats

@testable import LabCommands

/// One setting of a configuration, and what is seen of it in a call of a tool.
struct ConfigureEffect: Sendable, CustomTestStringConvertible {
  /// Name of the tool.
  let tool: String
  /// Name of the setting.
  let name: String
  /// Name of the tool's argument, where it is another.
  let argument: String
  /// What the call says for itself, members as JSON.
  let question: String
  /// The configuration but for the setting, as JSON.
  let base: String
  /// Two values of the setting as JSON; nil where it is left out.
  let values: (String?, String)
  /// What is looked at: in the result, or in the last request that a provider got.
  let seen: Seen
  /// What is seen with each value, as JSON.
  let expected: (String, String)

  /// Where an effect shows.
  enum Seen: Sendable {
    /// Members of the result, one within the other.
    case result([String])
    /// A member of the body of the last request.
    case request(String)
  }

  /// Settings of a model that says one thing, or none that does where a script has more.
  static let scripted = #""channel": "openai:gpt-4.1-mini", "draw_limit": 3, "seed": 1"#

  /// Describes an effect.
  ///
  /// - Parameters:
  ///   - tool: Name of the tool.
  ///   - name: Name of the setting.
  ///   - values: Two values of it as JSON; nil where it is left out.
  ///   - argument: Name of the tool's argument; nil for that of the setting.
  ///   - base: The configuration but for the setting, members as JSON.
  ///   - question: What the call says for itself, members as JSON.
  ///   - seen: Where the effect shows.
  ///   - expected: What is seen with each value, as JSON.
  init(
    _ tool: String, _ name: String, _ values: (String?, String), as argument: String? = nil,
    base: String, question: String, seen: Seen, _ expected: (String, String)
  ) {
    self.tool = tool
    self.name = name
    self.argument = argument ?? name
    self.question = question
    self.base = base
    self.values = values
    self.seen = seen
    self.expected = expected
  }

  var testDescription: String { "\(tool): \(name)" }

  /// Whether a provider is asked.
  private var isScripted: Bool { (base + question).contains("openai") }

  /// The settings with one of the values; the setting under that name.
  private func members(_ value: String?, as name: String) throws -> [(String, JSONValue)] {
    let parts = [base, value.map { "\"\(name)\": \($0)" }].compactMap(\.self)
    let all = "{" + parts.filter { !$0.isEmpty }.joined(separator: ", ") + "}"
    return try ToolBench.json(all).members ?? []
  }

  /// A provider for the calls; nil where none is asked.
  func provider() throws -> FaultServerProcess? {
    isScripted ? try FaultServerProcess(["--model", "script"]) : nil
  }

  /// Calls the tool in a folder of its own, so that nothing is read again.
  ///
  /// - Parameters:
  ///   - value: The value of the setting as JSON; nil where it is left out.
  ///   - byHandle: Whether a configuration holds the settings, or the call itself.
  ///   - server: The provider.
  /// - Returns: The result, and what is seen of the setting as JSON.
  /// - Throws: What the call is refused for.
  func call(
    _ value: String?, byHandle: Bool, _ server: FaultServerProcess?
  ) async throws -> (result: JSONValue, seen: String) {
    let bench = try ToolBench(environment: server?.environment ?? [:])
    var arguments = try ToolBench.json("{\(question)}").members ?? []
    if byHandle {
      let handle = try await bench.configure(try members(value, as: name))
      arguments.append(("configuration", .string(handle)))
    } else {
      let known = try bench.tool(tool).inputSchema.source["properties"]
      arguments += try members(value, as: argument).filter { known?[$0.0] != nil }
    }
    let result = try await bench.call(tool, arguments)
    var seen: JSONValue? = result
    switch self.seen {
    case .result(let path): for name in path { seen = seen?[name] }
    case .request(let name):
      seen = try server?.requests(last: 1).first.map { try ToolBench.json($0.body) }?[name]
    }
    return (result, JSONText.compact(seen ?? .null))
  }

  /// Every effect on every tool that takes a configuration.
  static let all = votes + calibrations + checks + explanations + simulations
}
