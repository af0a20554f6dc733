import ExperimentDesign

extension LabStore {
  /// Takes over all that another store holds, or nothing when the two contradict each other.
  ///
  /// Runs get new numbers; what both hold counts once, so merging a store twice changes nothing and
  /// the order of merging does not matter.
  ///
  /// - Throws: `tallyConflict` for trials held with another tally or in another range,
  ///   `definitionConflict` for an experiment or a point with another definition, `drawConflict` for
  ///   a draw with another reply.
  package func merge(from other: LabStore) throws(StoreError) {
    try merge(from: [other])
  }

  /// Takes over all that other stores hold, or nothing when any of them contradicts another.
  ///
  /// - Throws: As for one store.
  package func merge(from others: [LabStore]) throws(StoreError) {
    try database.transaction { () throws(StoreError) in
      for other in others where other !== self {
        try other.database.snapshot { () throws(StoreError) in try adopt(all: other) }
      }
    }
  }

  /// Takes over all that the stores at some paths hold, one after the other, or nothing.
  ///
  /// One store at a time is open, so that their number is not limited by that of open files.
  ///
  /// - Throws: As for one store, or what keeps a store from being opened.
  package func merge(fromStoresAt paths: [String]) throws(StoreError) {
    try database.transaction { () throws(StoreError) in
      for path in paths {
        let other = try LabStore(readingOnly: path)
        defer { other.close() }
        try other.database.snapshot { () throws(StoreError) in try adopt(all: other) }
      }
    }
  }

  private func adopt(all other: LabStore) throws(StoreError) {
    for experiment in try other.experiments() { try adopt(experiment) }
    try other.database.forEachRow("SELECT id, definition FROM point") {
      (row) throws(StoreError) in
      try savePoint(other.storedID(row.text(0)), definition: row.text(1))
    }
    var runs: [Int: Int] = [:]
    for run in try other.runs() { runs[run.id] = try adopt(run) }
    try adoptTallies(of: other, runs: runs)
    try adoptSolves(of: other)
    try adoptDraws(of: other)
    try adoptRouting(of: other)
  }

  /// Takes over the tallies of another store, whose runs are known here under other numbers.
  private func adoptTallies(of other: LabStore, runs: [Int: Int]) throws(StoreError) {
    try other.database.forEachRow(
      """
      SELECT point, seed, first_trial, end_trial, \(other.tallyColumns()), run FROM tally
      ORDER BY point, seed, first_trial
      """
    ) { (row) throws(StoreError) in
      let number = row.integer(4 + TallyRow.columnCount)
      guard let run = runs[number] else {
        throw .torn(path: other.path, finding: "a tally of the unknown run \(number)")
      }
      let key = TallyKey(
        point: try other.storedID(row.text(0)), seed: row.integer(1),
        trials: try other.trials(of: row, from: 2))
      try insert(other.tally(of: row, from: 4, key: key), key: key, run: run)
    }
  }
}
