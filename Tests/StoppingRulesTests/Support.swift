import MAKERCore
import RandomStreams
import StoppingRules

/// A setting of two candidates.
func setting(
  _ kind: StoppingKind, delta: Double, p: Double = 0.8, cap: Int = 2000
) throws -> StoppingSetting {
  try StoppingSetting(kind: kind, delta: delta, assumedSuccess: Probability(p), cap: cap)
}

/// Votes of candidates with fixed shares.
struct VoteSource {
  private var words: WordStream
  private let shares: [Double]

  init(_ shares: [Double], seed: Int) {
    words = WordStream(StreamKey(seed: seed))
    self.shares = shares
  }

  mutating func next() -> Int {
    var place = words.uniform()
    for (candidate, share) in shares.enumerated() {
      if place < share { return candidate }
      place -= share
    }
    return shares.count - 1
  }

  /// A number from 0 to below a bound.
  mutating func below(_ bound: Int) -> Int { Int(words.uniform() * Double(bound)) }

  mutating func uniform() -> Double { words.uniform() }
}

/// What many races came to.
struct RaceCounts {
  var races = 0
  var wrong = 0
  var undecided = 0
  var votes = 0
  var votesSquared = 0

  var meanVotes: Double { Double(votes) / Double(races) }

  /// Standard error of the mean votes.
  var errorOfVotes: Double {
    let n = Double(races)
    return ((Double(votesSquared) / n - meanVotes * meanVotes) / n).squareRoot()
  }

  init(_ rule: any StoppingRule, shares: [Double], races: Int, seed: Int) {
    var source = VoteSource(shares, seed: seed)
    for _ in 0..<races {
      let end = rule.follow { source.next() }
      self.races += 1
      votes += end.votes
      votesSquared += end.votes * end.votes
      switch end.verdict {
      case .won(candidate: 0): break
      case .won: wrong += 1
      case .undecided: undecided += 1
      }
    }
  }
}
