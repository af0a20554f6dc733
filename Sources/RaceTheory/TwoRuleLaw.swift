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
    var states = [
      State(counts: [Int](repeating: 0, count: values.count), isFirst: false): 1.0
    ]
    for vote in 1...aheadBy {
      var next: [State: Double] = [:]
      var won: [Double] = []
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
            if candidate == 0, vote == aheadBy, state.isFirst { won.append(mass * values[0]) }
            continue
          }
          next[state, default: 0] += mass * values[candidate]
        }
      }
      // In the order of their size: the order of a dictionary's states changes from run to run.
      if vote == aheadBy { return won.sorted().reduce(0, +) }
      states = next
    }
    return 0
  }
}
