package import MAKERCore
package import RaceTheory

/// What a population of steps expects of a run: the undecided steps of both rules, round by round.
package struct ExpectedUndecided: Sendable {
  /// Expected counts of one panel.
  package struct Panel: Sendable {
    /// Undecided under first-to-ahead-by-k; steps by round, from 0.
    package let aheadBy: [Double]
    /// Undecided under first-to-k; steps by round, from 0.
    package let firstTo: [Double]
    /// Decided in the round with votes for one candidate only; steps by round, from 0.
    let unanimous: [Double]

    /// Decided under first-to-k and not under first-to-ahead-by-k; steps by round, from 0.
    package var excess: [Double] { zip(aheadBy, firstTo).map { max(0, $0 - $1) } }

    /// The curve of a rule.
    ///
    /// - Parameter kind: The rule.
    /// - Returns: Undecided steps by round, from 0.
    package func undecided(_ kind: RaceRule.Kind) -> [Double] {
      kind == .firstTo ? firstTo : aheadBy
    }

    /// Steps that come to be decided by first-to-k alone in the round, as ahead-by-k is not: all that
    /// first-to-k decides there but the unanimous.
    func entrants(_ round: Int) -> Double {
      max(0, firstTo[round - 1] - firstTo[round] - unanimous[round])
    }

    /// Adds the curves of other steps.
    func adding(_ other: Panel) -> Panel {
      Panel(
        aheadBy: zip(aheadBy, other.aheadBy).map(+), firstTo: zip(firstTo, other.firstTo).map(+),
        unanimous: zip(unanimous, other.unanimous).map(+))
    }
  }

  /// Counted in votes.
  package let voting: Panel
  /// Counted in draws.
  package let sampling: Panel

  /// The panel of that name.
  ///
  /// - Parameter panel: What rounds are counted in.
  /// - Returns: Its expected counts.
  package subscript(panel: UndecidedCounts.Panel) -> Panel {
    panel == .voting ? voting : sampling
  }

  init(voting: Panel, sampling: Panel) {
    self.voting = voting
    self.sampling = sampling
  }

  /// Solves the races of a population to the last round.
  ///
  /// - Parameters:
  ///   - population: The steps.
  ///   - steps: Steps of the run; count.
  ///   - margin: Margin k of both rules; votes.
  ///   - rounds: Last round; count.
  /// - Throws: `TheoryError`.
  package init(
    _ population: StepPopulation, steps: Int, margin: Int, rounds: Int
  ) throws(TheoryError) {
    let paths = try BothPaths(
      margin: margin, candidates: population.wrongShares.count + 1, rounds: rounds)
    try self.init(population, steps: steps, paths: paths)
  }

  init(_ population: StepPopulation, steps: Int, paths: BothPaths) throws(TheoryError) {
    let rounds = paths.rounds
    let ahead = try PopulationLaw(
      population, rule: paths.aheadBy.rule, cap: rounds, paths: paths.aheadBy)
    let first = try PopulationLaw(
      population, rule: paths.firstTo.rule, cap: rounds, paths: paths.firstTo)
    let margin = paths.aheadBy.rule.margin
    voting = Panel(
      aheadBy: ahead.expectedUndecidedByVote(steps: steps, upTo: rounds),
      firstTo: first.expectedUndecidedByVote(steps: steps, upTo: rounds),
      unanimous: ahead.total(steps) { $0.unanimousByVote(at: margin, upTo: rounds) })
    sampling = Panel(
      aheadBy: ahead.expectedUndecidedByDraw(steps: steps, upTo: rounds),
      firstTo: first.expectedUndecidedByDraw(steps: steps, upTo: rounds),
      unanimous: ahead.total(steps) { $0.unanimousAtDraw(upTo: rounds) })
  }

  /// Adds the expected counts of other steps.
  func adding(_ other: ExpectedUndecided) -> ExpectedUndecided {
    ExpectedUndecided(
      voting: voting.adding(other.voting), sampling: sampling.adding(other.sampling))
  }
}

/// The ways of a race under both rules, which serve for every population.
struct BothPaths: Sendable {
  let aheadBy: RacePaths
  let firstTo: RacePaths
  let rounds: Int

  init(margin: Int, candidates: Int, rounds: Int) throws(TheoryError) {
    aheadBy = try RacePaths(
      rule: RaceRule(margin: margin), candidates: candidates, votes: rounds)
    firstTo = try RacePaths(
      rule: RaceRule(margin: margin, kind: .firstTo), candidates: candidates, votes: rounds)
    self.rounds = rounds
  }
}

extension StepLaw {
  /// Unanimous decisions by vote: all at the margin.
  fileprivate func unanimousByVote(at margin: Int, upTo votes: Int) -> [Double] {
    let survival = survivalByVote(upTo: votes)
    return (0...votes).map { $0 == margin ? survival[$0 - 1] - survival[$0] : 0 }
  }
}
