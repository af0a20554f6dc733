import ExperimentDesign

/// How a tally stands in the columns of a row.
enum TallyRow {
  /// Columns of the counts, in the order in which they are bound and read.
  static let columns = """
    trials_correct, trials_wrong, trials_undecided, races, races_wrong, races_undecided, votes, \
    votes_squared, draws, elapsed, latencies, collisions, early_wrong, weights, weights_squared, lost, \
    ended_at_vote, ended_at_draw, digest
    """

  /// The same to be read from a store of an older schema, which did not count all of it.
  ///
  /// - Parameter version: Schema version of the store; at least 1.
  /// - Returns: The columns, with what was not counted in its place.
  static func columns(ofSchema version: Int) -> String {
    var columns = columns
    if version < 2 { columns.replace("elapsed, latencies", with: "0, 0") }
    if version < 3 {
      columns.replace("collisions, early_wrong", with: "NULL, NULL")
      columns.replace("ended_at_draw", with: "''")
    }
    if version < 4 { columns.replace("weights, weights_squared, lost", with: "NULL, NULL, ''") }
    return columns
  }

  /// How many columns those are; count.
  static let columnCount = 19

  /// SHA-256 of a tally and its key: damage that SQLite's own check cannot see shows in it.
  static func digest(of tally: Tally, key: TallyKey) -> String {
    let counts = [
      key.seed, key.trials.lowerBound, key.trials.upperBound, tally.trialsCorrect,
      tally.trialsWrong, tally.trialsUndecided, tally.races, tally.racesWrong,
      tally.racesUndecided, tally.votes, tally.votesSquared, tally.draws,
    ]
    let numbers = (counts + tally.endedAtVote).map(String.init).joined(separator: ",")
    // Without times the digest is that of stores from before there were any.
    let hasTimes = tally.elapsed != 0 || tally.latencies != 0
    let times = hasTimes ? ",times \(tally.elapsed) \(tally.latencies)" : ""
    // Likewise what only some experiments count.
    let draws = tally.endedAtDraw.isEmpty ? "" : ",draws \(text(ofHistogram: tally.endedAtDraw))"
    func word(_ count: Int?) -> String { count.map(String.init) ?? "none" }
    let hasCollisions = tally.collisions != nil || tally.earlyWrong != nil
    let collisions =
      hasCollisions ? ",collisions \(word(tally.collisions)) \(word(tally.earlyWrong))" : ""
    let hasWeights = tally.weights != nil || tally.weightsSquared != nil
    let weights =
      hasWeights ? ",weights \(word(tally.weights)) \(word(tally.weightsSquared))" : ""
    let lost = tally.lost.isEmpty ? "" : ",lost \(tally.lost.text)"
    let text = "\(key.point),\(numbers)\(times)\(draws)\(collisions)\(weights)\(lost)"
    return StrongID(of: text).description
  }

  /// Returns the values of a tally, in the order of the columns.
  static func values(of tally: Tally, key: TallyKey) -> [SQLValue] {
    [
      .integer(tally.trialsCorrect), .integer(tally.trialsWrong), .integer(tally.trialsUndecided),
      .integer(tally.races), .integer(tally.racesWrong), .integer(tally.racesUndecided),
      .integer(tally.votes), .integer(tally.votesSquared), .integer(tally.draws),
      .integer(tally.elapsed), .integer(tally.latencies),
      tally.collisions.map(SQLValue.integer) ?? .null,
      tally.earlyWrong.map(SQLValue.integer) ?? .null,
      tally.weights.map(SQLValue.integer) ?? .null,
      tally.weightsSquared.map(SQLValue.integer) ?? .null, .text(tally.lost.text),
      .text(text(ofHistogram: tally.endedAtVote)), .text(text(ofHistogram: tally.endedAtDraw)),
      .text(digest(of: tally, key: key)),
    ]
  }

  /// Reads the tally whose first count stands in a column; nil when a histogram is not readable.
  static func tally(of row: Statement, from column: Int) -> Tally? {
    guard let votes = histogram(of: row.text(column + 16)),
      let draws = histogram(of: row.text(column + 17)),
      let lost = LostTrials(row.text(column + 15))
    else { return nil }
    var tally = Tally()
    tally.trialsCorrect = row.integer(column)
    tally.trialsWrong = row.integer(column + 1)
    tally.trialsUndecided = row.integer(column + 2)
    tally.races = row.integer(column + 3)
    tally.racesWrong = row.integer(column + 4)
    tally.racesUndecided = row.integer(column + 5)
    tally.votes = row.integer(column + 6)
    tally.votesSquared = row.integer(column + 7)
    tally.draws = row.integer(column + 8)
    tally.elapsed = row.integer(column + 9)
    tally.latencies = row.integer(column + 10)
    tally.collisions = row.isNull(column + 11) ? nil : row.integer(column + 11)
    tally.earlyWrong = row.isNull(column + 12) ? nil : row.integer(column + 12)
    tally.weights = row.isNull(column + 13) ? nil : row.integer(column + 13)
    tally.weightsSquared = row.isNull(column + 14) ? nil : row.integer(column + 14)
    tally.lost = lost
    tally.endedAtVote = votes
    tally.endedAtDraw = draws
    return tally
  }

  /// Writes a histogram as a JSON array of integers, and no histogram as no text.
  static func text(ofHistogram histogram: [Int]) -> String {
    histogram.isEmpty ? "" : "[" + histogram.map(String.init).joined(separator: ",") + "]"
  }

  /// Reads a histogram; nil when the text is none.
  static func histogram(of text: String) -> [Int]? {
    if text.isEmpty { return [] }
    guard text.hasPrefix("["), text.hasSuffix("]") else { return nil }
    var histogram: [Int] = []
    for field in text.dropFirst().dropLast().split(separator: ",", omittingEmptySubsequences: false)
    {
      guard let count = Int(field) else { return nil }
      histogram.append(count)
    }
    return histogram
  }
}
