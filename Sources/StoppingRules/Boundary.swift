/// How many votes the leader needs for each count of the runner-up.
///
/// Made once for a rule, so that no race evaluates a special function.
struct Boundary: Sendable {
  /// Fewest votes of the leader that decide; votes.
  ///
  /// - Shape: `least[runnerUp]`, up to the last count that a race can decide within its cap.
  private let least: [Int32]

  /// Finds the boundary of a rule that a vote for the leader never turns against it, nor one for the
  /// runner-up in its favour.
  ///
  /// - Parameters:
  ///   - cap: Most votes of a race; at least 1.
  ///   - decides: Whether a leader with more votes than the runner-up has won.
  init(cap: Int, decides: (_ leader: Int, _ runnerUp: Int) -> Bool) {
    var least: [Int32] = []
    var leader = 1
    for runnerUp in 0...(cap / 2) {
      leader = max(leader, runnerUp + 1)
      while leader + runnerUp <= cap, !decides(leader, runnerUp) { leader += 1 }
      if leader + runnerUp > cap { break }
      least.append(Int32(leader))
    }
    self.least = least
  }

  /// Fewest votes that decide a race: unanimous ones; nil where none within the cap do.
  var fewestVotes: Int? { least.first.map(Int.init) }

  /// Whether the leader has won.
  func decision(leader: Int, runnerUp: Int) -> CountDecision {
    runnerUp < least.count && leader >= Int(least[runnerUp]) ? .leaderWins : .goOn
  }
}
