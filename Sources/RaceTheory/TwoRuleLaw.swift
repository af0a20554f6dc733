package import MAKERCore

/// The exact chance that one race goes a certain way under both rules at once.
package enum TwoRuleLaw {
  private struct State: Hashable {
    var counts: [Int]
    /// Whether first-to-k has been decided, for the right candidate and in time.
    var isFirst: Bool
  }

  /// Probability that the right candidate wins by both rules, each when asked.
  ///
  /// - Parameters:
  ///   - shares: Vote shares, the right candidate first.
  ///   - margin: Margin k of both rules; votes, at least 1.
  ///   - aheadBy: Vote at which it wins by first-to-ahead-by-k; from 1.
  ///   - firstTo: Last vote at which it may win by first-to-k; from 1.
  /// - Returns: The probability; unit 1.
  package static func probability(
    shares: CandidateShares, margin: Int, aheadBy: Int, firstTo: Int
  ) -> Double {
    let values = shares.values
    let rules = (
      ahead: RaceRule(margin: margin), first: RaceRule(margin: margin, kind: .firstTo)
    )
    // In the order in which they are met, so that sums are the same bits in every run.
    var states = [
      (state: State(counts: [Int](repeating: 0, count: values.count), isFirst: false), mass: 1.0)
    ]
    for vote in 1...aheadBy {
      var next: [(state: State, mass: Double)] = []
      var index: [State: Int] = [:]
      var won = 0.0
      for (state, mass) in states {
        for candidate in values.indices {
          var state = state
          state.counts[candidate] += 1
          let most = state.counts[candidate]
          let other =
            state.counts.enumerated().filter { $0.offset != candidate }.map(\.element)
            .max() ?? 0
          if !state.isFirst, rules.first.isDecided(leader: most, runnerUp: other) {
            guard candidate == 0, vote <= firstTo else { continue }
            state.isFirst = true
          }
          if rules.ahead.isDecided(leader: most, runnerUp: other) {
            if candidate == 0, vote == aheadBy, state.isFirst { won += mass * values[0] }
            continue
          }
          if let known = index[state] {
            next[known].mass += mass * values[candidate]
          } else {
            index[state] = next.count
            next.append((state, mass * values[candidate]))
          }
        }
      }
      if vote == aheadBy { return won }
      states = next
    }
    return 0
  }
}
