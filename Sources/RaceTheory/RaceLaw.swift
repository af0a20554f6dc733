/// The whole law of one race: who wins and after how many votes.
///
/// Every entry is a sum of products of probabilities, so that small tails keep their digits.
package struct RaceLaw: Sendable {
  /// Probability that the right candidate wins with exactly that vote; unit 1.
  ///
  /// - Shape: `correctAt[n]`, n in votes from 0; races longer than the last are in `tail`.
  package let correctAt: [Double]
  /// Probability that a wrong candidate wins with exactly that vote; unit 1.
  ///
  /// - Shape: `wrongAt[n]`, as `correctAt`.
  package let wrongAt: [Double]
  /// Most votes before the race is undecided; votes, nil for none.
  package let cap: Int?
  /// Probability that the race goes on after the last vote listed: undecided at the cap, or beyond
  /// what was computed; unit 1.
  package let tail: Double

  init(correctAt: [Double], wrongAt: [Double], cap: Int?, tail: Double) {
    self.correctAt = correctAt
    self.wrongAt = wrongAt
    self.cap = cap
    self.tail = tail
  }

  /// Probability that the right candidate wins; unit 1.
  package var correct: Double { min(1, smallestFirst(correctAt)) }

  /// Probability that a wrong candidate wins; unit 1.
  package var wrong: Double { smallestFirst(wrongAt) }

  /// Probability that the race is undecided at the cap, 0 without a cap; unit 1.
  package var undecided: Double { cap == nil ? 0 : min(1, tail) }

  /// Probability that the race is undecided after each vote; unit 1.
  ///
  /// - Shape: `survival[n]`, n in votes from 0 to the last listed; `survival[0]` is 1.
  package var survival: [Double] {
    var values = [Double](repeating: tail, count: correctAt.count)
    for vote in stride(from: correctAt.count - 2, through: 0, by: -1) {
      values[vote] = values[vote + 1] + correctAt[vote + 1] + wrongAt[vote + 1]
    }
    return values
  }

  /// Expected votes of the race, a race undecided at the cap counted with the cap; votes.
  package var meanVotes: Double {
    survival.dropLast().reversed().reduce(0, +)
  }

  /// Variance of the votes of the race; votes².
  package var varianceVotes: Double {
    // Centred on the mean, so that no two large squares are subtracted.
    let mean = meanVotes
    var sum = 0.0
    for vote in correctAt.indices.reversed() {
      let distance = Double(vote) - mean
      sum += (correctAt[vote] + wrongAt[vote]) * distance * distance
    }
    let last = Double(correctAt.count - 1) - mean
    return sum + tail * last * last
  }

  /// The smallest number of votes by which at least that share of races has ended; votes.
  ///
  /// A race undecided at the cap ends there.  The share is met within 1e-15, as doubles hold it.
  ///
  /// - Parameter share: Share of races; unit 1, range (0, 1).
  /// - Returns: Votes; nil when the law was not computed that far into its tail.
  package func quantile(_ share: Double) -> Int? {
    let left = 1 - share + 1e-15
    if let vote = survival.firstIndex(where: { $0 <= left }) { return vote }
    return cap
  }

  private func smallestFirst(_ values: [Double]) -> Double {
    values.reversed().reduce(0, +)
  }
}
