import MAKERCore
import RaceTheory

/// What a task of unequal steps needs and comes to, beside what is promised for alike steps with
/// the same mean.
struct UnequalPlan {
  /// One margin of the table.
  struct Row {
    let margin: Int
    let task: VotedTask
    /// P(task) that the theory of alike steps promises; nil where it promises nothing.
    let promised: Double?
  }

  let spread: StepSpread
  let plan: MarginPlan
  /// Margin used; votes.
  let margin: Int
  /// The race at that margin.
  let race: UnequalRace
  /// k_min of equation 14 for the mean; votes, nil where it has none.
  let promisedMargin: Int?
  /// P(wrong) of a step that the theory of alike steps promises at the margin used; unit 1.
  let promisedWrong: Double?
  /// P(task) by margin, around the one used.
  let rows: [Row]

  /// Plans the task.
  ///
  /// - Throws: `TheoryError` where a cap makes races too long, `MarginError`.
  init(_ question: Explanation.Question, _ spread: StepSpread) throws {
    let plan = try MarginPlan(
      classes: spread.classes, steps: question.steps, target: question.target, cap: question.cap,
      budget: question.budget)
    let margin = question.margin ?? plan.margin
    self.spread = spread
    self.plan = plan
    self.margin = margin
    race = try plan.race(margin: margin, budget: question.budget)
    promisedMargin = try? MinimumMargin(
      stepSuccess: spread.mean, steps: question.steps, target: question.target
    ).margin

    func promise(_ margin: Int) throws -> TaskReliability? {
      guard
        let race = try? TwoCandidateRace(stepSuccess: spread.mean, margin: margin)
      else { return nil }
      var (wrong, undecided) = (race.wrong, 0.0)
      if let cap = question.cap {
        let law = try RaceLaw(of: race, cap: cap, budget: question.budget)
        (wrong, undecided) = (law.wrong, law.undecided)
      }
      return TaskReliability(
        subtaskWrong: wrong, subtaskUndecided: undecided, subtasks: Double(question.steps))
    }
    promisedWrong = try? TwoCandidateRace(stepSuccess: spread.mean, margin: margin).wrong
    var rows: [Row] = []
    for margin in UnequalPlan.margins(
      around: margin, also: [promisedMargin, plan.least ?? plan.best].compactMap { $0 })
    {
      let race = try plan.race(margin: margin, budget: question.budget)
      rows.append(
        Row(
          margin: margin, task: try race.task(of: question),
          promised: try promise(margin)?.correct))
    }
    self.rows = rows
  }

  /// Margins of the table: one by one as far as that is short, else 1, 2, 3, 4, 6, 8, 12 and so on, and
  /// what is asked for.
  private static func margins(around margin: Int, also others: [Int]) -> [Int] {
    let last = max(margin, others.filter { $0 <= 2 * margin + 8 }.max() ?? 1)
    var margins = Set(others + [margin])
    if last <= 10 {
      margins.formUnion(1...last + 2)
    } else {
      var power = 1
      while power <= last {
        margins.insert(power)
        if power > 1, last < 200 { margins.insert(power * 3 / 2) }
        power *= 2
      }
    }
    return margins.sorted()
  }

  /// P(task) that the theory of alike steps promises at the margin used; unit 1.
  var promised: Double? { rows.first { $0.margin == margin }?.promised }
}

extension UnequalRace {
  /// The whole task of such races.
  func task(of question: Explanation.Question) throws -> VotedTask {
    try VotedTask(
      wrong: wrong, undecided: undecided, meanVotes: meanVotes, steps: question.steps,
      validRate: question.validRate)
  }
}

extension UnequalPlan {
  /// Whether a margin reaches the target, in plain words.
  ///
  /// - Parameter reaches: Whether the margin used does.
  /// - Returns: One sentence without a full stop.
  func verdict(reaches: Bool) -> String {
    if reaches { return "reaches target" }
    if plan.least != nil { return "misses target" }
    let ceiling = NumberFormat.significant(plan.ceiling.correct, 4)
    if let cap = plan.cap, let best = plan.best {
      return "no k reaches the target within \(cap) votes a step: P(task) is at most \(ceiling), "
        + "at k = \(best)"
    }
    if let best = plan.best {
      return "no k reaches the target: P(task) is at most \(ceiling), at k = \(best); more votes "
        + "only make wrong answers surer"
    }
    if plan.ceiling.reaches(plan.target) {
      return "no k up to \(greatestMargin) reaches the target, though P(task) tends to \(ceiling)"
    }
    return "no k reaches the target: P(task) cannot pass \(ceiling), however many votes are cast"
  }
}
