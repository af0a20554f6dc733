package import MAKERCore

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Exact results for steps that are not alike: an ordinary step, each outlier, and the whole task.
///
/// The error rate is integrated out path by path: every way of a race is weighed with its moment of the
/// law of error rates, so that all terms are positive and small probabilities keep their digits.
package struct PopulationLaw: Sendable {
  /// The steps.
  package let population: StepPopulation
  /// When a race is decided.
  package let rule: RaceRule
  /// Most votes of a race; votes, nil for none.
  package let cap: Int?
  /// A step that is no outlier.
  package let ordinary: StepLaw
  /// The outliers, in the population's order.
  package let outliers: [StepLaw]

  /// Solves the race of every kind of step.
  ///
  /// Without a cap a race is followed until less than 1e-13 of P(wrong) is open.
  ///
  /// - Parameters:
  ///   - population: The steps.
  ///   - rule: When a race is decided.
  ///   - cap: Most votes of a race; at least 1, nil for none.
  ///   - paths: The ways of the race, where they are known: for this rule and as many candidates.
  /// - Throws: `TheoryError` when a race has too many states or lasts too long.
  package init(
    _ population: StepPopulation, rule: RaceRule, cap: Int? = nil, paths: RacePaths? = nil
  ) throws(TheoryError) {
    self.population = population
    self.rule = rule
    self.cap = cap
    let wrongShares = paths == nil ? population.wrongShares.sorted(by: >) : population.wrongShares
    var paths = paths ?? RacePaths(rule: rule, sortedWrongShares: wrongShares)
    precondition(
      paths.rule == rule && paths.candidates == wrongShares.count + 1,
      "paths of another rule or number of candidates")
    var known: [StepPopulation.ErrorLaw: RaceLaw] = [:]
    var parts: [StepLaw.Part] = []
    for step in population.classes {
      let law: RaceLaw
      if let found = known[step.error] {
        law = found
      } else if case .constant(let rate) = step.error, cap == nil {
        law = try RaceLaw.along([1 - rate] + wrongShares.map { rate * $0 }, rule, nil)
        known[step.error] = law
      } else {
        law = try RaceLaw(error: step.error, wrongShares: wrongShares, along: &paths, cap: cap)
        known[step.error] = law
      }
      parts.append(StepLaw.Part(share: step.share, flagRate: step.flagRate, law: law))
    }
    ordinary = StepLaw(parts: parts, margin: rule.margin)
    var outliers: [StepLaw] = []
    for outlier in population.outliers {
      let law = try RaceLaw.along(outlier.shares, rule, cap)
      let part = StepLaw.Part(share: 1, flagRate: outlier.flagRate, law: law)
      outliers.append(StepLaw(parts: [part], margin: rule.margin))
    }
    self.outliers = outliers
  }

  /// The outliers among the first steps of a task.
  ///
  /// - Parameter steps: Steps of the task; count, at least 1.
  /// - Returns: Their laws.
  package func outliers(below steps: Int) -> [StepLaw] {
    zip(population.outliers, outliers).filter { $0.0.step < steps }.map(\.1)
  }

  /// Probability that every step of a task is decided rightly.
  ///
  /// - Parameter steps: Steps of the task; count, at least 1.
  /// - Returns: The probability; unit 1.
  package func success(steps: Int) -> Double {
    let others = outliers(below: steps)
    let failure = min(1, ordinary.wrong + ordinary.undecided)
    return others.reduce(exp(Double(steps - others.count) * log1p(-failure))) { $0 * $1.correct }
  }

  /// Expected undecided steps after each vote, outliers included.
  ///
  /// - Parameters:
  ///   - steps: Steps of the task; count, at least 1.
  ///   - votes: Last vote; count, at least 0.
  /// - Returns: `counts[n]`, n from 0 to the last vote; steps.
  package func expectedUndecidedByVote(steps: Int, upTo votes: Int) -> [Double] {
    total(steps) { $0.survivalByVote(upTo: votes) }
  }

  /// Expected undecided steps after each draw, outliers included.
  ///
  /// - Parameters:
  ///   - steps: Steps of the task; count, at least 1.
  ///   - draws: Last draw; count, at least 0.
  /// - Returns: `counts[n]`, n from 0 to the last draw; steps.
  package func expectedUndecidedByDraw(steps: Int, upTo draws: Int) -> [Double] {
    total(steps) { $0.survivalByDraw(upTo: draws) }
  }

  /// Expected votes of a task whose every step is voted on to its end.
  ///
  /// - Parameter steps: Steps of the task; count, at least 1.
  /// - Returns: The sum over its steps; votes.
  package func expectedVotes(steps: Int) -> Double { total(steps) { [$0.meanVotes] }[0] }

  /// Expected draws of a task whose every step is voted on to its end.
  ///
  /// - Parameter steps: Steps of the task; count, at least 1.
  /// - Returns: The sum over its steps; draws.
  package func expectedDraws(steps: Int) -> Double { total(steps) { [$0.meanDraws] }[0] }

  /// Sums a row of values over the steps of a task, its outliers included.
  ///
  /// - Parameters:
  ///   - steps: Steps of the task; count, at least 1.
  ///   - values: The row of one step.
  /// - Returns: The row of the task.
  package func total(_ steps: Int, _ values: (StepLaw) -> [Double]) -> [Double] {
    let others = outliers(below: steps)
    let count = Double(steps - others.count)
    return others.reduce(values(ordinary).map { $0 * count }) { sums, outlier in
      zip(sums, values(outlier)).map { $0 + $1 }
    }
  }
}
