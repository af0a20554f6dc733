import ExperimentDesign
package import MAKERCore

extension LabStore {
  /// Takes over the recordings, draws, sessions and attempts of another store.
  ///
  /// A session is the same in both where its token is; an attempt that one of them saw settled is
  /// settled.
  ///
  /// - Throws: `drawConflict` for a draw with another reply or an attempt with another outcome.
  func adoptDraws(of other: LabStore) throws(StoreError) {
    guard try other.hasDraws else { return }
    var tables = JournalTables(database)
    for recording in try other.recordings() {
      _ = try saveRecording(recording.definition)
      try other.forEachDraw(of: recording.id) { (draw) throws(StoreError) in
        try tables.insert(draw)
      }
    }
    try other.database.forEachRow(
      "SELECT number, token, payer, started FROM session ORDER BY number"
    ) { (row) throws(StoreError) in
      let session = try adoptSession(token: row.text(1), payer: row.text(2), started: row.text(3))
      try adoptAttempts(of: other, session: row.integer(0), as: session, &tables)
    }
  }

  private func adoptSession(
    token: String, payer: String, started: String
  ) throws(StoreError) -> Int {
    try database.execute(
      "INSERT INTO session(token, payer, started) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
      [.text(token), .text(payer), .text(started)])
    let found = try database.integer(
      "SELECT number FROM session WHERE token = ? AND payer = ? AND started = ?",
      [.text(token), .text(payer), .text(started)])
    guard found > 0 else { throw .drawConflict(path: path, draw: "a session of \(payer)") }
    return found
  }

  private func adoptAttempts(
    of other: LabStore, session: Int, as number: Int, _ tables: inout JournalTables
  ) throws(StoreError) {
    let known = Dictionary(
      uniqueKeysWithValues: try attempts(ofSession: number).map { ($0.attempt.number, $0) })
    for (attempt, outcome) in try other.attempts(ofSession: session) {
      var own = attempt
      own.session = number
      let held = known[own.number]
      if let held {
        guard held.attempt == own else {
          throw .drawConflict(path: path, draw: DrawRow.name(of: own.key))
        }
      } else {
        try tables.insert(own)
      }
      guard let outcome, held?.outcome != outcome else { continue }
      try tables.settle(session: number, number: own.number, outcome)
    }
  }

  /// Returns the attempts of a session in order, with what came of them.
  ///
  /// - Parameter session: Number of the session.
  /// - Returns: The attempts; an outcome is nil where nothing was heard.
  /// - Throws: `torn` for what was never written so.
  package func attempts(
    ofSession session: Int
  ) throws(StoreError) -> [(attempt: DrawAttempt, outcome: AttemptOutcome?)] {
    guard try hasDraws else { return [] }
    let ids = try numberedRecordings()
    return try database.rows(
      """
      SELECT number, provider, recording, trial, step, draw, request, \(AttemptRow.columns)
      FROM attempt WHERE session = ? ORDER BY number
      """, [.integer(session)]
    ) { (row) throws(StoreError) in
      guard let recording = ids[row.integer(2)] else {
        throw .torn(path: path, finding: "an attempt of the unknown recording \(row.integer(2))")
      }
      let key = DrawKey(
        recording: recording.description,
        coordinates: DrawCoordinates(
          trial: row.integer(3), step: row.integer(4), draw: row.integer(5)),
        request: row.text(6))
      let attempt = DrawAttempt(
        session: session, number: row.integer(0), provider: row.text(1), key: key,
        reserved: AttemptRow.reserved(of: row, from: 7))
      return (attempt, try AttemptRow.outcome(of: row, from: 7, path: path))
    }
  }

  private func numberedRecordings() throws(StoreError) -> [Int: StrongID] {
    var ids: [Int: StrongID] = [:]
    try database.forEachRow("SELECT number, id FROM recording") { (row) throws(StoreError) in
      ids[row.integer(0)] = try storedID(row.text(1))
    }
    return ids
  }
}
