package import ExperimentDesign

extension LabStore {
  /// Records a solve, before its first step; once recorded it stays as it is.
  ///
  /// - Throws: `definitionConflict` when the id stands for another definition.
  package func saveSolve(_ id: StrongID, definition: String) throws(StoreError) {
    try database.execute(
      "INSERT INTO solve(id, definition) VALUES (?, ?) ON CONFLICT DO NOTHING",
      [.text(id.description), .text(definition)])
    let held = try database.rows(
      "SELECT definition FROM solve WHERE id = ?", [.text(id.description)]
    ) { (row) throws(StoreError) in row.text(0) }.first
    guard held == definition else {
      throw .definitionConflict(path: path, name: "solve \(id.description.prefix(12))")
    }
  }

  /// Records decided steps; on disk when it returns.
  ///
  /// - Returns: False when another process has recorded this step already; nothing is changed then.
  /// - Throws: `StoreError` where the store cannot be written.
  package func record(_ group: SolveGroup, of solve: StrongID) throws(StoreError) -> Bool {
    try database.transaction { () throws(StoreError) in
      guard try decidedSteps(of: solve) == group.range.lowerBound else { return false }
      try insert(group, of: solve)
      return true
    }
  }

  /// Steps of a solve that are recorded; count.
  ///
  /// - Throws: `StoreError` where the store cannot be read.
  package func decidedSteps(of solve: StrongID) throws(StoreError) -> Int {
    try database.integer(
      "SELECT max(end_step) FROM solve_group WHERE solve = ?", [.text(solve.description)])
  }

  /// Returns the last recorded steps of a solve; nil when there are none.
  ///
  /// - Throws: `torn` where steps before them are missing.
  package func lastGroup(of solve: StrongID) throws(StoreError) -> SolveGroup? {
    let kept = try database.integer(
      "SELECT sum(end_step - first_step) FROM solve_group WHERE solve = ?",
      [.text(solve.description)])
    let decided = try decidedSteps(of: solve)
    guard kept == decided else {
      throw .torn(path: path, finding: "\(kept) of \(decided) steps of a solve are there")
    }
    var last: SolveGroup?
    try forEachGroup(of: solve, "ORDER BY first_step DESC LIMIT 1") { last = $0 }
    return last
  }

  /// Visits the recorded steps of a solve in order, group by group.
  ///
  /// - Throws: `torn` where steps between are missing, or what the function throws.
  package func forEachGroup(
    of solve: StrongID, _ body: (SolveGroup) throws(StoreError) -> Void
  ) throws(StoreError) {
    var end = 0
    try forEachGroup(of: solve, "ORDER BY first_step") { (group) throws(StoreError) in
      guard group.range.lowerBound == end else {
        throw .torn(path: path, finding: "step \(end) of a solve is not there")
      }
      end = group.range.upperBound
      try body(group)
    }
  }

  /// Returns the definitions of all solves with the steps that are recorded, in order of their ids.
  ///
  /// - Throws: `StoreError` where the store cannot be read.
  package func solves() throws(StoreError) -> [(id: StrongID, definition: String, decided: Int)] {
    guard try hasSolves else { return [] }
    return try database.rows("SELECT id, definition FROM solve ORDER BY id") {
      (row) throws(StoreError) in
      let id = try storedID(row.text(0))
      return (id, row.text(1), try decidedSteps(of: id))
    }
  }

  /// Whether the store has tables of solves: one of the first schema, opened to be read, has none.
  private var hasSolves: Bool {
    get throws(StoreError) {
      try database.integer(
        "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'solve'") == 1
    }
  }

  private func forEachGroup(
    of solve: StrongID, _ order: String, _ body: (SolveGroup) throws(StoreError) -> Void
  ) throws(StoreError) {
    try database.forEachRow(
      """
      SELECT first_step, end_step, steps, previous, state, progress, digest FROM solve_group
      WHERE solve = ? \(order)
      """, [.text(solve.description)]
    ) { (row) throws(StoreError) in
      let first = row.integer(0)
      let end = row.integer(1)
      guard first >= 0, end > first else {
        throw .torn(path: path, finding: "a group of steps from \(first) to \(end)")
      }
      let group = SolveGroup(
        range: first..<end, steps: row.text(2), previous: row.optionalText(3), state: row.text(4),
        progress: row.text(5))
      guard group.digest(of: solve) == row.text(6) else {
        throw .torn(path: path, finding: "steps \(first) to \(end - 1) of a solve do not fit")
      }
      try body(group)
    }
  }

  private func insert(_ group: SolveGroup, of solve: StrongID) throws(StoreError) {
    try database.execute(
      """
      INSERT INTO solve_group(solve, first_step, end_step, steps, previous, state, progress, digest)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .text(solve.description), .integer(group.range.lowerBound),
        .integer(group.range.upperBound), .text(group.steps),
        group.previous.map { .text($0) } ?? .null, .text(group.state), .text(group.progress),
        .text(group.digest(of: solve)),
      ])
  }

  /// Takes over the solves of another store that are further there than here.
  ///
  /// Two stores hold beginnings of the same run where their ids are equal, so the longer one serves.
  func adoptSolves(of other: LabStore) throws(StoreError) {
    guard try other.hasSolves else { return }
    try other.database.forEachRow("SELECT id, definition FROM solve ORDER BY id") {
      (row) throws(StoreError) in
      let id = try other.storedID(row.text(0))
      try saveSolve(id, definition: row.text(1))
      guard try other.decidedSteps(of: id) > decidedSteps(of: id) else { return }
      try database.execute("DELETE FROM solve_group WHERE solve = ?", [.text(id.description)])
      try other.forEachGroup(of: id) { (group) throws(StoreError) in try insert(group, of: id) }
    }
  }
}
