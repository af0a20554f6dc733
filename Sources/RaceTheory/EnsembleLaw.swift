package import MAKERCore

extension StepLaw {
  /// The law of a step whose draws are made by models in turn, whose difficulty they may share.
  ///
  /// Where difficulty is common, the votes are those of one model.  Otherwise the next vote of a member
  /// is wrong with the mean of its law given its own votes so far, (α + w)/(α + β + n) for a Beta: so a
  /// chain over the votes and each member's wrong ones is exact.
  ///
  /// - Parameters:
  ///   - ensemble: The models.
  ///   - rule: When a race is decided.
  ///   - cap: Most votes; at least 1, nil for none.
  /// - Returns: The law; nil where flags or several wrong candidates leave none that is exact.
  /// - Throws: `TheoryError.tooManyStates`.  Without a cap a step that one member always gets right and
  ///   another always wrong never ends for k above 1, so laws that make such steps likely are refused.
  package static func exact(
    _ ensemble: ModelEnsemble, rule: RaceRule, cap: Int? = nil
  ) throws(TheoryError) -> StepLaw? {
    guard ensemble.candidates == 2, ensemble.members.allSatisfy({ $0.flagRate == 0 })
    else { return nil }
    var parts: [Part] = []
    if ensemble.common > 0 {
      var paths = RacePaths(rule: rule, sortedWrongShares: [1])
      let one = VoteSpreads(right: [1], wrong: [1])
      parts.append(
        Part(
          share: ensemble.common, flagRate: 0,
          law: try RaceLaw(error: ensemble.members[0].error, one, along: &paths, cap: cap)))
    }
    if ensemble.common < 1 {
      parts.append(
        Part(
          share: 1 - ensemble.common, flagRate: 0,
          law: try RaceLaw(turnsOf: ensemble.members.map(\.error), rule: rule, cap: cap)))
    }
    return StepLaw(parts: parts, margin: rule.margin)
  }
}

extension RaceLaw {
  /// Greatest number of states over all votes of a race of models in turn.
  private static let greatestTurnStates = 2_000_000

  /// The law of a race whose votes models cast in turn, each with an error rate of its own.
  fileprivate init(
    turnsOf models: [StepPopulation.ErrorLaw], rule: RaceRule, cap: Int?
  ) throws(TheoryError) {
    // Wrong votes of each member.
    typealias State = SIMD8<UInt16>
    var mass: [State: Double] = [State(): 1]
    var correctAt = [0.0]
    var wrongAt = [0.0]
    var left = 1.0
    var wrongSoFar = 0.0
    var states = 1
    while left > (cap == nil ? min(1e-16, 1e-13 * wrongSoFar) : 0)
      && correctAt.count - 1 < cap ?? .max
    {
      let votes = correctAt.count
      let member = (votes - 1) % models.count
      let own = (votes - 1) / models.count
      var next: [State: Double] = [:]
      next.reserveCapacity(mass.count + mass.count / votes + 8)
      var (correct, wrong) = (0.0, 0.0)
      // In the order of the states, so that sums are the same in every run.
      for (state, share) in mass.sorted(by: { $0.key.isBefore($1.key) }) {
        let ownWrong = Int(state[member])
        let chance = models[member].next(right: own - ownWrong, wrong: ownWrong)
        for (isWrong, flow) in [(false, share * chance.right), (true, share * chance.wrong)]
        where flow > 0 {
          var moved = state
          if isWrong { moved[member] += 1 }
          let wrongVotes = Int(moved.wrappedSum())
          let rightVotes = votes - wrongVotes
          if rule.isDecided(leader: rightVotes, runnerUp: wrongVotes) {
            correct += flow
          } else if rule.isDecided(leader: wrongVotes, runnerUp: rightVotes) {
            wrong += flow
          } else {
            next[moved, default: 0] += flow
          }
        }
      }
      states += next.count
      guard states <= Self.greatestTurnStates, votes < Int(UInt16.max) else {
        throw .tooManyStates(
          candidates: 2, margin: rule.margin, greatest: Self.greatestTurnStates)
      }
      correctAt.append(correct)
      wrongAt.append(wrong)
      wrongSoFar += wrong
      left = next.values.sorted().reduce(0, +)
      mass = next
    }
    self.init(correctAt: correctAt, wrongAt: wrongAt, cap: cap, tail: left)
  }
}

extension SIMD8<UInt16> {
  /// Whether a state comes before another, member by member.
  fileprivate func isBefore(_ other: Self) -> Bool {
    for member in indices where self[member] != other[member] {
      return self[member] < other[member]
    }
    return false
  }
}
