import Foundation
import Testing

@Suite struct PaperReferenceScriptTests {
  /// The committed references are, byte for byte, what the script makes; Python alone is needed.
  @Test func theScriptMakesTheReferences() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../References").standardized
    let made = FileManager.default.temporaryDirectory
      .appendingPathComponent("paper-equations-\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: made) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "python3", folder.appendingPathComponent("make_paper_equations.py").path, made.path,
    ]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "python3 ended with an error")
    let committed = folder.appendingPathComponent("paper_equations.csv")
    #expect(try Data(contentsOf: made) == Data(contentsOf: committed))
  }
}
