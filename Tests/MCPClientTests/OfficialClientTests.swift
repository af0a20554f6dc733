import Foundation
import TestSupport
import Testing
import TextFormats

/// The official Python client and a third-party prober find nothing wrong with the built server.
@Suite(.timeLimit(.minutes(10))) struct OfficialClientTests {
  /// Every revision that the client can ask for, and its two ways of not asking which.
  ///
  /// All but 2025-03-26 are spoken; who asks for that is offered 2025-11-25 and goes on with it.
  @Test(arguments: [
    "2026-07-28", "auto", "pinned", "2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05",
  ])
  func theClientFindsNothingWrong(revision: String) throws {
    let model = try FaultServerProcess([
      "--model", "text:42", "--models", "m", "--hold", "true",
    ])
    let folder = try ServerFolder()
    let checks = try PythonScript.checks(
      "mcp_client/client_checks.py", [revision, model.root] + Self.command(folder),
      environment: Self.environment(model, folder))
    for check in checks {
      #expect(check.problem == nil, "\(check.check): \(check.problem ?? "")")
    }
    #expect(checks.count >= 20, "\(checks.map(\.check))")
  }

  /// It asks for the revision 2025-03-26, which is not spoken, and takes the one that it is offered.
  @Test func theProberFindsNothingWrong() throws {
    let folder = try ServerFolder()
    let run = try PythonScript.run(
      [
        "-B", "-m", "mcp_probe", "server", "--transport", "stdio", "--format", "json",
        "--timeout", "60", "--command",
        Self.command(folder).map { "'\($0)'" }.joined(separator: " "),
      ])
    let report = try ServerProcess.parsed(run.output)
    let failed = (report["checks"]?.elements ?? []).filter { $0["passed"]?.bool != true }
    #expect(failed.isEmpty, "\(failed.map(JSONText.compact))")
    #expect(report["fatal_error"]?.isNull == true && run.code == 0, "\(run.notes)")
    // One of the handshake, and three a tool.
    let tools = try KnownCalls.each().count
    #expect((report["passed"]?.integer ?? 0) >= 8 + 3 * tools)
  }

  /// The built server over the committed results.
  private static func command(_ folder: ServerFolder) throws -> [String] {
    [
      try BuiltProgram.url("makerlab").path, "mcp", "--out", folder.path("draws"), "--results",
      KnownCalls.root.appendingPathComponent("Results").path,
    ]
  }

  private static func environment(
    _ model: FaultServerProcess, _ folder: ServerFolder
  ) -> [String: String] {
    model.environment.merging(CoverageProfile.environment) { $1 }.merging([
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": folder.path,
    ]) { $1 }
  }
}
