/// How right or wrong votes spread over their candidates, read off the place of a word among theirs.
package struct VoteSpread: Sendable {
  /// Sums of the shares of the candidates up to each but the last; unit 1.
  private let sums: [Double]

  /// Takes the shares.
  ///
  /// - Parameter shares: Share of each candidate; unit 1, sum 1, at least one.
  package init(_ shares: [Double]) {
    precondition(!shares.isEmpty, "votes go somewhere")
    var sum = 0.0
    sums = shares.dropLast().map {
      sum += $0
      return sum
    }
  }

  /// All votes for one candidate.
  package static let single = VoteSpread([1])

  /// Candidates; count, at least 1.
  package var candidates: Int { sums.count + 1 }

  /// Returns the candidate that a word names, from 0.
  func candidate(_ place: UInt64, of words: UInt64) -> Int {
    let share = Double(place) / Double(words)
    return sums.firstIndex { share < $0 } ?? sums.count
  }
}
