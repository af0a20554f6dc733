package import ExperimentDesign
package import MAKERCore
package import RaceTheory

/// Says what a race really does; the judge that Monte Carlo is held against.
///
/// A test puts a wrong one in its place and sees that the claims notice.
package protocol Oracle: AnyObject {
  /// Returns the exact race of a design point; nil where no exact result is known.
  func race(of point: DesignPoint) -> ExactRace?

  /// Returns the probability that a race is undecided after each vote, `survival[n]`, unit 1.
  ///
  /// - Parameters:
  ///   - point: The design point.
  ///   - votes: Last vote asked for; at least 1.
  /// - Returns: At least `votes + 1` entries from n = 0; nil where no exact result is known.
  func survival(of point: DesignPoint, votes: Int) -> [Double]?

  /// Returns the ratio over two votes of the undecided races, far into the tail; unit 1.
  ///
  /// - Returns: The ratio for two candidates; nil where no exact result is known.
  func tailRatio(of point: DesignPoint) -> Double?

  /// Returns the law of steps that are not alike; nil where they are, or no exact result is known.
  func law(of point: DesignPoint) -> PopulationLaw?

  /// Returns the exact times of a step; nil where none are known or replies take no time.
  func times(of point: DesignPoint) -> ExactTimes?
}

extension Oracle {
  /// No law: all steps are taken to be alike.
  package func law(of point: DesignPoint) -> PopulationLaw? { nil }

  /// The ratio that `RaceTheory` gives for two candidates without a cap.
  package func tailRatio(of point: DesignPoint) -> Double? {
    guard point.isPaperRace, point.cap == nil, let p = try? Probability(point.stepSuccess)
    else { return nil }
    return CostScaling.tailRatio(stepSuccess: p, margin: point.margin)
  }
}

/// Exact results of one race, of the average step of the task where steps are not alike.
package struct ExactRace: Equatable, Sendable {
  /// How the race of a single step ends.
  package struct Outcome: Equatable, Sendable {
    /// Probability that a wrong candidate wins; unit 1.
    package var wrong: Double
    /// Probability that the race is undecided at the cap; unit 1.
    package var undecided: Double

    package init(wrong: Double, undecided: Double) {
      self.wrong = wrong
      self.undecided = undecided
    }
  }

  /// Probability that a wrong candidate wins; unit 1.
  package var wrong: Double
  /// Probability that the race is undecided at the cap; unit 1.
  package var undecided: Double
  /// Expected votes; votes.
  package var meanVotes: Double
  /// Variance of the votes; votes².
  package var varianceVotes: Double
  /// Expected draws; draws, nil where they are the votes over the rate of votes.
  package var meanDraws: Double?
  /// Steps that are not those of the rest; empty where all are alike.
  package var outliers: [Outcome] = []
  /// The race of the rest where there are outliers; nil where all are alike.
  package var ordinary: Outcome?

  package init(wrong: Double, undecided: Double, meanVotes: Double, varianceVotes: Double) {
    self.wrong = wrong
    self.undecided = undecided
    self.meanVotes = meanVotes
    self.varianceVotes = varianceVotes
  }

  /// Outcome of a whole task of such races.
  ///
  /// - Parameter subtasks: Subtasks s/m; count, above 0.
  /// - Returns: Probabilities that it ends right, wrong and undecided.
  package func task(subtasks: Double) -> TaskReliability {
    // A single race is the average one, whatever the steps of its task.
    guard let ordinary, subtasks > 1 else {
      return TaskReliability(
        subtaskWrong: wrong, subtaskUndecided: undecided, subtasks: subtasks)
    }
    let others = subtasks - Double(outliers.count)
    let rest =
      others > 0
      ? TaskReliability(
        subtaskWrong: ordinary.wrong, subtaskUndecided: ordinary.undecided, subtasks: others)
      : TaskReliability(subtaskWrong: 0, subtasks: 1)
    return outliers.reduce(rest) {
      $0.and(TaskReliability(subtaskWrong: $1.wrong, subtaskUndecided: $1.undecided, subtasks: 1))
    }
  }
}

