import MAKERCore
import RaceTheory

/// Equally good answers that split the right votes, and what counting them as one would buy.
struct SplitVotes {
  /// One way to count.
  struct Way {
    /// The least margin that reaches the target; votes, nil where none that was looked at does.
    let leastMargin: Int?
    /// Margin used; votes.
    let margin: Int
    let law: RaceLaw
    let task: VotedTask
  }

  /// Equally good answers; count.
  let answers: Int
  /// Share of all right answers among valid votes; unit 1.
  let right: Double
  /// Greatest share of a wrong answer; unit 1.
  let likeliestWrong: Double
  /// Each right answer a candidate of its own.
  let apart: Way
  /// All right answers one candidate.
  let grouped: Way

  /// Greatest margin that is looked at: exact races between several candidates grow too long beyond it.
  static let greatestMargin = 40

  /// Solves both ways.
  ///
  /// - Parameters:
  ///   - question: The task, with p or the shares.
  ///   - answers: Equally good answers; count, at least 1.
  /// - Throws: `TheoryError`, `PopulationError`, `MarginError`.
  init(_ question: Explanation.Question, answers: Int) throws {
    self.answers = answers
    let shares: [Double]
    if let given = question.shares {
      shares = given.values
    } else if let p = question.stepSuccess {
      shares = [p.value, p.complement]
    } else {
      throw UsageError.missingOption("p", placeholder: "number")
    }
    right = shares[0]
    likeliestWrong = shares.dropFirst().max() ?? 0
    let wrong = shares.dropFirst().filter { $0 > 0 }
    let error = wrong.reduce(0, +)
    let spread = error > 0 ? wrong.map { $0 / error } : [1]
    // The lesser race first, so that the greater one cannot take all of a budget.
    grouped = try Way(question, answers: 1, error: error, wrongShares: spread)
    apart = try Way(question, answers: answers, error: error, wrongShares: spread)
  }

  /// Whether the votes for a right answer outnumber those for each wrong one in the long run.
  var isRightAhead: Bool { right / Double(answers) > likeliestWrong }
}

extension SplitVotes.Way {
  /// Looks at margin after margin, since P(task) need not grow with it.
  fileprivate init(
    _ question: Explanation.Question, answers: Int, error: Double, wrongShares: [Double]
  ) throws {
    let population = try StepPopulation(
      classes: [StepPopulation.StepClass(share: 1, flagRate: 0, error: .constant(error))],
      rightShares: Array(repeating: 1 / Double(answers), count: answers),
      wrongShares: wrongShares)
    let shares = try CandidateShares(
      Array(repeating: (1 - error) / Double(answers), count: answers)
        + wrongShares.map { $0 * error })
    func refusal(_ error: TheoryError, margin: Int) -> LabError {
      let count = question.rightAnswers ?? answers
      let why =
        switch error {
        case .tooLong(let work, let greatest):
          "\(NumberFormat.significant(work, 3)) additions, more than "
            + NumberFormat.significant(greatest, 3)
        case .tooManyStates(_, _, let greatest): "more than \(greatest) states"
        case .notIntegrated: "an integral that has no number"
        }
      return LabError(
        "--right-answers \(count) at k = \(margin) makes the exact race too large, \(why): give fewer "
          + "--right-answers or a smaller --k")
    }
    var known: [Int: (law: RaceLaw, task: VotedTask)] = [:]
    func solve(_ margin: Int) throws -> (law: RaceLaw, task: VotedTask) {
      if let known = known[margin] { return known }
      // Several candidates keep a race open for long: what is open at the end matters to no digit shown.
      let law =
        question.cap == nil && shares.values.count > 2
        ? try RaceLaw(
          shares: shares, margin: margin, tail: 1e-11, right: answers,
          budget: question.budget)
        : try PopulationLaw(
          population, rule: RaceRule(margin: margin), cap: question.cap, budget: question.budget
        ).ordinary.parts[0].law
      let task = try VotedTask(
        wrong: law.wrong, undecided: law.undecided, meanVotes: law.meanVotes,
        steps: question.steps, validRate: question.validRate)
      known[margin] = (law, task)
      return (law, task)
    }
    // What is asked for comes before what a budget may be too small for.
    do { if let margin = question.margin { _ = try solve(margin) } } catch let error as TheoryError
    {
      throw refusal(error, margin: question.margin ?? 1)
    }
    var least: Int?
    var best: (margin: Int, success: Double) = (1, -1)
    let isAhead = (1 - error) / Double(answers) > error * (wrongShares.max() ?? 1)
    var margin = 1
    while least == nil, margin <= SplitVotes.greatestMargin {
      let task: VotedTask
      do { task = try solve(margin).task } catch let error as TheoryError {
        // Without a margin there is nothing to go on with.
        if question.margin == nil, isAhead { throw refusal(error, margin: margin) }
        break
      }
      let success = task.reliability.correct
      if task.reliability.reaches(question.target) { least = margin }
      if success > best.success { best = (margin, success) }
      // Votes for a wrong answer outnumber the others: from where it falls, P(task) goes on falling.
      if !isAhead || question.cap != nil, success < best.success / 2 { break }
      margin += 1
    }
    let used = question.margin ?? least ?? best.margin
    let solved: (law: RaceLaw, task: VotedTask)
    do { solved = try solve(used) } catch let error as TheoryError {
      throw refusal(error, margin: used)
    }
    self.init(leastMargin: least, margin: used, law: solved.law, task: solved.task)
  }
}
