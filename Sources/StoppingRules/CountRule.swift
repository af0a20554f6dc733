package import MAKERCore

/// A stopping rule that looks at nothing but the votes of the leader, of the runner-up and of all.
package protocol CountRule: ChainRule where Race == CountRace<Self> {
  /// Says whether a race goes on.
  ///
  /// - Parameters:
  ///   - leader: Votes of the leading candidate.
  ///   - runnerUp: Most votes of any other candidate.
  ///   - votes: Votes of all candidates.
  /// - Returns: The decision; a tie is never won.
  func decision(leader: Int, runnerUp: Int, votes: Int) -> CountDecision
}

/// What a rule makes of counts.
package enum CountDecision: Equatable, Sendable {
  /// Nothing is decided by these counts.
  case goOn
  /// The leader has the race.
  case leaderWins
  /// The rule itself gives the race up.
  case undecided
}

/// A race under a rule of counts: the one race of the laboratory, asked for another decision.
package struct CountRace<Rule: CountRule>: StoppingRace {
  private let rule: Rule
  /// No margin is as great as this, so that it counts and decides nothing before the cap.
  private var counts: VoteRace

  init(_ rule: Rule) {
    self.rule = rule
    counts = VoteRace(rule: RaceRule(margin: .max), cap: rule.mostVotes)
  }

  /// Counts a vote and asks the rule; the cap leaves the race undecided.
  package mutating func cast(_ candidate: Int) -> Verdict? {
    let end = counts.cast(candidate)
    guard let leader = counts.leader else { return end }
    let most = counts.count(of: leader)
    switch rule.decision(leader: most, runnerUp: most &- counts.lead, votes: counts.votes) {
    case .goOn: return end
    case .leaderWins: return .won(candidate: leader)
    case .undecided: return .undecided
    }
  }
}

extension CountRule {
  /// Begins a race without votes.
  package func race() -> CountRace<Self> { CountRace(self) }

  /// One: the counts say everything.
  package var phases: Int { 1 }

  /// Asks the rule for the two counts; a race open at `mostVotes` is undecided.
  package func turn(phase: Int, voted: Int, counts: (first: Int, second: Int)) -> ChainTurn {
    let (first, second) = counts
    let most = max(first, second)
    switch decision(leader: most, runnerUp: min(first, second), votes: first + second) {
    case .goOn: return first + second >= mostVotes ? .ended(.undecided) : .open(phase: 0)
    case .leaderWins: return .ended(.won(candidate: first > second ? 0 : 1))
    case .undecided: return .ended(.undecided)
    }
  }
}
