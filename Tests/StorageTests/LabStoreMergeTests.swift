import ExperimentDesign
import Storage
import Testing

@Suite struct LabStoreMergeTests {
  /// All that a store holds, apart from the numbers of its runs.
  struct Contents: Equatable {
    var experiments: [StoredExperiment]
    var points: [String]
    var runs: [String]
    var tallies: [String]

    init(of store: LabStore) throws {
      experiments = try store.experiments()
      points = try store.points().map { "\($0) \(try store.pointDefinition($0) ?? "")" }
      runs = try store.runs()
        .map { "\($0.manifest) \($0.stopped ?? "") \($0.ending ?? "")" }.sorted()
      tallies = try store.points().flatMap { point in
        try store.tallies(point: point, seed: 7).map { "\(point) \($0.trials) \($0.tally)" }
      }
    }
  }

  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Makes three shards that share the experiment and a point, and overlap in one equal tally.
  func makeShards() throws -> [LabStore] {
    try (0..<3).map { shard in
      let store = try LabStore(path: folder.path("shard\(shard).sqlite"))
      try store.save(
        experiment: StoredExperiment(suite: "s", name: "all", seed: 7, definition: "{}"))
      try store.save(
        experiment: StoredExperiment(suite: "s", name: "own\(shard)", seed: 7, definition: "{}"))
      let own = StrongID(of: "own \(shard)")
      try store.savePoint(own, definition: "own \(shard)")
      let run = try store.prepare(shard: "\(shard)/3")
      try store.record(
        [
          (key(point, shard * 10..<shard * 10 + 10), tally(trials: 10, votes: shard)),
          (key(point, 100..<110), tally(trials: 10, histogram: [0, 5, 5])),
          (key(own, 0..<10), tally(trials: 10)),
        ], run: run)
      if shard != 1 { try store.endRun(run, stopped: "2026-01-02T05:00:00Z", ending: "done") }
      return store
    }
  }

  @Test("three stores merge to the same contents in any order")
  func anyOrder() throws {
    let shards = try makeShards()
    let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
    let merged = try orders.map { order in
      let store = try LabStore(path: folder.path("merged\(order).sqlite"))
      for shard in order { try store.merge(from: shards[shard]) }
      // Once more, and with itself: nothing changes.
      let once = try Contents(of: store)
      for shard in order { try store.merge(from: shards[shard]) }
      try store.merge(from: store)
      #expect(try Contents(of: store) == once)
      return once
    }
    for contents in merged { #expect(contents == merged[0]) }
    #expect(merged[0].experiments.count == 4)
    #expect(merged[0].points.count == 4)
    #expect(merged[0].runs.count == 3)
    #expect(merged[0].tallies.count == 7)
  }

  @Test("a merged tally belongs to the run that made it")
  func runNumbers() throws {
    let shards = try makeShards()
    let store = try LabStore(path: folder.path("merged.sqlite"))
    _ = try store.beginRun(manifest(command: "takes the first number"))
    for shard in shards { try store.merge(from: LabStore(readingOnly: shard.path)) }
    let found = try store.database.rows(
      """
      SELECT shard FROM tally JOIN run ON run.id = tally.run
      WHERE point = ? AND first_trial = ?
      """, [.text(point.description), .integer(20)]
    ) { row in row.text(0) }
    #expect(found == ["2/3"])
  }

  @Test("a run that was merged before it ended gets its end")
  func laterEnd() throws {
    let shard = try LabStore(path: folder.path("shard.sqlite"))
    let run = try shard.prepare()
    let store = try LabStore(path: folder.path("merged.sqlite"))
    try store.merge(from: shard)
    try shard.endRun(run, stopped: "2026-01-02T05:00:00Z", ending: "done")
    try store.merge(from: shard)
    #expect(try store.runs().map(\.ending) == ["done"])
  }

  @Test("a conflict leaves the store as it was")
  func conflicts() throws {
    let shards = try makeShards()
    let store = try LabStore(path: folder.path("merged.sqlite"))
    let run = try store.prepare()
    try store.record([(key(point, 5..<25), tally(trials: 20))], run: run)
    let before = try Contents(of: store)
    #expect(throws: StoreError.self) { try store.merge(from: shards[2]) }
    #expect(try Contents(of: store) == before)

    try shards[0].save(
      experiment: StoredExperiment(suite: "s", name: "all", seed: 7, definition: "other"))
    let name = "experiment s/all, seed 7,"
    #expect(throws: StoreError.definitionConflict(path: shards[1].path, name: name)) {
      try shards[1].merge(from: shards[0])
    }
  }
}
