package import MAKERCore

extension RaceLaw {
  /// Greatest number of states of an exact race between several candidates.
  package static let greatestStates = 2_000_000

  /// Probabilities below which a state is not followed further, tried in turn until the states that
  /// are left can be counted.
  private static let negligible = [0, 1e-30, 1e-20, 1e-15]

  /// Greatest probability let go, as a share of the probability that a wrong candidate wins; unit 1.
  ///
  /// So P(wrong) keeps six digits however small it is; more is refused.
  private static let greatestLoss = 1e-6

  /// Follows the race between several candidates vote by vote.
  ///
  /// - Parameters:
  ///   - shares: Vote shares, the right candidates first; a share above one half is not needed.
  ///   - margin: Margin k; votes, 1 to 2000.
  ///   - cap: Most votes; at least 1, nil for none.
  ///   - tail: Without a cap the law is followed until less than this survives; unit 1.
  ///   - right: Candidates that are right; count, 1 unless answers are equally good.
  ///   - first: Candidate that the first vote goes to, where that is known.
  ///   - greatestWork: Greatest number of additions spent; count.
  ///   - budget: What this law and others may spend together; nil for no such bound.
  /// - Throws: `TheoryError` when the race has too many states or lasts too long.
  package init(
    shares: CandidateShares, margin: Int, cap: Int? = nil, tail: Double = 1e-16, right: Int = 1,
    first: FirstVote? = nil, greatestWork: Double = RaceLaw.greatestWork,
    budget: WorkBudget? = nil
  ) throws(TheoryError) {
    precondition(margin >= 1, "a margin is at least 1 vote")
    let tooMany = TheoryError.tooManyStates(
      candidates: shares.values.count, margin: margin, greatest: Self.greatestStates)
    guard margin <= 2000 else { throw tooMany }
    for negligible in Self.negligible {
      // With every state followed there are about n·k·(10k)^(n − 2); not worth trying in vain.
      if negligible == 0 && shares.values.count > 4 { continue }
      do {
        self = try RaceLaw.followed(
          shares, right: right, margin, cap, tail, negligible, first: first,
          greatestWork: greatestWork, budget: budget)
        return
      } catch .tooManyStates {
        continue
      }
    }
    throw tooMany
  }

  /// The law with states below a probability let go.
  private static func followed(
    _ shares: CandidateShares, right: Int, _ margin: Int, _ cap: Int?, _ tail: Double,
    _ negligible: Double, first: FirstVote?, greatestWork: Double, budget: WorkBudget?
  ) throws(TheoryError) -> RaceLaw {
    var chain = CandidateChain(
      shares: shares, right: right, margin: margin, depth: 10 * margin + 8,
      greatestStates: Self.greatestStates)
    let openShares = chain.shares
    var mass = [1.0]
    var next: [Double] = []
    var correctAt = [0.0]
    var wrongAt = [0.0]
    var left = 1.0
    var letGo = 0.0
    var work = 0.0
    var wrongSoFar = 0.0
    // Where nothing is wrong there are no digits of P(wrong) to wait for.
    let isNeverWrong =
      openShares.dropFirst(right).allSatisfy { $0 == 0 } && first != .likeliestWrong
    // Until what goes on cannot change the digits of P(wrong) either.
    while left > (cap == nil ? isNeverWrong ? tail : min(tail, greatestLoss * wrongSoFar) : 0)
      && correctAt.count - 1 < cap ?? .max
    {
      let shareOf =
        correctAt.count == 1
        ? first?.shares(openShares, right: right) ?? openShares : openShares
      var correct = 0.0
      var wrong = 0.0
      next = [Double](repeating: 0, count: chain.count)
      for state in mass.indices where mass[state] > 0 {
        guard mass[state] >= negligible else {
          letGo += mass[state]
          continue
        }
        if chain.isNew(state) { try budget?.count(WorkBudget.state * Double(shareOf.count)) }
        try chain.visit(state)
        if next.count < chain.count {
          next.append(contentsOf: repeatElement(0, count: chain.count - next.count))
        }
        for candidate in shareOf.indices {
          let flow = mass[state] * shareOf[candidate]
          switch chain.targets[state * shareOf.count + candidate] {
          case CandidateChain.rightWins: correct += flow
          case CandidateChain.wrongWins: wrong += flow
          case let target: next[Int(target)] += flow
          }
        }
      }
      work += Double(mass.count * shareOf.count)
      try budget?.count(Double(mass.count * shareOf.count) + WorkBudget.vote)
      guard work <= greatestWork else {
        throw .tooLong(work: work, greatest: greatestWork)
      }
      correctAt.append(correct)
      wrongAt.append(wrong)
      wrongSoFar += wrong
      swap(&mass, &next)
      left = mass.reduce(0, +)
    }
    guard letGo <= greatestLoss * wrongSoFar else {
      throw .tooManyStates(
        candidates: shares.values.count, margin: margin, greatest: greatestStates)
    }
    return RaceLaw(correctAt: correctAt, wrongAt: wrongAt, cap: cap, tail: left)
  }
}
