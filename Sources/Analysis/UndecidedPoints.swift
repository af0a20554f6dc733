package import ExperimentDesign
package import MAKERCore

/// The two points of a model whose runs are held against a published run: one under each rule.
package struct UndecidedPoints: Sendable {
  /// The model.
  package let model: SimulatedModel
  /// Its steps.
  package let population: StepPopulation
  /// Its runs under first-to-ahead-by-k.
  package let aheadBy: PlannedPoint
  /// The same runs under first-to-k.
  package let firstTo: PlannedPoint

  /// Fewest runs beside a published one; a band of 95 % takes as many.
  package static let fewestRuns = 20

  /// Finds the points of every model whose steps are of classes.
  ///
  /// - Parameters:
  ///   - points: The points of a plan.
  ///   - published: The published run.
  /// - Returns: Two points a model and fidelity, in the order of the plan.
  /// - Throws: `UndecidedCountsError` with what the plan lacks for the comparison of a model.
  package static func find(
    in points: [PlannedPoint], published: UndecidedCounts
  ) throws(UndecidedCountsError) -> [UndecidedPoints] {
    let (k, steps) = (published.margin, published.steps)
    let sampled = points.filter { $0.point.fidelity.castsVotes && $0.point.model != nil }
    var found: [UndecidedPoints] = []
    for ahead in sampled where ahead.point.rule == .firstToAheadBy {
      var other = ahead.point
      other.rule = .firstTo
      guard let model = ahead.point.model, let population = model.population,
        ahead.point.margin == k, ahead.point.racesPerTrial == steps,
        let first = sampled.first(where: { $0.point == other })
      else { continue }
      try check(ahead, published)
      found.append(
        UndecidedPoints(model: model, population: population, aheadBy: ahead, firstTo: first))
    }
    let models = sampled.compactMap(\.point.model).filter { $0.population != nil }
    guard !models.isEmpty else { throw .init("no model of steps is simulated") }
    for model in models where !found.contains(where: { $0.model == model }) {
      throw .init(
        "no runs of model \(model.name) are like the published one: give unit task, \(steps) steps, "
          + "k \(k) and the rules first-to-ahead-by-k and first-to-k")
    }
    return found
  }

  private static func check(
    _ planned: PlannedPoint, _ published: UndecidedCounts
  ) throws(UndecidedCountsError) {
    let point = planned.point
    let last = published.lastRound
    guard case .trials(let trials) = planned.stop, trials >= fewestRuns else {
      throw .init("a comparison takes \(fewestRuns) runs: stop after that many trials or more")
    }
    guard point.keepsTrials, let votes = point.listedVotes, let draws = point.listedDraws,
      min(votes, draws) >= last
    else {
      throw .init(
        "a comparison takes each_trial, and votes_listed and draws_listed of \(last) or more")
    }
    guard point.cap == nil else { throw .init("a comparison takes races without a cap") }
  }
}
