import ExperimentDesign
import MAKERCore
import RaceTheory
import StoppingRules

extension TheoryOracle {
  /// What the exact race of a stopping rule depends on.
  struct StoppedKey: Hashable {
    let stopping: StoppingChoice
    let shares: [Double]
    let validRate: Double
    let cap: Int?
    let population: StepPopulation?

    init(_ stopping: StoppingChoice, _ point: DesignPoint) {
      self.stopping = stopping
      shares = point.shares
      validRate = point.validRate
      cap = point.cap
      population = point.model?.population
    }
  }

  /// The exact race under a stopping rule, which looks at counts, between two candidates; nil where no
  /// exact result is known.
  func stoppedLaw(of point: DesignPoint) -> StoppingStepLaw? {
    guard let stopping = point.stopping, point.temperature == .constant,
      point.model?.ensemble == nil, point.subtaskSteps == 1
    else { return nil }
    let key = StoppedKey(stopping, point)
    if let known = stopped[key] { return known }
    var solved: StoppingStepLaw?
    if let rule = try? point.stoppingRule(), let steps = TheoryOracle.steps(of: point) {
      solved = StoppingStepLaw(steps, rule: rule)
    }
    stopped[key] = solved
    return solved
  }

  /// The steps of a point, alike or not.
  private static func steps(of point: DesignPoint) -> StepPopulation? {
    if let population = point.model?.population { return population }
    let wrong = point.shares.dropFirst()
    let error = wrong.reduce(0, +)
    return try? StepPopulation(
      classes: [.init(share: 1, flagRate: 1 - point.validRate, error: .constant(min(1, error)))],
      wrongShares: error > 0 ? wrong.map { $0 / error } : [1])
  }
}

extension ExactRace {
  /// The race of a step under a stopping rule.
  init(_ law: StoppingStepLaw) {
    self.init(
      wrong: law.wrong, undecided: law.undecided, meanVotes: law.meanVotes,
      varianceVotes: law.varianceVotes)
    meanDraws = law.meanDraws
  }
}
