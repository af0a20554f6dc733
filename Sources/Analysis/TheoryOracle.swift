package import ExperimentDesign
import MAKERCore
package import RaceTheory

/// The oracle of the laboratory: `RaceTheory`, each race solved once.
package final class TheoryOracle: Oracle {
  private struct Key: Hashable {
    let shares: [Double]
    let rule: RaceRule
    let cap: Int?
    let population: StepPopulation?
    let ensemble: ModelEnsemble?
    let temperature: TemperatureChoice
    /// Rate of votes where it matters to the votes; else 1.
    let voteRate: Double
    /// Races of a trial, which outliers are among; 1 where all are alike.
    let races: Int
    /// Steps of the whole task; 1 where all are alike.
    let steps: Int

    init(_ point: DesignPoint) {
      shares = point.shares
      rule = point.raceRule
      cap = point.cap
      population = point.model?.population
      ensemble = point.model?.ensemble
      temperature = point.temperature
      // A flagged first draw at τ = 0 is replaced by one that is not the likeliest.
      voteRate = temperature == .constant ? 1 : point.voteRate
      races = population == nil ? 1 : max(1, point.racesPerTrial)
      steps = population == nil ? 1 : point.steps
    }
  }

  private var races: [Key: ExactRace?] = [:]
  private var populations: [Key: PopulationLaw?] = [:]
  private var ensembles: [Key: StepLaw?] = [:]
  /// Races under stopping rules.
  var stopped: [StoppedKey: StoppingStepLaw?] = [:]

  /// What all its races may spend together; nil for no such bound.
  private let budget: WorkBudget?

  /// Knows no race yet.
  ///
  /// - Parameter budget: What all its races may spend together; nil for no such bound.  Races that pass it
  ///   have no exact result.
  package init(budget: WorkBudget? = nil) { self.budget = budget }

  /// Solves the race of a design point by whichever exact law covers its steps and its rule.
  ///
  /// - Returns: The race; nil where no law does, or where it costs more than the budget.
  package func race(of point: DesignPoint) -> ExactRace? {
    guard point.hasShares else { return nil }
    if point.stopping != nil { return stoppedLaw(of: point).map { ExactRace($0) } }
    let key = Key(point)
    if let known = races[key] { return known }
    let solved: ExactRace? =
      if TheoryOracle.population(of: point) != nil {
        law(of: point).map { ExactRace($0, races: key.races, steps: key.steps) }
      } else if point.model?.ensemble != nil {
        ensembleLaw(of: point).map { ExactRace($0) }
      } else {
        point.temperature == .constant ? TheoryOracle.solve(point, budget) : nil
      }
    races[key] = solved
    return solved
  }

  /// The steps of a point that are not alike, or whose draws are not; nil for plain races.
  private static func population(of point: DesignPoint) -> StepPopulation? {
    if let population = point.model?.population { return population }
    guard point.temperature == .greedyFirst, point.hasAlikeSteps, point.hasShares else {
      return nil
    }
    let wrong = point.shares.dropFirst()
    let error = wrong.reduce(0, +)
    return try? StepPopulation(
      classes: [.init(share: 1, flagRate: 1 - point.voteRate, error: .constant(min(1, error)))],
      wrongShares: error > 0 ? wrong.map { $0 / error } : [1])
  }

  /// The law of a step of an ensemble; nil where no exact result is known.
  private func ensembleLaw(of point: DesignPoint) -> StepLaw? {
    guard let ensemble = point.model?.ensemble, point.temperature == .constant else { return nil }
    let key = Key(point)
    if let known = ensembles[key] { return known }
    let solved = (try? StepLaw.exact(ensemble, rule: point.raceRule, cap: point.cap)) ?? nil
    ensembles[key] = solved
    return solved
  }

  /// Solves the law of steps that are not alike, once for all points that share it.
  package func law(of point: DesignPoint) -> PopulationLaw? {
    guard point.stopping == nil, let population = TheoryOracle.population(of: point) else {
      return nil
    }
    let key = Key(point)
    if let known = populations[key] { return known }
    let solved = try? PopulationLaw(
      population, rule: point.raceRule, cap: point.cap,
      isGreedyFirst: point.temperature == .greedyFirst, steps: key.races, budget: budget)
    populations[key] = solved
    return solved
  }

  /// Makes the law of batches for alike steps at one temperature under the margin's own rule.
  package func batches(of point: DesignPoint) -> BatchIssue? {
    guard case .batches(let size) = point.issue, point.hasShares, point.hasAlikeSteps,
      point.temperature == .constant, point.stopping == nil,
      let law = TheoryOracle.law(point, votes: nil, budget)
    else { return nil }
    return BatchIssue(law: law, validRate: point.voteRate, size: size)
  }

  /// Lists how likely a race is to be open after 0, 1, 2 and more votes; unit 1.
  ///
  /// - Parameters:
  ///   - point: The design point.
  ///   - votes: Last vote asked for; at least 1.
  /// - Returns: At least `votes + 1` entries; nil where no exact law is known.
  package func survival(of point: DesignPoint, votes: Int) -> [Double]? {
    guard point.hasShares else { return nil }
    if point.stopping != nil { return stoppedLaw(of: point)?.survivalByVote(upTo: votes) }
    if let law = law(of: point) {
      let steps = point.racesPerTrial
      return law.expectedUndecidedByVote(steps: steps, upTo: votes).map { $0 / Double(steps) }
    }
    if !point.hasAlikeSteps || TheoryOracle.population(of: point) != nil {
      return ensembleLaw(of: point)?.survivalByVote(upTo: votes)
    }
    var values = TheoryOracle.law(point, votes: votes, budget)?.survival
    while let last = values?.last, values?.count ?? 0 <= votes { values?.append(last) }
    return values
  }

  private static func solve(_ point: DesignPoint, _ budget: WorkBudget?) -> ExactRace? {
    if point.isPaperRace, point.cap == nil {
      guard let p = try? Probability(point.stepSuccess),
        let race = try? TwoCandidateRace(stepSuccess: p, margin: point.margin)
      else { return nil }
      return ExactRace(
        wrong: race.wrong, undecided: 0, meanVotes: race.meanVotes,
        varianceVotes: race.varianceVotes)
    }
    guard let law = law(point, votes: nil, budget) else { return nil }
    return ExactRace(
      wrong: law.wrong, undecided: law.undecided, meanVotes: law.meanVotes,
      varianceVotes: law.varianceVotes)
  }

  /// The law of the race, up to a vote where only that many are asked for.
  private static func law(
    _ point: DesignPoint, votes: Int?, _ budget: WorkBudget?
  ) -> RaceLaw? {
    let cap = [point.cap, votes].compactMap { $0 }.min()
    if point.isPaperRace {
      guard let p = try? Probability(point.stepSuccess),
        let race = try? TwoCandidateRace(stepSuccess: p, margin: point.margin)
      else { return nil }
      return try? RaceLaw(of: race, cap: cap, budget: budget)
    }
    guard let shares = try? CandidateShares(point.shares) else { return nil }
    if point.rule == .firstTo {
      return try? RaceLaw(shares: shares, rule: point.raceRule, cap: cap, budget: budget)
    }
    return try? RaceLaw(shares: shares, margin: point.margin, cap: cap, budget: budget)
  }
}
