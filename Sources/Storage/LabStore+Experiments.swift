extension LabStore {
  /// Records an experiment as it is run; its former definition under this seed is replaced.
  ///
  /// - Throws: `StoreError` where the store cannot be written.
  package func save(experiment: StoredExperiment) throws(StoreError) {
    try database.execute(
      """
      INSERT INTO experiment(suite, name, seed, definition) VALUES (?, ?, ?, ?)
      ON CONFLICT(suite, name, seed) DO UPDATE SET definition = excluded.definition
        WHERE definition <> excluded.definition
      """,
      [
        .text(experiment.suite), .text(experiment.name), .integer(experiment.seed),
        .text(experiment.definition),
      ])
  }

  /// Returns the experiments by suite, name (in byte order) and seed.
  ///
  /// - Throws: `StoreError` where the store cannot be read.
  package func experiments() throws(StoreError) -> [StoredExperiment] {
    try database.rows(
      "SELECT suite, name, seed, definition FROM experiment ORDER BY suite, name, seed"
    ) { (row) throws(StoreError) in
      StoredExperiment(
        suite: row.text(0), name: row.text(1), seed: row.integer(2), definition: row.text(3))
    }
  }

  /// Takes over an experiment of another store.
  ///
  /// - Throws: `definitionConflict` when the two differ: neither can be known to be the right one,
  ///   and the result must not depend on the order of merging.
  func adopt(_ experiment: StoredExperiment) throws(StoreError) {
    let others = try database.integer(
      """
      SELECT count(*) FROM experiment
      WHERE suite = ? AND name = ? AND seed = ? AND definition <> ?
      """,
      [
        .text(experiment.suite), .text(experiment.name), .integer(experiment.seed),
        .text(experiment.definition),
      ])
    guard others == 0 else {
      throw .definitionConflict(
        path: path,
        name: "experiment \(experiment.suite)/\(experiment.name), seed \(experiment.seed),")
    }
    try save(experiment: experiment)
  }
}
