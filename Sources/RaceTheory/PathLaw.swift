package import MAKERCore

extension RaceLaw {
  /// Without a cap, paths are followed until what is open is less than this share of P(wrong).
  private static let openShare = 1e-13

  /// The law of one race under either rule.
  ///
  /// - Parameters:
  ///   - shares: Vote shares, the right candidate first.
  ///   - rule: When the race is decided.
  ///   - cap: Most votes; at least 1, nil for none.
  /// - Throws: `TheoryError` when the race has too many states or lasts too long.
  package init(shares: CandidateShares, rule: RaceRule, cap: Int? = nil) throws(TheoryError) {
    switch rule.kind {
    case .firstToAheadBy:
      try self.init(shares: shares, margin: rule.margin, cap: cap)
    case .firstTo:
      self = try RaceLaw.along(shares.values, rule, cap)
    }
  }

  /// The law of a race with known shares, by its paths where they can be counted: so P(wrong) keeps
  /// every digit, also without a cap.
  ///
  /// - Parameters:
  ///   - shares: Vote shares, the right candidate first; unit 1, sum 1.
  ///   - rule: When the race is decided.
  ///   - cap: Most votes; at least 1, nil for none.
  /// - Returns: The law.
  /// - Throws: `TheoryError.tooManyStates`.
  static func along(
    _ shares: [Double], _ rule: RaceRule, _ cap: Int?
  ) throws(TheoryError) -> RaceLaw {
    if rule.kind == .firstToAheadBy, cap == nil, shares.count > 3,
      let fixed = try? CandidateShares(shares)
    {
      return try RaceLaw(shares: fixed, margin: rule.margin)
    }
    let wrong = shares.dropFirst().sorted(by: >)
    var paths = RacePaths(rule: rule, sortedWrongShares: wrong)
    return try RaceLaw(along: &paths, weights: [shares[0]] + wrong, cap: cap) { _, _ in 1 }
  }

  /// The law of a step whose error rate is drawn from a law, by paths that other steps share.
  ///
  /// - Parameters:
  ///   - error: Law of the step's error rate.
  ///   - wrongShares: How wrong votes spread, in the order of the paths' candidates; unit 1, sum 1.
  ///   - paths: The ways of the race, followed further where needed.
  ///   - cap: Most votes; at least 1, nil for none.
  /// - Throws: `TheoryError.tooManyStates`.
  init(
    error: StepPopulation.ErrorLaw, wrongShares: [Double], along paths: inout RacePaths, cap: Int?
  ) throws(TheoryError) {
    // Probabilities of one half, which the moments' factor of 2 a vote takes back.
    var moments = ErrorMoments(error)
    try self.init(
      along: &paths, weights: [0.5] + wrongShares.map { $0 / 2 }, cap: cap
    ) { votes, wrongVotes in
      moments.scaled(votes: votes, wrongVotes: wrongVotes)
    }
  }

  /// Sums the paths vote by vote; a path weighs the product of its votes' weights, times a factor for
  /// its numbers of votes and of wrong votes.
  private init(
    along paths: inout RacePaths, weights: [Double], cap: Int?,
    factor: (_ votes: Int, _ wrongVotes: Int) -> Double
  ) throws(TheoryError) {
    let candidates = weights.count
    var mass = [1.0]
    var correctAt = [0.0]
    var wrongAt = [0.0]
    var left = 1.0
    var wrongSoFar = 0.0
    while left > (cap == nil ? min(1e-16, Self.openShare * wrongSoFar) : 0)
      && correctAt.count - 1 < cap ?? .max
    {
      let votes = correctAt.count
      if paths.levels.count == votes { try paths.extend() }
      let level = paths.levels[votes - 1]
      let nextWrongVotes = paths.levels[votes].wrongVotes
      var next = [Double](repeating: 0, count: nextWrongVotes.count)
      // By the number of wrong votes, since all paths with the same have the same factor.
      var right = [Double](repeating: 0, count: votes + 1)
      var wrong = right
      var open = right
      for state in mass.indices where mass[state] > 0 {
        for candidate in 0..<candidates {
          let flow = mass[state] * weights[candidate]
          switch level.targets[state * candidates + candidate] {
          case RacePaths.rightWins: right[level.wrongVotes[state]] += flow
          case RacePaths.wrongWins: wrong[level.wrongVotes[state] + 1] += flow
          case let target: next[Int(target)] += flow
          }
        }
      }
      for state in next.indices { open[nextWrongVotes[state]] += next[state] }
      var sums = (right: 0.0, wrong: 0.0, open: 0.0)
      for wrongVotes in right.indices
      where right[wrongVotes] > 0 || wrong[wrongVotes] > 0 || open[wrongVotes] > 0 {
        let factor = factor(votes, wrongVotes)
        sums.right += right[wrongVotes] * factor
        sums.wrong += wrong[wrongVotes] * factor
        sums.open += open[wrongVotes] * factor
      }
      correctAt.append(sums.right)
      wrongAt.append(sums.wrong)
      wrongSoFar += sums.wrong
      left = sums.open
      mass = next
    }
    self.init(correctAt: correctAt, wrongAt: wrongAt, cap: cap, tail: left)
  }
}
