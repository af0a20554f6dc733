package import MAKERCore

/// How the votes of a step spread over the candidates of each kind, each sorted; unit 1, sum 1 each.
struct VoteSpreads {
  let right: [Double]
  let wrong: [Double]

  /// Shares of all candidates at an error rate, the right ones first; unit 1.
  func shares(errorRate: Double) -> [Double] {
    right.map { (1 - errorRate) * $0 } + wrong.map { errorRate * $0 }
  }
}

extension RaceLaw {
  /// Without a cap, paths are followed until what is open is less than this share of P(wrong).
  private static let openShare = 1e-13

  /// The law of one race under either rule.
  ///
  /// - Parameters:
  ///   - shares: Vote shares, the right candidate first.
  ///   - rule: When the race is decided.
  ///   - cap: Most votes; at least 1, nil for none.
  ///   - budget: What this law and others may spend together; nil for no such bound.
  /// - Throws: `TheoryError` when the race has too many states or lasts too long.
  package init(
    shares: CandidateShares, rule: RaceRule, cap: Int? = nil, budget: WorkBudget? = nil
  ) throws(TheoryError) {
    switch rule.kind {
    case .firstToAheadBy:
      try self.init(shares: shares, margin: rule.margin, cap: cap, budget: budget)
    case .firstTo:
      self = try RaceLaw.along(shares.values, rule, cap, budget: budget)
    }
  }

  /// The law of a race with known shares, by its paths where they can be counted: so P(wrong) keeps
  /// every digit, also without a cap.
  ///
  /// - Parameters:
  ///   - shares: Vote shares, the right candidates first; unit 1, sum 1.
  ///   - right: Candidates that are right; count.
  ///   - rule: When the race is decided.
  ///   - cap: Most votes; at least 1, nil for none.
  ///   - first: Candidate that the first vote goes to, where that is known.
  ///   - budget: What this law and others may spend together; nil for no such bound.
  /// - Returns: The law.
  /// - Throws: `TheoryError.tooManyStates`.
  static func along(
    _ shares: [Double], right: Int = 1, _ rule: RaceRule, _ cap: Int?, first: FirstVote? = nil,
    budget: WorkBudget? = nil
  ) throws(TheoryError) -> RaceLaw {
    if isChain(rule, cap, candidates: shares.count, right: right),
      let fixed = try? CandidateShares(shares)
    {
      return try RaceLaw(
        shares: fixed, margin: rule.margin, right: right, first: first, budget: budget)
    }
    let rights = shares.prefix(right).sorted(by: >)
    let wrongs = shares.dropFirst(right).sorted(by: >)
    var paths = RacePaths(
      rule: rule, sortedRightShares: rights, sortedWrongShares: wrongs)
    return try RaceLaw(
      along: &paths, weights: rights + wrongs, cap: cap, first: first, budget: budget
    ) { _, _ in 1
    }
  }

  /// Whether a race between known shares has fewer states as a chain than as paths: one that several
  /// candidates can keep open for long.
  static func isChain(_ rule: RaceRule, _ cap: Int?, candidates: Int, right: Int) -> Bool {
    rule.kind == .firstToAheadBy && cap == nil && (candidates > 3 || right > 1)
  }

  /// The law of a step whose error rate is drawn from a law, by paths that other steps share.
  ///
  /// - Parameters:
  ///   - error: Law of the step's error rate.
  ///   - spreads: How votes spread, in the order of the paths' candidates.
  ///   - paths: The ways of the race, followed further where needed.
  ///   - cap: Most votes; at least 1, nil for none.
  ///   - budget: What this law and others may spend together; nil for no such bound.
  /// - Throws: `TheoryError.tooManyStates`.
  init(
    error: StepPopulation.ErrorLaw, _ spreads: VoteSpreads, along paths: inout RacePaths, cap: Int?,
    budget: WorkBudget? = nil
  ) throws(TheoryError) {
    var moments = ErrorMoments(error)
    try self.init(
      along: &paths, weights: spreads.shares(errorRate: 0.5), cap: cap, first: nil, budget: budget
    ) { votes, wrongVotes in
      moments.scaled(votes: votes, wrongVotes: wrongVotes)
    }
  }

