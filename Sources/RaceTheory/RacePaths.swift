package import MAKERCore

/// Every way that a race can go, vote by vote, whatever the probabilities of its votes are.
///
/// After n votes there is a state for each way that the votes can be spread over the candidates while
/// the race is open.  Wrong candidates that are alike are exchangeable, so their counts are sorted.
/// The states depend on the rule alone and serve for any vote shares.
package struct RacePaths: Sendable {
  /// Greatest number of states over all votes.
  package static let greatestStates = 2_000_000

  /// Where a vote leads that ends the race: a right candidate has won, or a wrong one.
  static let rightWins: Int32 = -1
  static let wrongWins: Int32 = -2

  /// The open states after a number of votes.
  struct Level: Sendable {
    /// Votes for wrong candidates in each state.
    var wrongVotes: [Int] = []
    /// A state of the next level, or how the race ended; empty until the next level is there.
    ///
    /// - Shape: `targets[state * candidates + candidate]`.
    var targets: [Int32] = []
  }

  /// When a race is decided.
  package let rule: RaceRule
  /// Candidates, the right ones first; count, 2 to 16.
  package let candidates: Int
  /// Candidates that are right; count, 1 unless answers are equally good.
  package let rightCandidates: Int
  private let alike: [Range<Int>]
  private let greatestStates: Int
  private(set) var levels: [Level]
  private var last: [CandidateCounts]
  private var states = 1

  /// Starts with the race before its first vote.
  ///
  /// - Parameters:
  ///   - rule: When a race is decided.
  ///   - candidates: Candidates, the right one first; count, 2 to 16.
  ///   - votes: Follows the race to that many votes at once; count, at least 0.
  ///   - greatestStates: States over all votes that it may have; count.
  /// - Throws: `TheoryError.tooManyStates`.
  package init(
    rule: RaceRule, candidates: Int, votes: Int = 0,
    greatestStates: Int = RacePaths.greatestStates
  ) throws(TheoryError) {
    self.init(
      rule: rule, candidates: candidates, right: 1, alike: [], greatestStates: greatestStates)
    for _ in 0..<votes { try extend() }
  }

  /// Starts a race for given shares of the candidates, the right ones and the wrong ones each sorted.
  init(rule: RaceRule, sortedRightShares: [Double] = [1], sortedWrongShares: [Double]) {
    let right = sortedRightShares.count
    self.init(
      rule: rule, candidates: right + sortedWrongShares.count, right: right,
      alike: Self.equalRuns(sortedRightShares, from: 0)
        + Self.equalRuns(sortedWrongShares, from: right))
  }

  /// Neighbours with equal shares, two or more.
  ///
  /// - Parameters:
  ///   - shares: Sorted shares.
  ///   - offset: Number of the first candidate.
  /// - Returns: Ranges of candidates.
  static func equalRuns(_ shares: [Double], from offset: Int) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start = 0
    for i in shares.indices.dropFirst() + [shares.count]
    where i == shares.count || shares[i] != shares[start] {
      if i - start > 1 { runs.append(start + offset..<i + offset) }
      start = i
    }
    return runs
  }

  private init(
    rule: RaceRule, candidates: Int, right: Int, alike: [Range<Int>],
    greatestStates: Int = RacePaths.greatestStates
  ) {
    precondition((2...16).contains(candidates), "a race has 2 to 16 candidates")
    self.rule = rule
    self.candidates = candidates
    self.rightCandidates = right
    self.alike = alike
    self.greatestStates = greatestStates
    levels = [Level(wrongVotes: [0])]
    last = [CandidateCounts()]
  }

  /// Follows the race by one more vote.
  ///
  /// - Parameter budget: What this and other work may come to; nil for no such bound.
  /// - Throws: `TheoryError.tooManyStates` when there are more than the greatest number, `tooLong` beyond
  ///   the budget.
  package mutating func extend(_ budget: WorkBudget? = nil) throws(TheoryError) {
    try budget?.reserve(Double(last.count * candidates) * WorkBudget.state)
    var index: [CandidateCounts: Int32] = [:]
    var next: [CandidateCounts] = []
    var level = Level()
    var targets: [Int32] = []
    targets.reserveCapacity(last.count * candidates)
    for state in last {
      for candidate in 0..<candidates {
        var counts = state
        counts[candidate] += 1
        if isDecided(counts, by: candidate) {
          targets.append(candidate < rightCandidates ? Self.rightWins : Self.wrongWins)
          continue
        }
        sortAlike(&counts)
        if let known = index[counts] {
          targets.append(known)
        } else {
          let number = Int32(next.count)
          index[counts] = number
          next.append(counts)
          let right = (0..<rightCandidates).reduce(0) { $0 + Int(counts[$1]) }
          level.wrongVotes.append(levels.count - right)
          targets.append(number)
        }
      }
    }
    states += next.count
    guard states <= greatestStates, levels.count < Int(UInt16.max) else {
      throw .tooManyStates(
        candidates: candidates, margin: rule.margin, greatest: greatestStates)
    }
    levels[levels.count - 1].targets = targets
    levels.append(level)
    last = next
  }

  private func isDecided(_ counts: CandidateCounts, by candidate: Int) -> Bool {
    var runnerUp: UInt16 = 0
    for other in 0..<candidates where other != candidate { runnerUp = max(runnerUp, counts[other]) }
    return rule.isDecided(leader: Int(counts[candidate]), runnerUp: Int(runnerUp))
  }

  private func sortAlike(_ counts: inout CandidateCounts) {
    for group in alike {
      for i in group.dropFirst() {
        var j = i
        while j > group.lowerBound, counts[j] > counts[j - 1] {
          let kept = counts[j]
          counts[j] = counts[j - 1]
          counts[j - 1] = kept
          j -= 1
        }
      }
    }
  }
}
