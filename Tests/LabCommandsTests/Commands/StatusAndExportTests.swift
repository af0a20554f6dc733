import Foundation
import LabCommands
import Testing

@Suite struct StatusAndExportTests {
  @Test func theStatusCountsWhatTheTablesCount() async throws {
    let folder = try ScratchFolder()
    try folder.experiment(Definitions.races, in: "suite/races")
    try folder.experiment(Definitions.capped, in: "suite/capped")
    _ = await makerlab("run", folder.path("suite"), "--out", folder.path("out"))
    let csv = await makerlab("status", folder.path("out"), "--format", "csv")
    #expect(csv.code == .done)
    let status = try ParsedTable(csv.output)
    #expect(try status.column("experiment") == ["suite/capped", "suite/races"])
    #expect(try status.counts("points_done") == [4, 30])
    #expect(try status.counts("points") == [4, 30])
    #expect(try status.counts("trials") == [20_000, 300_000])
    for (row, name) in ["capped", "races"].enumerated() {
      let votes = try ParsedTable(folder.text("out/suite/\(name).csv")).counts("votes")
      #expect(try status.counts("votes")[row] == votes.reduce(0, +))
    }
    let json = try JSONDecoder().decode(
      [[String: JSONField]].self,
      from: Data((await makerlab("status", folder.path("out"), "--format", "json")).output.utf8))
    #expect(json.map { $0["points"] } == [.number(4), .number(30)])
    let table = (await makerlab("status", folder.path("out"))).output
    #expect(table.contains("finished") && table.contains("makerlab run"))
  }

  @Test func aShardIsPartlyDone() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Definitions.races)
    let run = await makerlab("run", experiment, "--shard", "1/4", "--out", folder.path("out"))
    #expect(run.code == .done)
    let status = try ParsedTable(
      (await makerlab("status", folder.path("out"), "--format", "csv")).output)
    #expect(try status.counts("points_done") == [8])
    #expect(try status.counts("points") == [30])
    let export = await makerlab("export", folder.path("out"))
    #expect(export.code == .done)
    #expect(export.notes == ["suite/trial: 8 of 30 points done; no tables until all are"])
  }

  @Test func anExportIsTheTablesOfTheRun() async throws {
    let folder = try ScratchFolder()
    try folder.experiment(Definitions.races, in: "suite/races")
    try folder.experiment(Definitions.capped, in: "suite/capped")
    _ = await makerlab("run", folder.path("suite"), "--out", folder.path("out"))
    let tables = try folder.tables("out")
    #expect(
      tables.keys.sorted() == [
        "suite/capped.claims.csv", "suite/capped.csv", "suite/capped.votes.csv",
        "suite/races.claims.csv", "suite/races.csv",
      ])
    // The store alone is enough: no definition, no table.
    try FileManager.default.removeItem(atPath: folder.path("suite"))
    try FileManager.default.removeItem(atPath: folder.path("out/suite"))
    let run = await makerlab("export", folder.path("out"), "--to", folder.path("to"))
    #expect(run.code == .done)
    #expect(try folder.tables("to") == tables)
    #expect(try folder.tables("out").isEmpty)
    _ = await makerlab("export", folder.path("out"))
    #expect(try folder.tables("out") == tables)
  }

  @Test func undecidedRacesNeverGrowInNumber() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Definitions.capped)
    _ = await makerlab("run", experiment, "--out", folder.path("out"))
    let table = try ParsedTable(folder.text("out/suite/trial.votes.csv"))
    let (votes, undecided) = (try table.counts("vote"), try table.counts("undecided"))
    #expect(votes.count > 100)
    for row in votes.indices.dropFirst() where votes[row] > votes[row - 1] {
      #expect(undecided[row] <= undecided[row - 1])
    }
    // Races undecided at the cap of 5 are those undecided after vote 5.
    let points = try ParsedTable(folder.text("out/suite/trial.csv"))
    let capped = try points.counts("races_undecided")
    #expect(try points.column("cap") == ["5", "50", "5", "50"])
    let fifth = votes.indices.filter { votes[$0] == 5 }.map { undecided[$0] }
    #expect(fifth.count == 4)
    #expect(fifth[0] == capped[0] && fifth[2] == capped[2])
  }
}