  /// The law of a step whose first vote is the likeliest of its own votes.
  ///
  /// - Parameters:
  ///   - error: Law of the step's error rate.
  ///   - limit: Greatest error rate at which that vote is right; unit 1.
  ///   - spreads: How votes spread, in the order of the paths' candidates.
  ///   - paths: The ways of the race, followed further where needed.
  ///   - cap: Most votes; at least 1, nil for none.
  ///   - budget: What this law and others may spend together; nil for no such bound.
  /// - Throws: `TheoryError.tooManyStates`.
  init(
    error: StepPopulation.ErrorLaw, likeliestFirstUpTo limit: Double, _ spreads: VoteSpreads,
    along paths: inout RacePaths, cap: Int?,
    budget: WorkBudget? = nil
  ) throws(TheoryError) {
    var upTo = ErrorMoments(error, part: (.upTo, limit))
    var above = ErrorMoments(error, part: (.above, limit))
    let weights = spreads.shares(errorRate: 0.5)
    // The first vote takes nothing from the moments of the later ones.
    let right = try RaceLaw(
      along: &paths, weights: weights, cap: cap, first: .likeliestRight, budget: budget
    ) {
      votes, wrongVotes in upTo.scaled(votes: votes - 1, wrongVotes: wrongVotes)
    }
    let wrong = try RaceLaw(
      along: &paths, weights: weights, cap: cap, first: .likeliestWrong, budget: budget
    ) {
      votes, wrongVotes in above.scaled(votes: votes - 1, wrongVotes: wrongVotes - 1)
    }
    func sum(_ left: [Double], _ right: [Double]) -> [Double] {
      (0..<max(left.count, right.count)).map {
        ($0 < left.count ? left[$0] : 0) + ($0 < right.count ? right[$0] : 0)
      }
    }
    self.init(
      correctAt: sum(right.correctAt, wrong.correctAt), wrongAt: sum(right.wrongAt, wrong.wrongAt),
      cap: cap, tail: right.tail + wrong.tail)
  }

  /// Sums the paths vote by vote; a path weighs the product of its votes' weights, times a factor for
  /// its numbers of votes and of wrong votes.
  private init(
    along paths: inout RacePaths, weights: [Double], cap: Int?, first: FirstVote?,
    budget: WorkBudget?, factor: (_ votes: Int, _ wrongVotes: Int) -> Double
  ) throws(TheoryError) {
    let candidates = weights.count
    let rights = paths.rightCandidates
    let isNeverWrong =
      weights.dropFirst(rights).allSatisfy { $0 == 0 } && first != .likeliestWrong
    var mass = [1.0]
    var correctAt = [0.0]
    var wrongAt = [0.0]
    var left = 1.0
    var wrongSoFar = 0.0
    while left > (cap == nil ? isNeverWrong ? 1e-16 : min(1e-16, Self.openShare * wrongSoFar) : 0)
      && correctAt.count - 1 < cap ?? .max
    {
      let votes = correctAt.count
      if paths.levels.count == votes { try paths.extend(budget) }
      // Each state has a factor of its own; each number of wrong votes has a sum.
      try budget?.count(
        Double(mass.count) * WorkBudget.state + Double(4 * votes) + WorkBudget.vote)
      let level = paths.levels[votes - 1]
      let nextWrongVotes = paths.levels[votes].wrongVotes
      let weights = votes == 1 ? first?.shares(weights, right: rights) ?? weights : weights
      var next = [Double](repeating: 0, count: nextWrongVotes.count)
      // By the number of wrong votes, since all paths with the same have the same factor.
      var right = [Double](repeating: 0, count: votes + 1)
      var wrong = right
      var open = right
      for state in mass.indices where mass[state] > 0 {
        for candidate in 0..<candidates where weights[candidate] > 0 {
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
