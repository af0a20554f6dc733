package import MAKERCore

extension RaceLaw {
  /// Greatest number of states of an exact race between several candidates.
  package static let greatestStates = 600_000

  /// Follows the race between several candidates vote by vote.
  ///
  /// - Parameters:
  ///   - shares: Vote shares, the right candidate first; a share above one half is not needed.
  ///   - margin: Margin k; votes, at least 1.
  ///   - cap: Most votes; at least 1, nil for none.
  ///   - tail: Without a cap the law is followed until less than this survives; unit 1.
  /// - Throws: `TheoryError` when the race has too many states or lasts too long.
  package init(
    shares: CandidateShares, margin: Int, cap: Int? = nil, tail: Double = 1e-16
  ) throws(TheoryError) {
    let chain = try RaceLaw.chain(shares, margin: margin, cap: cap)
    var mass = [Double](repeating: 0, count: chain.count)
    mass[0] = 1
    var correctAt = [0.0]
    var wrongAt = [0.0]
    var left = 1.0
    var work = 0.0
    let shareOf = chain.shares
    while left > (cap == nil ? tail : 0) && correctAt.count - 1 < cap ?? .max {
      var next = [Double](repeating: 0, count: chain.count)
      var correct = 0.0
      var wrong = 0.0
      for state in mass.indices where mass[state] > 0 {
        for candidate in 0..<chain.candidates {
          let flow = mass[state] * shareOf[candidate]
          switch chain.targets[state * chain.candidates + candidate] {
          case -1: correct += flow
          case -2: wrong += flow
          case let target: next[Int(target)] += flow
          }
        }
      }
      work += Double(chain.targets.count)
      guard work <= RaceLaw.greatestWork else {
        throw .tooLong(work: work, greatest: RaceLaw.greatestWork)
      }
      correctAt.append(correct)
      wrongAt.append(wrong)
      mass = next
      left = mass.reduce(0, +)
    }
    self.init(correctAt: correctAt, wrongAt: wrongAt, cap: cap, tail: left)
  }

  /// The chain at the greatest depth that keeps the number of states affordable.
  private static func chain(
    _ shares: CandidateShares, margin: Int, cap: Int?
  ) throws(TheoryError) -> CandidateChain {
    precondition(margin >= 1, "a margin is at least 1 vote")
    guard margin <= 2000 else {
      throw .tooManyStates(
        candidates: shares.values.count, margin: margin, greatest: greatestStates)
    }
    func chain(_ factor: Int) throws(TheoryError) -> CandidateChain {
      try CandidateChain(
        shares: shares, margin: margin, depth: min(factor * margin + 8, max(cap ?? .max, margin)),
        greatestStates: greatestStates)
    }
    // The shallowest first where there are many candidates: it says soonest that none will do.
    var best: CandidateChain?
    if shares.values.count > 4 { best = try chain(4) }
    for factor in [10, 6] {
      if let deep = try? chain(factor) { return deep }
    }
    if let best { return best }
    return try chain(4)
  }
}
