package import Economics
import ExperimentDesign
import MAKERCore

/// A session of a run that asked providers, as the journal knows it.
package struct ChargedSession: Hashable, Sendable {
  /// What tells it from all others, of other stores too.
  package let token: String
  /// Id of the run.
  package let payer: String
  /// When it began.
  package let started: UTCTime

  /// The entry of a token log that says that it begins.
  ///
  /// - Parameter store: Path of the store that holds the journal.
  /// - Returns: The entry, of no tokens.
  package func begun(store: String) -> TokenLogEntry {
    TokenLogEntry(
      time: started, item: "run \(payer.prefix(12))", phase: "begin", model: "-", tokens: 0,
      cost: .zero, source: .begun(session: token, store: store))
  }
}

/// What a session was charged, as its journal has it.
package struct SessionCharges: Hashable, Sendable {
  /// Id of the run.
  package let payer: String
  /// Entries of a token log, one a model.
  package let entries: [TokenLogEntry]
  /// Attempts without a known end, which stand at their worst case; count.
  package let unsettled: Int
}

extension LabStore {
  /// Returns the sessions of a run, in the order in which they began.
  ///
  /// - Parameters:
  ///   - path: Path of the store.
  ///   - payer: Id of the run.
  /// - Returns: The sessions.
  /// - Throws: What the store refuses.
  package static func sessions(
    in path: String, of payer: String
  ) throws(StoreError) -> [ChargedSession] {
    let store = try LabStore(readingOnly: path)
    defer { store.close() }
    guard try store.hasDraws else { return [] }
    return try store.database.rows(
      "SELECT token, payer, started FROM session WHERE payer = ? ORDER BY number", [.text(payer)]
    ) { (row) throws(StoreError) in
      ChargedSession(
        token: row.text(0), payer: row.text(1), started: try store.time(row.text(2)))
    }
  }

  /// Returns what a session was charged, as entries of a token log: one a model.
  ///
  /// Attempts without a known end stand at their worst case.  An attempt without a recorded reply is of the
  /// model that its recording asks.
  ///
  /// - Parameters:
  ///   - path: Path of the store.
  ///   - token: What tells the session from all others.
  ///   - item: The work item of the entries.
  /// - Returns: The charges; nil where the store does not know the session.
  /// - Throws: What the store refuses.
  package static func charges(
    in path: String, ofSession token: String, item: String
  ) throws(StoreError) -> SessionCharges? {
    let store = try LabStore(readingOnly: path)
    defer { store.close() }
    guard try store.hasDraws else { return nil }
    let sessions = try store.database.rows(
      "SELECT payer, started FROM session WHERE token = ?", [.text(token)]
    ) { (row) throws(StoreError) in (row.text(0), try store.time(row.text(1))) }
    guard let (payer, started) = sessions.first else { return nil }
    var sums: [String: Charge] = [:]
    var unsettled = 0
    try store.database.forEachRow(
      """
      SELECT attempt.provider, draw.channel, recording.definition,
        \(AttemptRow.columns)
      FROM session JOIN attempt ON attempt.session = session.number
      JOIN recording ON recording.number = attempt.recording
      LEFT JOIN draw ON draw.recording = attempt.recording AND draw.trial = attempt.trial
        AND draw.step = attempt.step AND draw.draw = attempt.draw
        AND draw.request = attempt.request
      WHERE session.token = ?
      """, [.text(token)]
    ) { (row) throws(StoreError) in
      let provider = row.text(0)
      let asked = RecordingDefinition(row.text(2))?.channel
      // The channel of a reply, or of a recording that asks this provider alone, begins with the model.
      let channel = [row.optionalText(1), asked].compactMap(\.self).first {
        $0.hasPrefix(provider + ":")
      }
      let model = channel.map { String($0.prefix { $0 != "," }) }
      let outcome = try AttemptRow.outcome(of: row, from: 3, path: path)
      if outcome == nil { unsettled += 1 }
      sums[model ?? "\(provider):unknown", default: .zero] += Charge(
        outcome, reserved: AttemptRow.reserved(of: row, from: 3))
    }
    let entries = sums.sorted { $0.key < $1.key }.map { model, charge in
      TokenLogEntry(
        time: started, item: item, phase: "run", model: model,
        tokens: min(charge.tokens, TokenLogEntry.mostTokens),
        outputTokens: charge.tokens <= TokenLogEntry.mostTokens ? charge.outputTokens : nil,
        cost: charge.picodollars.map { Money(picodollars: $0) },
        source: .run(part: "\(token) \(model)"))
    }
    return SessionCharges(payer: payer, entries: entries, unsettled: unsettled)
  }

  /// Reads a time of the journal.
  private func time(_ text: String) throws(StoreError) -> UTCTime {
    guard let time = UTCTime(text) else {
      throw .torn(path: path, finding: "a session that began at '\(text)'")
    }
    return time
  }
}
