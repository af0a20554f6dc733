package import MAKERCore

/// Which margin a task of unequal steps needs, and whether any is enough.
///
/// P(task) cannot pass a ceiling: on steps whose success is below one half more votes only make the wrong
/// answer surer, so it tends to P(p_i > 1/2)^s as the margin grows.
package struct MarginPlan: Sendable {
  /// How the margin was found.
  package enum Search: Sendable {
    /// P(task) grows with the margin, which is proven: by halving.
    case bisection
    /// Some steps gain by votes and some lose: by halving, with bounds that are proven.
    case bounds
    /// A cap leaves more races undecided as the margin grows: margin by margin.
    case scan
  }

  /// Kinds of steps, of two candidates.
  package let classes: [StepPopulation.StepClass]
  /// Steps s of the task; count.
  package let steps: Int
  /// Required success t of the whole task.
  package let target: Probability
  /// Most votes of a race; votes, nil for none.
  package let cap: Int?
  /// How the margin was found.
  package let search: Search
  /// The least margin that reaches the target; votes, nil where none up to 10^9 does.
  package let least: Int?
  /// The margin with the greatest P(task); votes, nil where P(task) grows with the margin for ever.
  package let best: Int?
  /// The most that P(task) can be: its limit as the margin grows, or what the best margin gives.
  package let ceiling: TaskReliability
  /// What P(task) tends to as the margin grows without end, P(p_i > 1/2)^s; nil where a cap then decides
  /// nothing.
  package let limit: TaskReliability?
  /// The least margin whose P(task) is at most `gain` below the ceiling; votes, the best one where no
  /// double holds the ceiling.
  package let enough: Int

  /// What P(task) may be below its ceiling and still count as good as it gets: 0.01, or a tenth of the
  /// ceiling where that is less; unit 1.
  package var gain: Double { MarginPlan.gain(ceiling: ceiling) }

  static func gain(ceiling: TaskReliability) -> Double { min(0.01, ceiling.correct / 10) }

  /// Finds the margin.
  ///
  /// - Parameters:
  ///   - classes: Kinds of steps whose errors do not drift; their shares sum to 1.
  ///   - steps: Steps s of the task; count, at least 1.
  ///   - target: Required success t; unit 1, range (0, 1).
  ///   - cap: Most votes of a race; at least 1, nil for none.
  ///   - budget: What all its laws may spend together; nil for no such bound.
  /// - Throws: `TheoryError.tooLong` where a cap makes races too long, `notIntegrated` where an integral
  ///   does not converge.
  package init(
    classes: [StepPopulation.StepClass], steps: Int, target: Probability, cap: Int? = nil,
    budget: WorkBudget? = nil
  ) throws(TheoryError) {
    self.classes = classes
    self.steps = steps
    self.target = target
    self.cap = cap
    func task(_ wrong: Double) -> TaskReliability {
      TaskReliability(subtaskWrong: wrong, subtaskUndecided: 0, subtasks: Double(steps))
    }
    if let cap {
      let scan = try CappedMarginScan(
        classes: classes, steps: steps, target: target, cap: cap,
        budget: budget)
      search = .scan
      limit = nil
      (least, best, ceiling, enough) = (scan.least, scan.best, scan.ceiling, scan.enough)
      return
    }
    var margins = MarginSearch(classes.map(StepClassLaw.init))
    search = margins.isMonotone ? .bisection : .bounds
    least = margins.least { task($0).reaches(target) }
    best = margins.best()
    let limit = task(margins.wrongInTheEnd)
    let ceiling = best.map { task(margins.wrong($0)) } ?? limit
    self.limit = limit
    self.ceiling = ceiling
    let wanted = ceiling.correct - MarginPlan.gain(ceiling: ceiling)
    let bestOrOne = best ?? 1
    enough =
      wanted > 0 ? margins.least { task($0).correct >= wanted } ?? bestOrOne : bestOrOne
    if let margin = margins.unsolved { throw .notIntegrated(margin: margin) }
  }

  /// The margin that the plan recommends: the least that reaches the target, else the least beyond which
  /// hardly anything is gained; votes.
  package var margin: Int { least ?? enough }

  /// The race at a margin.
  ///
  /// - Parameters:
  ///   - margin: Margin k; votes, at least 1.
  ///   - budget: What its law and others may spend together; nil for no such bound.
  /// - Returns: What the race comes to.
  /// - Throws: `TheoryError` where a cap makes it too long or an integral does not converge.
  package func race(
    margin: Int, budget: WorkBudget? = nil
  ) throws(TheoryError) -> UnequalRace {
    try UnequalRace(classes: classes, margin: margin, cap: cap, budget: budget)
  }

  /// Share of the steps whose success is below one half; unit 1.
  package var shareBelowHalf: Double {
    classes.map(StepClassLaw.init).reduce(0) { $0 + $1.share * $1.shareBelowHalf }
  }
}
