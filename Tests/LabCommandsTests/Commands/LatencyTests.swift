import Foundation
import LabCommands
import Storage
import Testing

/// A run whose replies take time on the virtual clock.
@Suite struct LatencyTests {
  static let definition = """
    {
      "title": "times", "seed": 1, "unit": "race", "fidelity": ["vote", "agent"],
      "factors": {"p": [0.8, 1], "disks": [3], "k": [1, 2], "latency_ms": [20, 500]},
      "stop": {"trials": 300},
      "claims": [
        {"name": "same", "statement": "Votes are the same.", "kind": "equals_vote"},
        {"name": "time", "statement": "Time is as theory says.", "kind": "parallel_time",
         "tolerance": 0.9, "false_alarm": 1e-3}
      ]
    }
    """

  @Test func timesStandInTheTable() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Self.definition)
    let run = await makerlab("run", experiment, "--out", folder.path("out"), "--workers", "2")
    #expect(run.code == .done, "\(run.notes)")
    let table = try ParsedTable(folder.text("out/suite/trial.csv"))
    #expect(table.rows.count == 12)
    let setting = zip(
      try table.column("fidelity"), zip(try table.column("p"), try table.column("k")))
    let latency = try table.column("latency_ms")
    #expect(latency == Array(repeating: ["", "20", "500"], count: 4).flatMap(\.self))
    let (found, exact) = (try table.column("speedup"), try table.column("speedup_exact"))
    for (row, (fidelity, (p, k))) in setting.enumerated() {
      if fidelity == "vote" {
        #expect(found[row].isEmpty && exact[row].isEmpty)
      } else if k == "1" {
        #expect(found[row] == "1" && exact[row] == "1")
      } else {
        // Two draws: at p = 1 they are all, 2/1.5 times faster.
        #expect(exact[row] == (p == "1" ? "1.333333333" : ""))
        #expect((1...2).contains(try #require(Double(found[row]))))
      }
    }
    // The same words of the streams, 25 times as long.
    let times = try table.column("elapsed_s_per_step").compactMap(Double.init)
    #expect(times.count == 8)
    for index in stride(from: 0, to: 8, by: 2) {
      #expect(abs(times[index + 1] / times[index] - 25) < 1e-4)
    }
    let claims = try ParsedTable(folder.text("out/suite/trial.claims.csv"))
    let verdicts = zip(try claims.column("claim"), try claims.column("verdict"))
    // Races enough to see no difference, too few to be sure of the time.
    #expect(Set(verdicts.map { $0 + " " + $1 }) == ["same supported", "time undecided"])
  }

  /// Rows of different latencies are not taken for one another.
  @Test func comparisonsKeepLatenciesApart() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Self.definition)
    for (name, seed) in [("a", "1"), ("b", "2")] {
      _ = await makerlab("run", experiment, "--seed", seed, "--out", folder.path(name))
    }
    let (a, b) = (folder.path("a/suite/trial.csv"), folder.path("b/suite/trial.csv"))
    #expect(await makerlab("compare", a, b).code == .done)
    let table = try CSVTable(contentsOf: b)
    let wrong = try #require(table.columns.firstIndex(of: "trials_wrong"))
    let failure = try #require(table.columns.firstIndex(of: "failure"))
    // Point 1 is the first of latency 20, and a point of latency 500 follows.
    var rows = table.rows
    (rows[1][wrong], rows[1][failure]) = ("300", "1")
    try CSVTable(comments: table.comments, columns: table.columns, rows: rows).write(to: b)
    let compared = await makerlab("compare", a, b, "--format", "csv")
    #expect(compared.code == .verdict)
    #expect(
      try ParsedTable(compared.output).column("place").first?.hasSuffix("latency_ms=20 failure")
        == true, "\(compared.output)")
  }

  /// A store keeps the times: what is read again gives the same table.
  @Test func timesAreKept() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Self.definition)
    let out = folder.path("out")
    _ = await makerlab("run", experiment, "--out", out)
    let before = try folder.tables("out")
    let again = await makerlab("run", experiment, "--out", out)
    #expect(again.notes.first?.contains("0 votes in") == true, "\(again.notes)")
    #expect(try folder.tables("out") == before)
  }

  @Test func withoutTheFactorTablesAreAsTheyWere() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Definitions.tiny())
    _ = await makerlab("run", experiment, "--out", folder.path("out"))
    let columns = try CSVTable(contentsOf: folder.path("out/suite/trial.csv")).columns
    #expect(columns.last == "votes_per_step_z")
    #expect(!columns.contains { $0.contains("latency") || $0.contains("elapsed") })
  }
}
