import Foundation
import LabCommands
import Storage
import Testing

@Suite struct CompareCommandTests {
  private func runs(_ folder: ScratchFolder, seeds: [Int] = [1, 1]) async throws {
    let experiment = try folder.experiment(Definitions.races)
    for (name, seed) in zip(["a", "b"], seeds) {
      let run = await makerlab("run", experiment, "--seed", "\(seed)", "--out", folder.path(name))
      try #require(run.code == .done)
    }
  }

  /// Changes one field of a table file.
  private func tamper(
    _ path: String, row: Int, column: String, _ change: (String) -> String
  ) throws {
    let table = try CSVTable(contentsOf: path)
    let index = try #require(table.columns.firstIndex(of: column))
    var rows = table.rows
    rows[row][index] = change(rows[row][index])
    try CSVTable(comments: table.comments, columns: table.columns, rows: rows).write(to: path)
  }

  @Test func equalResultsAreEqual() async throws {
    let folder = try ScratchFolder()
    try await runs(folder)
    let run = await makerlab("compare", folder.path("a"), folder.path("b"))
    #expect(run.code == .done)
    #expect(run.written.isEmpty)
    #expect(run.notes == ["2 files compared, 0 differences"])
    let file = "suite/trial.csv"
    let one = await makerlab("compare", folder.path("a/" + file), folder.path("b/" + file))
    #expect(one.code == .done)
  }

  @Test func oneTamperedCountIsNamed() async throws {
    let folder = try ScratchFolder()
    try await runs(folder)
    let path = folder.path("b/suite/trial.csv")
    try tamper(path, row: 6, column: "races_wrong") { "\((Int($0) ?? 0) + 1)" }
    let run = await makerlab("compare", folder.path("a"), folder.path("b"), "--format", "csv")
    #expect(run.code == .verdict)
    let table = try ParsedTable(run.output)
    #expect(try table.column("place") == ["row 7, races_wrong"])
    #expect(try table.column("file") == ["suite/trial.csv"])
    #expect(run.notes == ["2 files compared, 1 differences"])
  }

  @Test func derivedValuesMayDifferByRounding() async throws {
    let folder = try ScratchFolder()
    try await runs(folder)
    let path = folder.path("b/suite/trial.csv")
    func scale(by factor: Double) throws {
      try tamper(path, row: 1, column: "votes_per_step_exact") {
        NumberFormat.shortest((Double($0) ?? 0) * factor)
      }
    }
    try scale(by: 1 + 2e-10)
    #expect((await makerlab("compare", folder.path("a"), folder.path("b"))).code == .done)
    try scale(by: 1 + 2e-9)
    let run = await makerlab("compare", folder.path("a"), folder.path("b"))
    #expect(run.code == .verdict)
    #expect(run.output.contains("row 2, votes_per_step_exact"))
  }

  /// 60 estimates at a false-alarm rate of 1 % over all: no difference at these fixed seeds, and one
  /// where the counts of a point are another point's.
  @Test func otherSeedsAreComparedInStandardErrors() async throws {
    let folder = try ScratchFolder()
    try await runs(folder, seeds: [1, 2])
    let words = ["compare", folder.path("a"), folder.path("b"), "--all", "--format"]
    let run = await makerlab(words + ["csv"])
    #expect(run.code == .done, "\(run.output)")
    let table = try ParsedTable(run.output)
    #expect(table.rows.count == 60)
    #expect(Set(try table.column("verdict")) == ["agrees"])
    let z = try table.column("z").compactMap(Double.init)
    #expect(z.count == 60)
    #expect(z.count { $0 != 0 } >= 40, "all but the votes of k = 1 differ a little")
    #expect((await makerlab(words + ["table"])).output.split(separator: "\n").count == 62)
    let short = await makerlab("compare", folder.path("a"), folder.path("b"))
    #expect(short.written.isEmpty)

    try tamper(folder.path("b/suite/trial.csv"), row: 0, column: "trials_wrong") {
      "\((Int($0) ?? 0) + 500)"
    }
    let other = await makerlab("compare", folder.path("a"), folder.path("b"))
    #expect(other.code == .verdict)
    #expect(other.output.contains("failure"))
  }

  @Test func aSettingOnOneSideOnlyIsADifference() async throws {
    let folder = try ScratchFolder()
    for (name, p) in [("a", "p=.7,.8"), ("b", "p=.7,.9")] {
      let experiment = try folder.experiment(Definitions.tiny(), in: name + "/suite/trial")
      let seed = name == "a" ? "1" : "2"
      _ = await makerlab(
        "run", experiment, "--set", p, "--seed", seed, "--out", folder.path("out" + name))
    }
    let run = await makerlab("compare", folder.path("outa"), folder.path("outb"))
    #expect(run.code == .verdict)
    #expect(run.output.contains("p=0.8") && run.output.contains("only in A"))
    #expect(run.output.contains("p=0.9") && run.output.contains("only in B"))
  }

  @Test func missingAndBrokenFilesAreSaid() async throws {
    let folder = try ScratchFolder()
    try await runs(folder)
    let a = folder.path("a")
    #expect((await makerlab("compare", a, folder.path("nowhere"))).isRefusal)
    #expect((await makerlab("compare", a)).isRefusal)
    #expect((await makerlab("compare", a, folder.path("b"), "more")).isRefusal)
    try folder.write("a,b\n1\n", to: "b/suite/trial.csv")
    let broken = await makerlab("compare", a, folder.path("b"))
    #expect(broken.isRefusal)
    #expect(broken.notes.first?.contains("trial.csv") == true)
    try FileManager.default.removeItem(atPath: folder.path("b/suite/trial.csv"))
    let fewer = await makerlab("compare", a, folder.path("b"))
    #expect(fewer.code == .verdict)
    #expect(fewer.output.contains("only in A"))
  }
}
