import Foundation
import LabCommands
import Storage
import Testing

/// A run whose races are decided by stopping rules.
@Suite struct StoppingRunTests {
  static let definition = """
    {
      "title": "rules", "seed": 1, "unit": "race", "fidelity": ["vote", "exact"],
      "factors": {"p": [0.85], "stopping": ["first-to-ahead-by-k", "early-stop"], "delta": [0.01]},
      "stop": {"trials": 4000},
      "claims": [
        {"name": "exact", "statement": "Races follow theory.", "kind": "matches_exact"},
        {"name": "kept", "statement": "Promises are kept.", "kind": "keeps_guarantee"},
        {"name": "port", "statement": "The port keeps delta.", "kind": "keeps_guarantee",
         "stopping": ["early-stop"], "everywhere": true, "expect": "contradicted"}
      ]
    }
    """

  @Test func rulesStandInTheTable() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Self.definition)
    let run = await makerlab("run", experiment, "--out", folder.path("out"), "--workers", "2")
    #expect(run.code == .done, "\(run.notes)")
    let table = try ParsedTable(folder.text("out/suite/trial.csv"))
    let rule = try table.column("rule")
    #expect(rule == ["first-to-ahead-by-k", "first-to-ahead-by-k", "early-stop", "early-stop"])
    #expect(try table.column("delta") == Array(repeating: "0.01", count: 4))
    #expect(try table.column("promised") == ["yes", "yes", "no", "no"])
    #expect(try table.column("k") == ["3", "3", "3", "3"])
    #expect(try table.column("cap") == Array(repeating: "10000", count: 4))
    // The theory of a rule stands beside its races, and in the row of theory alone.
    let exact = try table.column("step_wrong_exact").compactMap(Double.init)
    #expect(exact.count == 4 && exact[0] == exact[1])
    #expect(abs(exact[2] - 0.026_611_875) < 1e-9 && exact[2] == exact[3])
    let check = await makerlab("check", experiment, "--out", folder.path("out"))
    #expect(check.code == .done, "\(check.notes)")
    let id = try #require(try table.column("id").dropFirst(2).first)
    let replay = await makerlab("replay", experiment, id, "3", "--format", "csv")
    #expect(replay.code == .done, "\(replay.notes)")
    // The early stop ends a race of two candidates with its fifth vote at the latest.
    #expect((3...5).contains(try ParsedTable(replay.output).rows.count))
  }
}
