package import MAKERCore
package import RaceTheory
import Statistics

/// A population fitted to the curves of undecided steps of a run, by maximum composite likelihood.
///
/// The outlier's shares are fitted first, from its own votes alone; then, while it is held to what is
/// known of it, the rest.  So a step that is no ordinary one does not pull the law of the others.
package struct PopulationFit: Sendable {
  /// The family.
  package let model: PopulationModel
  /// The likeliest population.
  package let population: StepPopulation
  /// Greatest composite log likelihood, what is known of the outlier included; natural logarithm.
  package let logLikelihood: Double
  /// Deviance of the counts under the population, the outlier drawn by its shares as in any run; at least 0.
  package let deviance: Double
  /// Counts that enter the deviance; count.
  package let terms: [CountTerm]
  /// Numbers that were fitted, those of the outlier included; count.
  package let parameters: Int
  /// Expected undecided steps, the outlier by its shares.
  package let expected: ExpectedUndecided

  /// Akaike's criterion, by the composite likelihood; smaller is better.
  package var akaike: Double { 2 * Double(parameters) - 2 * logLikelihood }

  /// Fits a family.
  ///
  /// - Parameters:
  ///   - model: The family.
  ///   - counts: Undecided steps of the run.
  ///   - outlier: The step of its own, if there is one; families without outliers take it as any other.
  /// - Throws: `TheoryError` where the races are too long for exact laws.
  package init(
    _ model: PopulationModel, to counts: UndecidedCounts, outlier: OutlierStep? = nil
  ) throws(TheoryError) {
    let outlier = model.hasOutlier ? outlier : nil
    try self.init(
      model, counts, outlier.map { [$0.outlier] } ?? [],
      curves: outlier?.expected(rounds: counts.lastRound),
      logProbability: outlier?.logProbability ?? 0,
      // Two shares and the flag rate.
      parameters: model.parameters + (outlier == nil ? 0 : 3))
  }

  /// Fits a family anew to a run drawn from a fitted population, as a parametric bootstrap does.
  ///
  /// Outliers are steps like any other there, by their shares: nothing else is known of them.
  ///
  /// - Parameters:
  ///   - model: The family.
  ///   - counts: Undecided steps of the simulated run.
  ///   - outliers: Outliers of the population that the run was drawn from; they stay as they are.
  /// - Throws: `TheoryError` where the races are too long for exact laws.
  package init(
    _ model: PopulationModel, to counts: UndecidedCounts, keeping outliers: [StepPopulation.Outlier]
  ) throws(TheoryError) {
    try self.init(
      model, counts, outliers, curves: ExpectedUndecided.alone(outliers, counts),
      logProbability: 0, parameters: model.parameters)
  }

  private init(
    _ model: PopulationModel, _ counts: UndecidedCounts, _ outliers: [StepPopulation.Outlier],
    curves: ExpectedUndecided?, logProbability: Double, parameters: Int
  ) throws(TheoryError) {
    let rounds = counts.lastRound
    let ordinary = counts.steps - outliers.count
    let paths = try BothPaths(margin: counts.margin, candidates: 3, rounds: rounds)
    func logLikelihood(_ point: [Double]) -> Double {
      guard let population = try? model.population(point, outliers: []),
        let alone = try? ExpectedUndecided(population, steps: ordinary, paths: paths)
      else { return -.infinity }
      let expected = curves.map(alone.adding) ?? alone
      return CompositeLikelihood(of: counts, expected: expected).logLikelihood
    }
    let draws = Double(counts[.sampling, .firstTo].reduce(0, +))
    let votes = Double(counts[.voting, .firstTo].reduce(0, +))
    let contested = Double(counts[.voting, .firstTo][counts.margin])
    // Never 0 or 1, where logits end.
    let starts = model.starts(
      flagRate: min(0.9, max(1e-6, 1 - votes / draws)),
      error: min(0.4, max(1e-9, contested / Double(counts.steps * counts.margin))))
    let least = Minimizer.minimum(
      from: starts, variables: model.variables, tolerance: 1e-7, evaluations: 4000
    ) { -logLikelihood($0) }
    guard let population = try? model.population(least.point, outliers: outliers) else {
      preconditionFailure("the likeliest point is a population")
    }
    self.model = model
    self.population = population
    self.logLikelihood = -least.value + logProbability
    self.parameters = parameters
    expected = try ExpectedUndecided(population, steps: counts.steps, paths: paths)
    let likelihood = CompositeLikelihood(of: counts, expected: expected)
    terms = likelihood.terms
    deviance = likelihood.deviance
  }
}

extension ExpectedUndecided {
  /// What single steps expect by themselves; nil for none.
  fileprivate static func alone(
    _ outliers: [StepPopulation.Outlier], _ counts: UndecidedCounts
  ) throws(TheoryError) -> ExpectedUndecided? {
    // Numbered from 0, they are all steps of a run of as many; its one class has none left.
    let numbered = outliers.enumerated().map {
      StepPopulation.Outlier(
        step: $0.offset, flagRate: $0.element.flagRate, shares: $0.element.shares)
    }
    let none = StepPopulation.StepClass(share: 1, flagRate: 0, error: .constant(0))
    guard !numbered.isEmpty,
      let population = try? StepPopulation(classes: [none], outliers: numbered)
    else { return nil }
    return try ExpectedUndecided(
      population, steps: numbered.count, margin: counts.margin, rounds: counts.lastRound)
  }
}
