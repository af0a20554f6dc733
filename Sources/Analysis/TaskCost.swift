import ExperimentDesign
import MAKERCore

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What a whole task costs, found and exact, as logarithms: a large m takes costs beyond a double.
package struct TaskCost: Equatable, Sendable {
  /// Draws of the run, scaled to one task, times the steps of a reply; log10 of step costs c, nil
  /// without draws.
  package var found: Double?
  /// Its expectation, equations 17 and 19 in exact form; log10 of step costs c, nil where the race has no
  /// exact result.
  package var exact: Double?
  /// The paper's approximation c·s·k/(v·p^(m−1)·(2p − 1)); log10 of step costs c, nil where it does
  /// not apply.
  package var approximate: Double?

  /// Logarithm of one step's price; log10 of US dollars, nil where it is unknown.
  package var logPrice: Double?

  /// Returns a logarithm of step costs in US dollars; nil where cost or price is unknown.
  ///
  /// - Parameter cost: log10 of step costs c.
  /// - Returns: US dollars.
  package func dollars(_ cost: Double?) -> Double? {
    guard let cost, let logPrice else { return nil }
    return pow(10, cost + logPrice)
  }
}

extension PointResult {
  /// What a whole task of the point costs.
  package var taskCost: TaskCost {
    let steps = Double(point.steps)
    var cost = TaskCost()
    if tally.races > 0, tally.draws > 0, tiltedErrors == nil {
      cost.found = log10(Double(tally.draws) / Double(tally.races) * steps)
    }
    let votesToDraws = -point.logVoteRate / log(10)
    if let draws = exact?.meanDraws {
      cost.exact = log10(draws * steps)
    } else if let exact {
      cost.exact = log10(exact.meanVotes * steps) + votesToDraws
    }
    if point.isPaperRace, point.stepSuccess > 0.5, let p = try? Probability(point.stepSuccess),
      let race = try? TwoCandidateRace(
        stepSuccess: p, margin: point.margin, stepsPerSubtask: point.subtaskSteps)
    {
      cost.approximate =
        try? CostEquations(race: race, steps: point.steps, validRate: point.validRate)
        .logApproximateTask
    }
    cost.logPrice = point.model?.priceOfDraw.map { log10($0) }
    return cost
  }
}
