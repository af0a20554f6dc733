import ExperimentDesign
import MAKERCore

/// How a recorded draw stands in the columns of a row.
enum DrawRow {
  /// Columns of what was asked besides the key, and of what came, in the order in which they are
  /// bound and read.
  static let columns = """
    trial, step, draw, request, instructions, question, temperature, seed, channel, model, \
    response_id, body, text, finish, finish_reason, input_tokens, output_tokens, cost, \
    cached_input_tokens, latency, attempts, digest
    """

  /// How many columns those are; count.
  static let columnCount = 22

  /// Returns the values of a draw, in the order of the columns.
  static func values(
    of draw: RecordedDraw, instructions: PromptTexts.Kept, question: PromptTexts.Kept
  ) -> [SQLValue] {
    let place = draw.key.coordinates
    let digest = digest(
      of: draw, instructions: instructions.digest, question: question.digest)
    return [
      .integer(place.trial), .integer(place.step), .integer(place.draw), .text(draw.key.request),
      .integer(instructions.number), .integer(question.number), .real(draw.temperature),
      .optional(draw.seed), .text(draw.channel), .optional(draw.model), .optional(draw.responseID),
      .blob(draw.body), .blob(draw.text), .text(draw.finish.rawValue),
      .optional(draw.finishReason), .optional(draw.usage.inputTokens),
      .optional(draw.usage.outputTokens), draw.usage.cost.map(SQLValue.real) ?? .null,
      .optional(draw.cachedInputTokens), .integer(draw.latency), .integer(draw.attempts),
      .text(digest.description),
    ]
  }

  /// Reads the draw of a row that begins with the columns.
  ///
  /// - Throws: `torn` when the row does not hold what was written.
  static func draw(
    of row: Statement, recording: String, prompts: inout PromptTexts, in database: Database
  ) throws(StoreError) -> RecordedDraw {
    let instructions = try prompts.text(row.integer(4), in: database)
    let question = try prompts.text(row.integer(5), in: database)
    let place = DrawCoordinates(
      trial: row.integer(0), step: row.integer(1), draw: row.integer(2))
    let finish = Reply.Finish(rawValue: row.text(13))
    let draw = RecordedDraw(
      key: DrawKey(recording: recording, coordinates: place, request: row.text(3)),
      prompt: Prompt(instructions: instructions.text, step: question.text),
      temperature: row.real(6), seed: row.optionalInteger(7), channel: row.text(8),
      model: row.optionalText(9), responseID: row.optionalText(10), body: row.bytes(11),
      text: row.bytes(12), finish: finish ?? .other, finishReason: row.optionalText(14),
      usage: Usage(
        inputTokens: row.optionalInteger(15), outputTokens: row.optionalInteger(16),
        cost: row.isNull(17) ? nil : row.real(17)),
      cachedInputTokens: row.optionalInteger(18), latency: row.integer(19),
      attempts: row.integer(20))
    let digest = digest(of: draw, instructions: instructions.digest, question: question.digest)
    guard finish != nil, digest.description == row.text(21) else {
      throw .torn(
        path: database.path, finding: "\(name(of: draw.key)) is not what was written")
    }
    return draw
  }

  /// A draw, as messages name it.
  static func name(of key: DrawKey) -> String {
    let place = key.coordinates
    return "draw \(place.draw) of trial \(place.trial), step \(place.step), recording "
      + "\(key.recording.prefix(12))"
  }

  /// SHA-256 of a draw and its key: damage that SQLite's own check cannot see shows in it.
  static func digest(
    of draw: RecordedDraw, instructions: StrongID, question: StrongID
  ) -> StrongID {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(draw.body.count + draw.text.count + 600)
    // Each field has its length before it, so that none can pass for a part of its neighbour.
    func add(_ field: some Collection<UInt8>) {
      bytes.append(contentsOf: String(field.count).utf8)
      bytes.append(UInt8(ascii: ":"))
      bytes.append(contentsOf: field)
    }
    func add(_ field: String?) {
      if let field { add(field.utf8) } else { bytes.append(UInt8(ascii: "~")) }
    }
    func add(_ number: Int?) { add(number.map(String.init)) }
    // The store keeps no sign of a zero.
    func add(_ number: Double?) { add(number.map { String(($0 + 0).bitPattern, radix: 16) }) }
    let place = draw.key.coordinates
    add(draw.key.recording)
    add(place.trial)
    add(place.step)
    add(place.draw)
    add(draw.key.request)
    add(instructions.description)
    add(question.description)
    add(draw.temperature)
    add(draw.seed)
    add(draw.channel)
    add(draw.model)
    add(draw.responseID)
    add(draw.body)
    add(draw.text)
    add(draw.finish.rawValue)
    add(draw.finishReason)
    add(draw.usage.inputTokens)
    add(draw.usage.outputTokens)
    add(draw.usage.cost)
    add(draw.cachedInputTokens)
    add(draw.latency)
    add(draw.attempts)
    return StrongID(of: bytes)
  }
}
