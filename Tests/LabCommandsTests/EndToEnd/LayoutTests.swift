import Foundation
import Testing

/// Workers, shards and processes change nothing in a table; the seed does.
@Suite struct LayoutTests {
  private func suite() throws -> ScratchFolder {
    let folder = try ScratchFolder()
    try folder.experiment(Definitions.races, in: "suite/races")
    try folder.experiment(Definitions.cutTasks, in: "suite/tasks")
    try folder.experiment(Definitions.capped, in: "suite/capped")
    return folder
  }

  @Test func anyNumberOfWorkersWritesTheSameBytes() async throws {
    let folder = try suite()
    for workers in ["1", "2", "7"] {
      let ending = try await MakerlabProcess.run(
        "run", folder.path("suite"), "--workers", workers, "--out", folder.path("w" + workers))
      #expect(ending.code == 0, "\(ending.noteLines)")
    }
    let one = try folder.tables("w1")
    #expect(one.count == 7)
    #expect(try folder.tables("w2") == one)
    #expect(try folder.tables("w7") == one)
    // The rule cut some points inside a range and let others go to their end.
    let trials = try ParsedTable(folder.text("w1/suite/tasks.csv")).counts("trials")
    #expect(trials.contains { $0 < 20_000 && $0 % 1000 != 0 })
    #expect(trials.contains(20_000))
  }

  @Test func threeShardsMergedAreOneRun() async throws {
    let folder = try suite()
    let whole = try await MakerlabProcess.run(
      "run", folder.path("suite"), "--out", folder.path("whole"))
    #expect(whole.code == 0)
    for index in 0..<3 {
      let ending = try await MakerlabProcess.run(
        "run", folder.path("suite"), "--shard", "\(index)/3", "--workers", "\(index + 1)", "--out",
        folder.path("shard\(index)"))
      #expect(ending.code == 0)
    }
    let merge = try await MakerlabProcess.run(
      "merge", folder.path("shard2"), folder.path("shard0"), folder.path("shard1"), "--out",
      folder.path("merged"))
    #expect(merge.code == 0, "\(merge.noteLines)")
    let tables = try folder.tables("whole")
    #expect(tables.count == 7)
    #expect(try folder.tables("merged") == tables)
    // A program of one process and the commands of this one agree as well.
    _ = await makerlab("run", folder.path("suite"), "--out", folder.path("inside"))
    #expect(try folder.tables("inside") == tables)
  }

  @Test func twoProcessesMayShareAStore() async throws {
    let folder = try suite()
    let words = ["run", folder.path("suite"), "--out", folder.path("out"), "--workers", "1"]
    _ = try await MakerlabProcess.run(
      "run", folder.path("suite"), "--out", folder.path("whole"))
    async let first = MakerlabProcess.run(words + ["--shard", "0/2"])
    async let second = MakerlabProcess.run(words + ["--shard", "1/2"])
    for ending in [try await first, try await second] {
      #expect(ending.code == 0, "\(ending.noteLines)")
    }
    let last = try await MakerlabProcess.run("export", folder.path("out"))
    #expect(last.code == 0)
    #expect(try folder.tables("out") == folder.tables("whole"))
  }

  @Test func anotherSeedIsAnotherRun() async throws {
    let folder = try suite()
    for seed in ["1", "2"] {
      _ = try await MakerlabProcess.run(
        "run", folder.path("suite/races"), "--seed", seed, "--out", folder.path("s" + seed))
    }
    let (one, two) = (
      try ParsedTable(folder.text("s1/suite/races.csv")),
      try ParsedTable(folder.text("s2/suite/races.csv"))
    )
    #expect(try one.column("id") == two.column("id"))
    let differing = try zip(one.counts("races_wrong"), two.counts("races_wrong")).count { $0 != $1 }
    #expect(differing > 20)
  }
}
