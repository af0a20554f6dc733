import Foundation
import LabCommands
import Testing

/// The sweeps of the repository are whole, and what they would take can be said.
struct ShippedSweepsTests {
  static let folder = SweepServerTests.root.appending(path: "Experiments/providers")
  static let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []

  @Test func thereAreSome() { #expect(Self.names.count >= 2) }

  @Test(arguments: names) func aShippedSweepIsWhole(name: String) async throws {
    let experiment = Self.folder.appending(path: name)
    for file in ["claim.md", "figure.gp"] {
      #expect(FileManager.default.isReadableFile(atPath: experiment.appending(path: file).path))
    }
    let run = await makerlab(
      ["run", experiment.path, "--dry-run"], environment: ["OPENAI_API_KEY": "sk-none"])
    #expect(run.code == .done, "\(run.notes)")
    #expect(run.output.contains("nothing is asked"))
  }
}
