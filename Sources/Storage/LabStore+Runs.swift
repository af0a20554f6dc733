package import ExperimentDesign

extension LabStore {
  /// Records that a run begins, and returns its number in this store; at least 1.
  ///
  /// - Throws: `StoreError` where the store cannot be written.
  package func beginRun(_ manifest: RunManifest) throws(StoreError) -> Int {
    try database.execute(
      """
      INSERT INTO run(commit_id, dirty, toolchain, machine, command, workers, seed, shard, started)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, Self.values(of: manifest))
    return database.lastInsertedRow
  }

  /// Records how and when a run ended.
  ///
  /// - Parameters:
  ///   - id: Number of the run in this store.
  ///   - stopped: End of the run, ISO 8601, UTC.
  ///   - ending: How it ended, in a word.
  /// - Throws: `StoreError` when the store cannot be written.
  package func endRun(_ id: Int, stopped: String, ending: String) throws(StoreError) {
    try database.execute(
      "UPDATE run SET stopped = ?, ending = ? WHERE id = ?",
      [.text(stopped), .text(ending), .integer(id)])
    precondition(database.changes == 1, "no run \(id)")
  }

  /// Returns the runs in the order in which this store learned of them.
  ///
  /// - Throws: `StoreError` where the store cannot be read.
  package func runs() throws(StoreError) -> [StoredRun] {
    try database.rows(
      """
      SELECT id, commit_id, dirty, toolchain, machine, command, workers, seed, shard, started,
        stopped, ending
      FROM run ORDER BY id
      """
    ) { (row) throws(StoreError) in
      StoredRun(
        id: row.integer(0),
        manifest: RunManifest(
          commit: row.text(1), isDirty: row.isNull(2) ? nil : row.integer(2) == 1,
          toolchain: row.text(3), machine: row.text(4), command: row.text(5),
          workers: row.integer(6), seed: row.integer(7), shard: row.text(8), started: row.text(9)),
        stopped: row.optionalText(10), ending: row.optionalText(11))
    }
  }

  /// Returns the numbers of the runs that made tallies of design points under one seed, each once.
  ///
  /// - Parameters:
  ///   - points: The design points.
  ///   - seed: The seed; 0 to `Int.max`.
  /// - Returns: The numbers, in ascending order.
  /// - Throws: `StoreError` when the store cannot be read.
  package func runs(of points: [StrongID], seed: Int) throws(StoreError) -> [Int] {
    var found: Set<Int> = []
    for point in points {
      let runs = try database.rows(
        "SELECT DISTINCT run FROM tally WHERE point = ? AND seed = ?",
        [.text(point.description), .integer(seed)]
      ) { (row) throws(StoreError) in row.integer(0) }
      found.formUnion(runs)
    }
    return found.sorted()
  }

  /// Returns the number here of a run of another store, which becomes a new run unless it is known.
  ///
  /// A run that was copied before it ended, and again afterwards, is one run with an end.
  func adopt(_ run: StoredRun) throws(StoreError) -> Int {
    let known = try database.integer(
      """
      SELECT id FROM run
      WHERE commit_id = ? AND dirty IS ? AND toolchain = ? AND machine = ? AND command = ?
        AND workers = ? AND seed = ? AND shard = ? AND started = ?
      """, Self.values(of: run.manifest))
    let id = known == 0 ? try beginRun(run.manifest) : known
    try database.execute(
      "UPDATE run SET stopped = coalesce(stopped, ?), ending = coalesce(ending, ?) WHERE id = ?",
      [.optional(run.stopped), .optional(run.ending), .integer(id)])
    return id
  }

  private static func values(of manifest: RunManifest) -> [SQLValue] {
    [
      .text(manifest.commit), .optional(manifest.isDirty), .text(manifest.toolchain),
      .text(manifest.machine), .text(manifest.command), .integer(manifest.workers),
      .integer(manifest.seed), .text(manifest.shard), .text(manifest.started),
    ]
  }
}
