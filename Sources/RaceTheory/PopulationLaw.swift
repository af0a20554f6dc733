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
///
/// - Source: The law of total probability over the ways of a race; `ErrorMoments` has the moments.
package struct PopulationLaw: Sendable {
  /// The steps.
  package let population: StepPopulation
  /// When a race is decided.
  package let rule: RaceRule
  /// Most votes of a race; votes, nil for none.
  package let cap: Int?
  /// A step that is no outlier; where errors drift, the average one.
  package let ordinary: StepLaw
  /// The outliers, in the population's order.
  package let outliers: [StepLaw]
  /// Steps that are no outliers by their place in the task, each with the share of the steps that it
  /// stands for: one where nothing drifts.
  package let places: [(share: Double, step: StepLaw)]
  /// Steps of the task, where errors drift over it.
  private let steps: Int

  /// Solves the race of every kind of step.
  ///
  /// Without a cap a race is followed until less than 1e-13 of P(wrong) is open.
  ///
  /// - Parameters:
  ///   - population: The steps.
  ///   - rule: When a race is decided.
  ///   - cap: Most votes of a race; at least 1, nil for none.
  ///   - paths: The ways of the race, where they are known: for this rule and as many candidates.
  ///   - isGreedyFirst: Whether the first draw of a step is at τ = 0, so that it repeats the step's
  ///     likeliest vote.
  ///   - steps: Steps of the task, over which errors may drift; count, at least 1.
  ///   - budget: What the laws of steps that are no outliers may spend together; nil for no such bound.
  /// - Throws: `TheoryError` when a race has too many states or lasts too long.
  package init(
    _ population: StepPopulation, rule: RaceRule, cap: Int? = nil, paths: RacePaths? = nil,
    isGreedyFirst: Bool = false, steps: Int = 1, budget: WorkBudget? = nil
  ) throws(TheoryError) {
    self.population = population
    self.rule = rule
    self.cap = cap
    self.steps = steps
    var solver = ClassSolver(
      population, rule: rule, cap: cap, isGreedy: isGreedyFirst, paths: paths,
      budget: budget)
    let nodes =
      population.drifts
      ? DriftNodes.nodes(
        steps: steps, cuts: isGreedyFirst ? population.turns(of: steps) : [])
      : [DriftNodes.Node(place: 0, share: 1)]
    var places: [(share: Double, step: StepLaw)] = []
    var average: [StepLaw.Part] = []
    for node in nodes {
      let parts = try solver.parts(at: node.place)
      places.append((node.share, StepLaw(parts: parts, margin: rule.margin)))
      average += parts.map {
        StepLaw.Part(
          share: $0.share * node.share, flagRate: $0.flagRate, law: $0.law, first: $0.first)
      }
    }
    self.places = places
    ordinary = StepLaw(parts: average, margin: rule.margin)
    var outliers: [StepLaw] = []
    for outlier in population.outliers {
      outliers.append(
        try StepLaw(
          outlier, of: population, rule: rule, cap: cap, isGreedyFirst: isGreedyFirst))
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
    let ordinary = places(steps - others.count).reduce(0) {
      $0 + $1.count * log1p(-min(1, $1.step.wrong + $1.step.undecided))
    }
    return others.reduce(exp(ordinary)) { $0 * $1.correct }
  }

  /// Steps that are no outliers, with their number.
  private func places(_ steps: Int) -> [(count: Double, step: StepLaw)] {
    precondition(
      places.count == 1 || steps == self.steps, "errors drift over another number of steps")
    return places.map { (Double(steps) * $0.share, $0.step) }
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
    var sums = places(steps - others.count).reduce(into: [Double]()) { sums, place in
      let row = values(place.step).map { $0 * place.count }
      sums = sums.isEmpty ? row : zip(sums, row).map { $0 + $1 }
    }
    for outlier in others { sums = zip(sums, values(outlier)).map { $0 + $1 } }
    return sums
  }
}

extension StepLaw {
  /// The law of a single step.
  fileprivate init(
    _ outlier: StepPopulation.Outlier, of population: StepPopulation, rule: RaceRule, cap: Int?,
    isGreedyFirst: Bool
  ) throws(TheoryError) {
    let right = population.rightCandidates
    func law(first: FirstVote?) throws(TheoryError) -> RaceLaw {
      try RaceLaw.along(outlier.shares, right: right, rule, cap, first: first)
    }
    guard isGreedyFirst else {
      let part = Part(share: 1, flagRate: outlier.flagRate, law: try law(first: nil))
      self.init(parts: [part], margin: rule.margin)
      return
    }
    let most = (outlier.shares.prefix(right).max() ?? 0, outlier.shares.dropFirst(right).max() ?? 0)
    let first = most.0 >= most.1 - 1e-12 ? FirstVote.likeliestRight : .likeliestWrong
    self.init(
      parts: [
        Part(
          share: 1 - outlier.flagRate, flagRate: outlier.flagRate, law: try law(first: first),
          first: .vote),
        Part(
          share: outlier.flagRate, flagRate: outlier.flagRate, law: try law(first: nil),
          first: .flag),
      ], margin: rule.margin)
  }
}

extension StepPopulation {
  /// Steps with which the likeliest vote of a drifting class turns from right to wrong or back;
  /// ascending.
  fileprivate func turns(of steps: Int) -> [Int] {
    var turns: Set<Int> = []
    for step in classes {
      guard case .drift = step.error else { continue }
      func isRight(_ index: Int) -> Bool {
        isRightLikeliest(
          errorRate: step.error.at(StepPopulation.place(ofStep: index, of: steps)).mean,
          wrongShares: wrongShares(of: step))
      }
      let start = isRight(0)
      guard isRight(steps - 1) != start else { continue }
      var (same, other) = (0, steps - 1)
      while other - same > 1 {
        let middle = (same + other) / 2
        if isRight(middle) == start { same = middle } else { other = middle }
      }
      turns.insert(other)
    }
    return turns.sorted()
  }
}
