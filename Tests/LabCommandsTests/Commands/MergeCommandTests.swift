import ExperimentDesign
import Foundation
import LabCommands
import Storage
import Testing

@Suite struct MergeCommandTests {
  private func shards(
    _ folder: ScratchFolder, _ experiment: String, of count: Int
  ) async throws -> [String] {
    for index in 0..<count {
      let run = await makerlab(
        "run", experiment, "--shard", "\(index)/\(count)", "--out", folder.path("shard\(index)"))
      try #require(run.code == .done)
      // No shard alone has a table to show.
      try #require(folder.tables("shard\(index)").isEmpty)
    }
    return (0..<count).map { folder.path("shard\($0)") }
  }

  @Test func shardsInAnyOrderAreOneRun() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Definitions.races)
    let shards = try await shards(folder, experiment, of: 3)
    _ = await makerlab("run", experiment, "--out", folder.path("whole"))
    let whole = try folder.tables("whole")
    #expect(whole.count == 2)
    for (name, order) in [("m1", shards), ("m2", shards.reversed()), ("m3", shards + shards)] {
      let run = await makerlab(["merge"] + order + ["--out", folder.path(name)])
      #expect(run.code == .done, "\(run.notes)")
      #expect(try folder.tables(name) == whole)
    }
    // A merge can go on: one shard now, the others later.
    let first = await makerlab("merge", shards[1], "--out", folder.path("m4"))
    #expect(first.code == .done)
    #expect(first.notes.first?.contains("10 of 30 points") == true)
    #expect(try folder.tables("m4").isEmpty)
    _ = await makerlab("merge", shards[0], shards[2], "--out", folder.path("m4"))
    #expect(try folder.tables("m4") == whole)
  }

  /// What a store holds, range by range.
  private func contents(_ path: String) throws -> [String] {
    let store = try LabStore(readingOnly: path + "/lab.sqlite")
    defer { store.close() }
    var lines = try store.experiments().map { "\($0)" } + store.runs().map { "\($0)" }
    for point in try store.points() {
      lines += try store.tallies(point: point, seed: 1).map { "\(point) \($0.trials) \($0.tally)" }
    }
    return lines
  }

  @Test(arguments: [0..<50, 0..<100, 20..<100])
  func whatContradictsIsRefusedAndNothingChanges(trials: Range<Int>) async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Definitions.tiny(trials: 100))
    for name in ["a", "b", "c"] {
      _ = await makerlab("run", experiment, "--out", folder.path(name))
    }
    // The store b now holds another count for some of the trials of its last point.
    let store = try LabStore(path: folder.path("b/lab.sqlite"))
    let point = try #require(try store.points().last)
    var tally = try #require(try store.tallies(point: point, seed: 1).first).tally
    tally.trialsCorrect = trials.count
    tally.trialsWrong = 0
    try store.database.execute("DELETE FROM tally WHERE point = ?", [.text(point.description)])
    try store.record([(TallyKey(point: point, seed: 1, trials: trials), tally)], run: 1)
    store.close()

    let before = try contents(folder.path("c"))
    let tables = try folder.tables("c")
    let merge = await makerlab("merge", folder.path("b"), "--out", folder.path("c"))
    #expect(merge.isRefusal, "\(merge)")
    #expect(merge.notes.first?.contains("\(trials.lowerBound)..<\(trials.upperBound)") == true)
    #expect(try contents(folder.path("c")) == before)
    #expect(try folder.tables("c") == tables)

    // Neither does a sound source before the bad one get in.
    let fresh = await makerlab(
      "merge", folder.path("a"), folder.path("b"), "--out", folder.path("d"))
    #expect(fresh.isRefusal)
    #expect(try contents(folder.path("d")).isEmpty)
    #expect(try folder.tables("d").isEmpty)
  }

  @Test func otherDefinitionsUnderOneNameAreRefused() async throws {
    let folder = try ScratchFolder()
    for (name, trials) in [("a", 100), ("b", 200)] {
      let experiment = try folder.experiment(
        Definitions.tiny(trials: trials), in: name + "/suite/trial")
      _ = await makerlab("run", experiment, "--out", folder.path("out" + name))
    }
    let run = await makerlab(
      "merge", folder.path("outa"), folder.path("outb"), "--out", folder.path("joined"))
    #expect(run.isRefusal)
    #expect(run.notes.first?.contains("suite/trial") == true)
    #expect(try contents(folder.path("joined")).isEmpty)
  }

  @Test func theTargetMustNotBeASource() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Definitions.tiny())
    for name in ["a", "b"] { _ = await makerlab("run", experiment, "--out", folder.path(name)) }
    let before = try folder.read("a/lab.sqlite")
    for out in [folder.path("a"), folder.path("b/../a"), folder.path("a") + "/"] {
      let run = await makerlab("merge", folder.path("a"), folder.path("b"), "--out", out)
      #expect(run.isRefusal)
      #expect(run.notes.first?.contains("source") == true)
    }
    #expect(try folder.read("a/lab.sqlite") == before)
    #expect((await makerlab("merge", folder.path("a"))).isRefusal)
    #expect((await makerlab("merge", "--out", folder.path("c"))).isRefusal)
    let missing = await makerlab(
      "merge", folder.path("a"), folder.path("nowhere"), "--out", folder.path("c"))
    #expect(missing.isRefusal)
    #expect(!folder.exists("c"))
  }
}
