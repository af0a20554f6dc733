package import MAKERCore
import RaceTheory
import Statistics

/// The margin that a calibration recommends for a task, from its pessimistic end.
///
/// Under a Beta law the pessimistic end is the pair of mean success and correlation, of all that the draws
/// leave possible together, that needs most votes; under moments it is the worst of all laws of the
/// steps.  Where it cannot reach the target, no margin is recommended.  Both ends are searched, not
/// proved: the boundary of possible pairs at some of its places, and under moments the margins from 1 on
/// until several in a row no longer gain, and that of independent errors.
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
  /// The least margin found that reaches the target at the pessimistic end; nil where none is found.
  package let recommended: Choice?
  /// Most that P(task) is at the pessimistic end with any margin, of those tried under moments; unit 1,
  /// never below `recommended`.
  package let ceiling: Double
  /// P(task) at the pessimistic end with the margin that independent errors call for; unit 1.
  package let independentAtWorst: Double?

  /// Margins that are tried in vain, where nothing but moments is known, before the search ends.
  private static let patience = 8
  /// Share of P(wrong) that a margin must gain to count as one that does.
  private static let leastGain = 1e-6

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
    let goal = Goal(steps: steps, target: target)
    let independent = try Self.independent(estimate, goal)
    self.independent = independent
    if let moments = estimate.moments {
      estimated = nil
      (recommended, ceiling, independentAtWorst) = Self.worst(
        moments, goal, validRate: estimate.validRate.interval.low,
        independent: independent?.margin)
    } else {
      estimated = try Self.likeliest(estimate, goal)
      (recommended, ceiling, independentAtWorst) = try Self.worst(
        estimate.boundary, goal, validRate: estimate.validRate.interval.low,
        independent: independent?.margin)
    }
  }

  /// What theory of independent errors says at the estimated success.
  private static func independent(_ estimate: CalibrationEstimate, _ goal: Goal) throws -> Choice? {
    guard let mean = estimate.success.estimate, mean > 0.5 else { return nil }
    let p = try Probability(mean)
    let margin = try MinimumMargin(
      stepSuccess: p, steps: goal.steps, target: goal.target
    ).margin
    let race = try TwoCandidateRace(stepSuccess: p, margin: margin)
    return Choice(
      margin: margin, success: goal.task(race.wrong).correct,
      calls: goal.calls(race.meanVotes, estimate.validRate.estimate ?? 1))
  }

  /// The least margin at the likeliest pair of a Beta law.
  private static func likeliest(_ estimate: CalibrationEstimate, _ goal: Goal) throws -> Choice? {
    guard let p = estimate.success.estimate, let rho = estimate.correlation.estimate else {
      return nil
    }
    let plan = try goal.plan(p, rho)
    return try plan.least.map {
      try goal.choice(plan, $0, validRate: estimate.validRate.estimate ?? 1)
    }
  }

  /// The end of a Beta law: a plan for each place on the boundary; the worst of them counts.
  private static func worst(
    _ boundary: [(success: Double, correlation: Double)], _ goal: Goal, validRate: Double,
    independent: Int?
  ) throws -> End {
    let plans = try boundary.map { try goal.plan($0.success, $0.correlation) }
    let ceiling = plans.map(\.ceiling.correct).min() ?? 0
    let atWorst = try independent.map { margin in
      try plans.map { goal.task(try $0.race(margin: margin).wrong).correct }.min() ?? 0
    }
    let margins = plans.map(\.least)
    guard let most = margins.compactMap(\.self).max(), !margins.contains(nil) else {
      return (nil, ceiling, atWorst)
    }
    let choices = try plans.map { try goal.choice($0, most, validRate: validRate) }
    let choice = Choice(
      margin: most, success: choices.map(\.success).min() ?? 0,
      calls: choices.map(\.calls).max() ?? 0)
    return (choice, ceiling, atWorst)
  }

  /// The end of moments: the worst of all laws at each margin.
  ///
  /// It gains by votes at first and loses by them later, when its hard steps turn sure.  What is compared
  /// is P(wrong) of a step, for P(task) of a long task is 0 to a double at small margins.
  private static func worst(
    _ moments: MomentBounds, _ goal: Goal, validRate: Double, independent: Int?
  ) -> End {
    func wrong(_ margin: Int) -> Double {
      let race = LogitRace(margin: margin)
      return moments.greatestWrong { race.wrong(LogitRace.logOdds(errorRate: $0)) }
    }
    func reaches(_ wrong: Double) -> Bool { goal.task(wrong).reaches(goal.target) }
    var best = Double.infinity
    var gained = (margin: 0, wrong: Double.infinity)
    var found: (margin: Int, wrong: Double)?
    var margin = 1
    while found == nil, margin <= gained.margin + patience {
      let here = wrong(margin)
      best = min(best, here)
      if here < gained.wrong * (1 - leastGain) { gained = (margin, here) }
      if reaches(here) { found = (margin, here) }
      margin += 1
    }
    let atIndependent = independent.map(wrong)
    if let independent, let atIndependent {
      best = min(best, atIndependent)
      if found == nil, reaches(atIndependent) { found = (independent, atIndependent) }
    }
    let choice = found.map { margin, wrong in
      let race = LogitRace(margin: margin)
      let votes = moments.greatestVotes { race.meanVotes(LogitRace.logOdds(errorRate: $0)) }
      return Choice(
        margin: margin, success: goal.task(wrong).correct, calls: goal.calls(votes, validRate))
    }
    return (choice, goal.task(best).correct, atIndependent.map { goal.task($0).correct })
  }

  /// The answer in a few words.
  package var verdict: String {
    if let recommended { return "k = \(recommended.margin) reaches the target" }
    return "no k reaches the target at the pessimistic end"
  }
}

extension MarginAdvice {
  /// What a pessimistic end comes to.
  private typealias End = (recommended: Choice?, ceiling: Double, independentAtWorst: Double?)

  /// The task and what is asked of it.
  private struct Goal {
    let steps: Int
    let target: Probability

    func task(_ wrong: Double) -> TaskReliability {
      TaskReliability(subtaskWrong: wrong, subtasks: Double(steps))
    }

    func calls(_ votes: Double, _ validRate: Double) -> Double {
      Double(steps) * votes / validRate
    }

    func plan(_ success: Double, _ correlation: Double) throws -> MarginPlan {
      try MarginPlan(
        classes: [BetaSteps.population(success: success, correlation: correlation)], steps: steps,
        target: target)
    }

    func choice(_ plan: MarginPlan, _ margin: Int, validRate: Double) throws -> Choice {
      let race = try plan.race(margin: margin)
      return Choice(
        margin: margin, success: task(race.wrong).correct,
        calls: calls(race.meanVotes, validRate))
    }
  }
}
