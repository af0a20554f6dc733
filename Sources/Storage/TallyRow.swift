import ExperimentDesign

/// How a tally stands in the columns of a row.
enum TallyRow {
  /// Columns of the counts, in the order in which they are bound and read.
  static let columns = """
    trials_correct, trials_wrong, trials_undecided, races, races_wrong, races_undecided, votes, \
    votes_squared, draws, elapsed, latencies, ended_at_vote, digest
    """

  /// The same to be read where times were not counted yet.
  static let columnsWithoutTimes = columns.replacing("elapsed, latencies", with: "0, 0")

  /// How many columns those are; count.
  static let columnCount = 13

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
    return StrongID(of: "\(key.point),\(numbers)\(times)").description
  }

  /// Returns the values of a tally, in the order of the columns.
  static func values(of tally: Tally, key: TallyKey) -> [SQLValue] {
    [
      .integer(tally.trialsCorrect), .integer(tally.trialsWrong), .integer(tally.trialsUndecided),
      .integer(tally.races), .integer(tally.racesWrong), .integer(tally.racesUndecided),
      .integer(tally.votes), .integer(tally.votesSquared), .integer(tally.draws),
      .integer(tally.elapsed), .integer(tally.latencies),
      .text(text(ofHistogram: tally.endedAtVote)), .text(digest(of: tally, key: key)),
    ]
  }

  /// Reads the tally whose first count stands in a column; nil when the histogram is not readable.
  static func tally(of row: Statement, from column: Int) -> Tally? {
    guard let histogram = histogram(of: row.text(column + 11)) else { return nil }
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
    tally.endedAtVote = histogram
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
