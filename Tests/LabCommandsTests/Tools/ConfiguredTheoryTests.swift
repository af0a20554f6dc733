import MCPServer
import Testing
import TextFormats

@testable import LabCommands

/// Calls of tools that ask theory, with a configuration.
@Suite struct ConfiguredTheoryTests {
  /// A call beside a configuration, and the same call without one.
  private static let calls: [(tool: String, configuration: String, call: String, same: String)] = [
    (
      "maker_explain", #"{"steps": 1000, "target": 0.99, "p": 0.9}"#, #"{"k": 3}"#,
      #"{"steps": 1000, "target": 0.99, "p": 0.9, "k": 3}"#
    ),
    (
      "maker_explain", #"{"k": 4, "cap": 9}"#, #"{"p": 0.8, "steps": 50, "target": 0.9}"#,
      #"{"k": 4, "cap": 9, "p": 0.8, "steps": 50, "target": 0.9}"#
    ),
    (
      "maker_explain", #"{"k": 4, "cap": 9}"#, #"{"p": 0.8, "steps": 50, "k": 2}"#,
      #"{"k": 2, "cap": 9, "p": 0.8, "steps": 50}"#
    ),
    (
      "maker_explain", #"{"steps": 7, "p": 0.9}"#, #"{"shares": [0.6, 0.3, 0.1], "k": 4}"#,
      #"{"steps": 7, "shares": [0.6, 0.3, 0.1], "k": 4}"#
    ),
    (
      "maker_explain", #"{"steps": 7, "p": 0.9}"#, #"{"beta": [19, 1], "target": 0.5}"#,
      #"{"steps": 7, "beta": [19, 1], "target": 0.5}"#
    ),
    (
      "maker_explain", #"{"steps": 7, "p": 0.9, "cap": 50}"#, #"{"undecided_share": 0.5}"#,
      #"{"steps": 7, "p": 0.9, "undecided_share": 0.5}"#
    ),
    (
      "maker_explain", #"{"steps": 7, "p": 0.9, "seed": 4, "channel": "simulated:p=0.6"}"#,
      #"{"rho": 0.01, "v": 0.5}"#, #"{"steps": 7, "p": 0.9, "rho": 0.01, "v": 0.5}"#
    ),
    (
      "maker_simulate", #"{"steps": 1000, "target": 0.99, "p": 0.9, "seed": 3}"#,
      #"{"k": 3, "trials": 50}"#, #"{"steps": 1000, "p": 0.9, "seed": 3, "k": 3, "trials": 50}"#
    ),
    (
      "maker_simulate", #"{"k": 4, "cap": 9}"#,
      #"{"p": 0.8, "steps": 50, "seed": 1, "trials": 50}"#,
      #"{"k": 4, "cap": 9, "p": 0.8, "steps": 50, "seed": 1, "trials": 50}"#
    ),
    (
      "maker_simulate", #"{"steps": 7, "p": 0.9, "seed": 3}"#,
      #"{"shares": [0.6, 0.3, 0.1], "k": 2, "seed": 1, "trials": 50}"#,
      #"{"steps": 7, "shares": [0.6, 0.3, 0.1], "k": 2, "seed": 1, "trials": 50}"#
    ),
  ]

  @Test(arguments: calls.indices)
  func aConfigurationCompletesACall(index: Int) async throws {
    let (tool, configuration, call, same) = Self.calls[index]
    let bench = try ToolBench()
    let handle = try await bench.configure(ToolBench.json(configuration).members ?? [])
    let members = try ToolBench.json(call).members ?? []
    let result = try await bench.call(tool, members + [("configuration", .string(handle))])
    let direct = try await bench.call(tool, ToolBench.json(same))
    #expect(JSONText.compact(result) == JSONText.compact(direct))
  }

  /// What neither the call nor its configuration says is asked for; a channel is no answer.
  @Test(arguments: [
    ("maker_explain", #"{"p": 0.9}"#, "{}", "steps"),
    ("maker_explain", #"{"steps": 7, "channel": "simulated:p=0.9"}"#, #"{"k": 2}"#, "p "),
    ("maker_simulate", #"{"steps": 7, "p": 0.9}"#, "{}", "k "),
    ("maker_simulate", #"{"k": 7, "channel": "simulated:p=0.9"}"#, "{}", "p "),
  ])
  func whatIsMissingIsAskedFor(
    tool: String, configuration: String, call: String, missing: String
  ) async throws {
    let bench = try ToolBench()
    let handle = try await bench.configure(ToolBench.json(configuration).members ?? [])
    let members = try ToolBench.json(call).members ?? []
    let refusal = try #require(
      await bench.refusal(tool, .object(members + [("configuration", .string(handle))])))
    #expect(refusal.hasPrefix(missing) && refusal.contains("required"), "\(refusal)")
    let unknown = ConfigurationHandle.random()
    let other = await bench.refusal(tool, .object(members + [("configuration", .string(unknown))]))
    #expect(other?.hasPrefix("configuration \(unknown) is unknown") == true, "\(other ?? "")")
  }
}
