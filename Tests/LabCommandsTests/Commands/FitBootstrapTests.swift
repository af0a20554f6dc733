import Foundation
import LabCommands
import Testing

/// Runs drawn from the best fit of a small file and fitted anew.
@Suite struct FitBootstrapTests {
  private struct Report: Decodable {
    struct Bootstrap: Decodable {
      let model: String
      let runs: Int
      let p_value: Double
      let deviance: [Double]
      let success: [Double]
      let success_without_outlier: [Double]
    }
    let bootstrap: Bootstrap?
  }

  @Test func drawsAndFitsRuns() async throws {
    let folder = try ScratchFolder()
    let file = try folder.write(FitCommandTests.short, to: "short.csv")
    func fit(_ words: String...) async throws -> Report.Bootstrap? {
      let run = await makerlab(["fit", file, "--format", "json"] + words)
      #expect(run.code == .done, "\(run.notes)")
      return try JSONDecoder().decode(Report.self, from: Data(run.output.utf8)).bootstrap
    }
    let found = try #require(try await fit("--bootstrap", "2"))
    #expect(found.runs == 2 && [1.0 / 3, 2.0 / 3, 1].contains { abs($0 - found.p_value) < 1e-8 })
    for range in [found.deviance, found.success, found.success_without_outlier] {
      #expect(range.count == 2 && range[0] <= range[1] && range[0] >= 0)
    }
    #expect(found.success[1] <= 1)
    // The same seed draws the same runs.
    let first = try #require(try await fit("--bootstrap", "1", "--seed", "1"))
    #expect(first.deviance[0] == first.deviance[1] && found.deviance.contains(first.deviance[0]))
    #expect(found.deviance[0] < found.deviance[1], "and runs differ")
  }

  @Test(arguments: ["--bootstrap 0", "--bootstrap 1.5", "--bootstrap 100001", "--seed -1"])
  func badOptionsAreRefused(words: String) async throws {
    let folder = try ScratchFolder()
    let file = try folder.write(FitCommandTests.short, to: "short.csv")
    let run = await makerlab(["fit", file] + words.split(separator: " ").map(String.init))
    #expect(run.isRefusal, "\(run)")
  }
}
