import RaceTheory

/// From which vote on a race is left at each lead.
struct LeavingThreshold: Equatable {
  /// Lead of the leading candidate; votes.
  var lead: Int
  /// Number of votes from which on the race is left at that lead.
  var fromVotes: Int
  /// Models of the races that follow; none where the step is given up.
  var races: [Int]

  /// Reads the thresholds off the states of a race.
  ///
  /// - Parameter escalation: What pays at every state.
  /// - Returns: For each lead the votes from which on no state goes on, up to the cap; leads at which
  ///   every state goes on have none.
  static func all(_ escalation: VoteEscalation) -> [LeavingThreshold] {
    let leads = Set(escalation.states.map(\.lead)).sorted()
    return leads.compactMap { lead in
      let states = escalation.states.filter { $0.lead == lead }
      let last = states.lastIndex { $0.action == .goOn }.map { $0 + 1 } ?? 0
      guard last < states.count, case .leave(let races) = states[last].action else { return nil }
      return LeavingThreshold(lead: lead, fromVotes: states[last].votes, races: races)
    }
  }
}
