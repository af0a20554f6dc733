package import MAKERCore
import RaceTheory
import Statistics

/// The margin that a calibration recommends for a task, from its pessimistic end.
///
/// Under a Beta law the pessimistic end is the pair of mean success and correlation, of all that the draws
/// leave possible together, that needs most votes; under moments it is the worst of all laws of the
/// steps.  Where it cannot reach the target, no margin is recommended.
package struct MarginAdvice: Sendable {
  /// A margin and what it comes to.
  package struct Choice: Equatable, Sendable {
    /// Margin k; votes.
    package let margin: Int
    /// P(task) at that margin; unit 1.
    package let success: Double
    /// Expected draws of the task, flagged ones included; draws.
    package let calls: Double
  }

  /// Steps s of the task; count.
  package let steps: Int
  /// Required success t of the whole task.
  package let target: Probability
  /// What theory of independent errors says at the estimated success: k_min, and what it promises; nil
  /// where that success is at most one half.
  package let independent: Choice?
  /// The least margin that reaches the target if all is as estimated under the model; nil where none does
  /// or nothing is estimated.
  package let estimated: Choice?
  /// The least margin that reaches the target at the pessimistic end; nil where none does.
  package let recommended: Choice?
  /// Most that P(task) is at the pessimistic end with any margin; unit 1, never below `recommended`.
  package let ceiling: Double
  /// P(task) at the pessimistic end with the margin that independent errors call for; unit 1.
  package let independentAtWorst: Double?

  /// Margins that are tried in vain, where nothing but moments is known, before the search ends.
  private static let patience = 8

  /// Finds the margins.
  ///
  /// - Parameters:
  ///   - estimate: The calibration.
  ///   - steps: Steps s of the task; count, at least 1.
  ///   - target: Required success t; unit 1, range (0, 1).
  /// - Throws: `MarginError` where a count is out of range, `TheoryError` where a race has no solution.
  package init(_ estimate: CalibrationEstimate, steps: Int, target: Probability) throws {
    self.steps = steps
    self.target = target
    let validRate = estimate.validRate.estimate ?? 1
    let leastValidRate = estimate.validRate.interval.low
    func task(_ wrong: Double) -> TaskReliability {
      TaskReliability(subtaskWrong: wrong, subtasks: Double(steps))
    }
    func calls(_ votes: Double, _ rate: Double) -> Double { Double(steps) * votes / rate }

    var independent: Choice?
    if let mean = estimate.success.estimate, mean > 0.5 {
      let p = try Probability(mean)
      let margin = try MinimumMargin(stepSuccess: p, steps: steps, target: target).margin
      let race = try TwoCandidateRace(stepSuccess: p, margin: margin)
      independent = Choice(
        margin: margin, success: task(race.wrong).correct, calls: calls(race.meanVotes, validRate))
    }
    self.independent = independent

    if let moments = estimate.moments {
      func wrong(_ margin: Int) -> Double {
        moments.greatestWrong { BetaSteps.wrong(error: $0, margin: margin) }
      }
      estimated = nil
      independentAtWorst = independent.map { task(wrong($0.margin)).correct }
      // The worst law gains by votes at first and loses by them later, when its hard steps turn sure.
      var best = (margin: 0, success: 0.0)
      var least: Int?
      var margin = 1
      while least == nil, margin <= best.margin + Self.patience {
        let reliability = task(wrong(margin))
        if reliability.correct > best.success { best = (margin, reliability.correct) }
        if reliability.reaches(target) { least = margin }
        margin += 1
      }
      ceiling = best.success
      recommended = least.map { margin in
        let votes = moments.greatestVotes { BetaSteps.votes(error: $0, margin: margin) }
        return Choice(
          margin: margin, success: task(wrong(margin)).correct, calls: calls(votes, leastValidRate))
      }
      return
    }

    func plan(_ p: Double, _ rho: Double) throws -> MarginPlan {
      try MarginPlan(
        classes: [BetaSteps.population(success: p, correlation: rho)], steps: steps, target: target)
    }
    func choice(_ plan: MarginPlan, _ margin: Int, _ rate: Double) throws -> Choice {
      let race = try plan.race(margin: margin)
      return Choice(
        margin: margin, success: task(race.wrong).correct, calls: calls(race.meanVotes, rate))
    }
    if let p = estimate.success.estimate, let rho = estimate.correlation.estimate {
      let plan = try plan(p, rho)
      estimated = try plan.least.map { try choice(plan, $0, validRate) }
    } else {
      estimated = nil
    }
    // A plan for each place on the boundary; the worst of them counts.
    let plans = try estimate.boundary.map { try plan($0.success, $0.correlation) }
    ceiling = plans.map(\.ceiling.correct).min() ?? 0
    independentAtWorst = try independent.map { independent in
      try plans.map { task(try $0.race(margin: independent.margin).wrong).correct }.min() ?? 0
    }
    let margins = plans.map(\.least)
    if let most = margins.compactMap(\.self).max(), !margins.contains(nil) {
      let choices = try plans.map { try choice($0, most, leastValidRate) }
      recommended = Choice(
        margin: most, success: choices.map(\.success).min() ?? 0,
        calls: choices.map(\.calls).max() ?? 0)
    } else {
      recommended = nil
    }
  }

  /// The answer in a few words.
  package var verdict: String {
    if let recommended { return "k = \(recommended.margin) reaches the target" }
    return "no k reaches the target at the pessimistic end"
  }
}
