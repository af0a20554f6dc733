package import ExperimentDesign
package import MAKERCore

/// A recording as a store holds it: one channel on one task with one seed.
package struct StoredRecording: Equatable, Sendable {
  /// SHA-256 of the definition.
  package let id: StrongID
  /// What identifies it: lines `key=value`.
  package let definition: String
  /// Draws that are recorded; count.
  package let draws: Int
  /// Steps, of whatever trial, that have a draw; count.
  package let steps: Int

  /// Makes a description of a recording; see the properties.
  package init(id: StrongID, definition: String, draws: Int, steps: Int) {
    self.id = id
    self.definition = definition
    self.draws = draws
    self.steps = steps
  }
}

/// Replies of one model in a recording.
package struct ModelReplies: Equatable, Sendable {
  /// The channel that was asked, as `openai:gpt-4.1-mini`.
  package let channel: String
  /// The model that answered, as the provider names it; nil where it does not.
  package let model: String?
  /// Replies; count.
  package let replies: Int

  /// Makes a count; see the properties.
  package init(channel: String, model: String?, replies: Int) {
    self.channel = channel
    self.model = model
    self.replies = replies
  }
}

extension LabStore {
  /// Makes a recording known; once recorded it stays as it is.
  ///
  /// - Parameter definition: What identifies it: lines `key=value`.
  /// - Returns: Its id.
  /// - Throws: What the store refuses.
  package func saveRecording(_ definition: String) throws(StoreError) -> StrongID {
    try database.saveRecording(definition)
  }

  /// Returns the recordings in order of their ids.
  ///
  /// - Throws: `StoreError` where the store cannot be read.
  package func recordings() throws(StoreError) -> [StoredRecording] {
    guard try hasDraws else { return [] }
    return try database.rows("SELECT id, definition, number FROM recording ORDER BY id") {
      (row) throws(StoreError) in
      let id = try storedID(row.text(0))
      guard StrongID(of: row.text(1)) == id else {
        throw .torn(
          path: path, finding: "the recording \(id.description.prefix(12)) has another definition")
      }
      let number = SQLValue.integer(row.integer(2))
      return StoredRecording(
        id: id, definition: row.text(1),
        draws: try database.integer("SELECT count(*) FROM draw WHERE recording = ?", [number]),
        steps: try database.integer(
          "SELECT count(*) FROM (SELECT DISTINCT trial, step FROM draw WHERE recording = ?)",
          [number]))
    }
  }

  /// Visits the draws of a recording by trial, step and draw.
  ///
  /// - Parameters:
  ///   - recording: Id of the recording.
  ///   - body: Takes a draw.
  /// - Throws: `torn` for a draw that is not what was written, and what the call throws.
  package func forEachDraw(
    of recording: StrongID, _ body: (RecordedDraw) throws(StoreError) -> Void
  ) throws(StoreError) {
    guard try hasDraws else { return }
    var prompts = PromptTexts()
    try database.forEachRow(
      """
      SELECT \(DrawRow.columns) FROM draw
      WHERE recording = (SELECT number FROM recording WHERE id = ?)
      ORDER BY trial, step, draw, request
      """, [.text(recording.description)]
    ) { (row) throws(StoreError) in
      try body(
        DrawRow.draw(
          of: row, recording: recording.description, prompts: &prompts, in: database))
    }
  }

  /// Returns how many replies came from each model, by channel and model.
  ///
  /// - Throws: `StoreError` where the store cannot be read.
  package func models(of recording: StrongID) throws(StoreError) -> [ModelReplies] {
    guard try hasDraws else { return [] }
    return try database.rows(
      """
      SELECT channel, model, count(*) FROM draw
      WHERE recording = (SELECT number FROM recording WHERE id = ?)
      GROUP BY channel, model ORDER BY channel, model
      """, [.text(recording.description)]
    ) { (row) throws(StoreError) in
      ModelReplies(
        channel: row.text(0), model: row.optionalText(1), replies: row.integer(2))
    }
  }

  /// Whether the store has tables of draws: one of an older schema, opened to be read, has none.
  var hasDraws: Bool {
    get throws(StoreError) { try database.integer("PRAGMA user_version") >= 5 }
  }
}

extension Database {
  /// Makes a recording known; once recorded it stays as it is.
  func saveRecording(_ definition: String) throws(StoreError) -> StrongID {
    let id = StrongID(of: definition)
    try execute(
      "INSERT INTO recording(id, definition) VALUES (?, ?) ON CONFLICT DO NOTHING",
      [.text(id.description), .text(definition)])
    return id
  }
}