extension ExactRace {
  /// The average race of a trial whose steps are not alike.
  ///
  /// - Parameters:
  ///   - law: The law of the steps.
  ///   - races: Races of a trial, its first steps; count.
  ///   - steps: Steps of the whole task; count.
  init(_ law: PopulationLaw, races: Int, steps: Int) {
    let outliers = law.outliers(below: steps)
    func average(_ value: (StepLaw) -> Double) -> Double {
      law.total(races) { [value($0)] }[0] / Double(races)
    }
    func outcome(_ step: StepLaw) -> Outcome {
      Outcome(wrong: step.wrong, undecided: step.undecided)
    }
    self.init(
      wrong: average(\.wrong), undecided: average(\.undecided), meanVotes: average(\.meanVotes),
      varianceVotes: average(\.varianceVotes))
    meanDraws = average(\.meanDraws)
    self.outliers = outliers.map(outcome)
    if !outliers.isEmpty { ordinary = outcome(law.ordinary) }
  }
}

/// The oracle of the laboratory: `RaceTheory`, each race solved once.
package final class TheoryOracle: Oracle {
  private struct Key: Hashable {
    let shares: [Double]
    let rule: RaceRule
    let cap: Int?
    let population: StepPopulation?
    /// Races of a trial, which outliers are among; 1 where all are alike.
    let races: Int
    /// Steps of the whole task; 1 where all are alike.
    let steps: Int

    init(_ point: DesignPoint) {
      shares = point.shares
      rule = point.raceRule
      cap = point.cap
      population = point.model?.population
      races = population == nil ? 1 : point.racesPerTrial
      steps = population == nil ? 1 : point.steps
    }
  }

  private var races: [Key: ExactRace?] = [:]
  private var populations: [Key: PopulationLaw?] = [:]

  package init() {}

  package func race(of point: DesignPoint) -> ExactRace? {
    guard point.hasShares else { return nil }
    let key = Key(point)
    if let known = races[key] { return known }
    let solved =
      key.population == nil
      ? TheoryOracle.solve(point)
      : law(of: point).map { ExactRace($0, races: key.races, steps: key.steps) }
    races[key] = solved
    return solved
  }

  package func law(of point: DesignPoint) -> PopulationLaw? {
    guard let population = point.model?.population else { return nil }
    let key = Key(point)
    if let known = populations[key] { return known }
    let solved = try? PopulationLaw(population, rule: point.raceRule, cap: point.cap)
    populations[key] = solved
    return solved
  }

  package func survival(of point: DesignPoint, votes: Int) -> [Double]? {
    guard point.hasShares else { return nil }
    if let law = law(of: point) {
      let steps = point.racesPerTrial
      return law.expectedUndecidedByVote(steps: steps, upTo: votes).map { $0 / Double(steps) }
    }
    var values = TheoryOracle.law(point, votes: votes)?.survival
    while let last = values?.last, values?.count ?? 0 <= votes { values?.append(last) }
    return values
  }

  private static func solve(_ point: DesignPoint) -> ExactRace? {
    if point.isPaperRace, point.cap == nil {
      guard let p = try? Probability(point.stepSuccess),
        let race = try? TwoCandidateRace(stepSuccess: p, margin: point.margin)
      else { return nil }
      return ExactRace(
        wrong: race.wrong, undecided: 0, meanVotes: race.meanVotes,
        varianceVotes: race.varianceVotes)
    }
    guard let law = law(point, votes: nil) else { return nil }
    return ExactRace(
      wrong: law.wrong, undecided: law.undecided, meanVotes: law.meanVotes,
      varianceVotes: law.varianceVotes)
  }

  /// The law of the race, up to a vote where only that many are asked for.
  private static func law(_ point: DesignPoint, votes: Int?) -> RaceLaw? {
    let cap = [point.cap, votes].compactMap { $0 }.min()
    if point.isPaperRace {
      guard let p = try? Probability(point.stepSuccess),
        let race = try? TwoCandidateRace(stepSuccess: p, margin: point.margin)
      else { return nil }
      return try? RaceLaw(of: race, cap: cap)
    }
    guard let shares = try? CandidateShares(point.shares) else { return nil }
    if point.rule == .firstTo {
      return try? RaceLaw(shares: shares, rule: point.raceRule, cap: cap)
    }
    return try? RaceLaw(shares: shares, margin: point.margin, cap: cap)
  }
}
