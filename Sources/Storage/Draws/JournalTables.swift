import ExperimentDesign
import MAKERCore

/// Writes entries of a journal into the tables of one store; what was looked up is remembered.
///
/// All writes stand inside a transaction of the caller, who says `forget` when it was taken back.
struct JournalTables {
  private let database: Database
  private var recordings: [String: Int] = [:]
  private var prompts = PromptTexts()

  /// Takes a connection to an up-to-date store.
  init(_ database: Database) { self.database = database }

  /// Forgets what may have been taken back.
  mutating func forget() {
    recordings.removeAll()
    prompts.forget()
  }

  /// Returns the number of a recording in this store; nil when it is unknown.
  mutating func number(ofRecording id: String) throws(StoreError) -> Int? {
    if let number = recordings[id] { return number }
    let number = try database.integer("SELECT number FROM recording WHERE id = ?", [.text(id)])
    guard number > 0 else { return nil }
    recordings[id] = number
    return number
  }

  /// Returns a recorded draw; nil where there is none.
  mutating func draw(_ key: DrawKey) throws(StoreError) -> RecordedDraw? {
    guard let recording = try number(ofRecording: key.recording) else { return nil }
    // Out of the struct while it changes, so that it is never copied.
    var prompts = PromptTexts()
    swap(&prompts, &self.prompts)
    defer { self.prompts = prompts }
    return try database.rows(
      "SELECT \(DrawRow.columns) FROM draw WHERE \(Self.isDraw)",
      Self.values(of: key, recording: recording)
    ) { (row) throws(StoreError) in
      try DrawRow.draw(
        of: row, recording: key.recording, prompts: &prompts, in: database)
    }.first
  }

  /// Keeps one entry.
  ///
  /// - Throws: `drawConflict` for a draw or an attempt that is kept with another content.
  mutating func keep(_ entry: JournalEntry) throws(StoreError) {
    switch entry {
    case .begun(let definition): _ = try database.saveRecording(definition)
    case .asked(let attempt): try insert(attempt)
    case .settled(let session, let number, let outcome):
      try settle(session: session, number: number, outcome)
    case .recorded(let draw): try insert(draw)
    }
  }

  /// Keeps a draw, which changes nothing where the same is kept already.
  mutating func insert(_ draw: RecordedDraw) throws(StoreError) {
    let recording = try known(draw.key)
    let instructions = try prompts.keep(draw.prompt.instructions, in: database)
    let question = try prompts.keep(draw.prompt.step, in: database)
    let values = DrawRow.values(of: draw, instructions: instructions, question: question)
    try database.execute(
      """
      INSERT INTO draw(recording, \(DrawRow.columns)) VALUES (\(Self.drawPlaces))
      ON CONFLICT DO NOTHING
      """, [.integer(recording)] + values)
    guard database.changes == 0 else { return }
    let held = try database.rows(
      "SELECT digest FROM draw WHERE \(Self.isDraw)",
      Self.values(of: draw.key, recording: recording)
    ) { (row) throws(StoreError) in SQLValue.text(row.text(0)) }.first
    guard held == values.last else { throw conflict(draw.key) }
  }

  /// Keeps an attempt without an outcome.
  mutating func insert(_ attempt: DrawAttempt) throws(StoreError) {
    let recording = try known(attempt.key)
    try database.execute(
      """
      INSERT INTO attempt(session, number, provider, recording, trial, step, draw, request,
        reserved_input, reserved_output, reserved_picodollars)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """,
      [.integer(attempt.session), .integer(attempt.number), .text(attempt.provider)]
        + Self.values(of: attempt.key, recording: recording)
        + [
          .integer(attempt.reserved.inputTokens), .integer(attempt.reserved.outputTokens),
          .optional(attempt.reserved.picodollars),
        ])
    guard database.changes == 1 else { throw conflict(attempt.key) }
  }

  /// Keeps what came of an attempt, once.
  func settle(session: Int, number: Int, _ outcome: AttemptOutcome) throws(StoreError) {
    let (word, charge) = AttemptRow.columns(of: outcome)
    try database.execute(
      """
      UPDATE attempt SET outcome = ?, input = ?, output = ?, picodollars = ?
      WHERE session = ? AND number = ? AND outcome IS NULL
      """,
      [
        .text(word), .optional(charge?.inputTokens), .optional(charge?.outputTokens),
        .optional(charge?.picodollars), .integer(session), .integer(number),
      ])
    guard database.changes == 1 else {
      throw .drawConflict(path: database.path, draw: "attempt \(number) of session \(session)")
    }
  }

  private mutating func known(_ key: DrawKey) throws(StoreError) -> Int {
    guard let number = try number(ofRecording: key.recording) else {
      throw .torn(
        path: database.path, finding: "the recording \(key.recording.prefix(12)) is not there")
    }
    return number
  }

  private func conflict(_ key: DrawKey) -> StoreError {
    .drawConflict(path: database.path, draw: DrawRow.name(of: key))
  }

  private static let isDraw =
    "recording = ? AND trial = ? AND step = ? AND draw = ? AND request = ?"

  private static let drawPlaces = Array(repeating: "?", count: DrawRow.columnCount + 1).joined(
    separator: ", ")

  private static func values(of key: DrawKey, recording: Int) -> [SQLValue] {
    let place = key.coordinates
    return [
      .integer(recording), .integer(place.trial), .integer(place.step), .integer(place.draw),
      .text(key.request),
    ]
  }
}
