package import ExperimentDesign

extension LabStore {
  /// Records tallies of known points, all or none; they are on disk when it returns.
  ///
  /// - Parameters:
  ///   - tallies: Tallies by key; one that the store already holds counts once.
  ///   - run: Number in this store of the run that made them.
  /// - Throws: `tallyConflict` when trials are held with another tally or in another range.
  package func record(
    _ tallies: [(key: TallyKey, tally: Tally)], run: Int
  ) throws(StoreError) {
    try database.transaction { () throws(StoreError) in
      for (key, tally) in tallies { try insert(tally, key: key, run: run) }
    }
  }

  /// Returns the tallies of a design point under one seed, by first trial.
  ///
  /// - Throws: `StoreError` where the store cannot be read.
  package func tallies(
    point: StrongID, seed: Int
  ) throws(StoreError) -> [(trials: Range<Int>, tally: Tally)] {
    try database.rows(
      """
      SELECT first_trial, end_trial, \(tallyColumns()) FROM tally
      WHERE point = ? AND seed = ? ORDER BY first_trial
      """, [.text(point.description), .integer(seed)]
    ) { (row) throws(StoreError) in
      try keyed(row, point: point, seed: seed)
    }
  }

  /// Returns the design points that have tallies, with the seed, each pair once.
  ///
  /// - Throws: `StoreError` where the store cannot be read, or holds an id that is none.
  package func talliedPoints() throws(StoreError) -> [(point: StrongID, seed: Int)] {
    try database.rows("SELECT DISTINCT point, seed FROM tally ORDER BY point, seed") {
      (row) throws(StoreError) in (point: try storedID(row.text(0)), seed: row.integer(1))
    }
  }

  /// Inserts one tally inside a transaction, unless the store already holds it.
  func insert(_ tally: Tally, key: TallyKey, run: Int) throws(StoreError) {
    if let held = try lastTally(before: key.trials.upperBound, point: key.point, seed: key.seed),
      held.trials.upperBound > key.trials.lowerBound
    {
      guard held.trials == key.trials, held.tally.agrees(with: tally) else {
        let conflict = TallyConflict(
          point: key.point, seed: key.seed, held: held.trials, offered: key.trials)
        throw .tallyConflict(path: path, conflict: conflict)
      }
      return
    }
    // Point, seed and the two ends of the range before the columns, the run after them.
    let placeholders = Array(repeating: "?", count: TallyRow.columnCount + 5).joined(
      separator: ", ")
    try database.execute(
      """
      INSERT INTO tally(point, seed, first_trial, end_trial, \(TallyRow.columns), run)
      VALUES (\(placeholders))
      """,
      [
        .text(key.point.description), .integer(key.seed), .integer(key.trials.lowerBound),
        .integer(key.trials.upperBound),
      ] + TallyRow.values(of: tally, key: key) + [.integer(run)])
  }

  /// Returns the tally that begins last before a trial.
  ///
  /// The ranges held are disjoint, so it also ends last: no other can reach beyond that trial.
  private func lastTally(
    before trial: Int, point: StrongID, seed: Int
  ) throws(StoreError) -> (trials: Range<Int>, tally: Tally)? {
    try database.rows(
      """
      SELECT first_trial, end_trial, \(TallyRow.columns) FROM tally
      WHERE point = ? AND seed = ? AND first_trial < ? ORDER BY first_trial DESC LIMIT 1
      """, [.text(point.description), .integer(seed), .integer(trial)]
    ) { (row) throws(StoreError) in
      try keyed(row, point: point, seed: seed)
    }.first
  }

  /// Columns of the counts as they stand here: a store of an older schema, opened to be read, has
  /// fewer.
  func tallyColumns() throws(StoreError) -> String {
    TallyRow.columns(ofSchema: try database.integer("PRAGMA user_version"))
  }

  /// Reads the trials and the tally of a row that begins with its first and end trial.
  private func keyed(
    _ row: Statement, point: StrongID, seed: Int
  ) throws(StoreError) -> (trials: Range<Int>, tally: Tally) {
    let trials = try trials(of: row, from: 0)
    let key = TallyKey(point: point, seed: seed, trials: trials)
    return (trials, try tally(of: row, from: 2, key: key))
  }

  /// Reads a range of trials from two columns of a row.
  func trials(of row: Statement, from column: Int) throws(StoreError) -> Range<Int> {
    let first = row.integer(column)
    let end = row.integer(column + 1)
    guard 0 <= first, first < end else {
      throw .torn(path: path, finding: "a tally of the trials \(first) to \(end)")
    }
    return first..<end
  }

  /// Reads a tally from the columns of a row that begin at one.
  ///
  /// - Throws: `torn` when the row does not hold what was written.
  func tally(of row: Statement, from column: Int, key: TallyKey) throws(StoreError) -> Tally {
    guard let tally = TallyRow.tally(of: row, from: column),
      row.text(column + TallyRow.columnCount - 1) == TallyRow.digest(of: tally, key: key)
    else {
      let point = key.point.description.prefix(12)
      throw .torn(
        path: path,
        finding:
          "the tally of point \(point), seed \(key.seed), trials \(key.trials.lowerBound) to "
          + "\(key.trials.upperBound - 1) is not what was written")
    }
    return tally
  }
}
