import MAKERCore
import RaceTheory

/// Everything that exact theory says about one task in a user's numbers.
struct Explanation {
  /// What the user asked about.
  struct Question {
    var stepSuccess: Probability?
    var shares: CandidateShares?
    var steps: Int
    var target: Probability
    var stepsPerSubtask: Int
    var margin: Int?
    var cap: Int?
    var validRate: Double
    /// Cost of one call; any money, nil when prices or tokens are unknown.
    var costPerCall: Double?
    /// How the steps differ; nil where all are alike.
    var spread: StepSpread?
    /// Equally good answers that split the right votes evenly; count, nil for one.
    var rightAnswers: Int?
    /// Share of 1 − t that undecided steps may take, for the least cap that keeps it; nil for none.
    var undecidedShare: Double?
    /// What all exact laws may spend together; nil where only each is bounded.
    var budget: WorkBudget?
  }

  /// The race of one voted subtask.
  struct Race {
    var correct: Double
    var wrong: Double
    /// Undecided at the cap; unit 1, 0 without a cap.
    var undecided: Double
    /// Votes of a race and their standard deviation; votes.
    var meanVotes: Double
    var deviation: Double
    /// Quantiles of the votes; nil where the law is too long to follow.
    var median: Int?
    var percentile99: Int?
  }

  let question: Question
  /// Step success p, the share of the right candidate; unit 1.
  let stepSuccess: Double
  /// k_min and the real number it rounds up; nil for shares and for p of at most one half.
  let minimum: MinimumMargin?
  /// Margin used; votes.
  let margin: Int
  let race: Race
  let task: VotedTask
  /// What steps that are not alike need; nil where all are alike.
  let unequal: UnequalPlan?
  /// What equally good answers cost; nil for one answer.
  let split: SplitVotes?
  /// Margins with their least caps; nil where the cap is given or there is none.
  let riskSplit: RiskSplit?

  /// The least margin that reaches the target; nil where none does, or where it is not asked for.
  var leastMargin: Int? {
    if let unequal { return unequal.plan.least }
    return split.map(\.apart.leastMargin) ?? minimum?.margin
  }

  /// Whether the target is reached, in plain words.
  var verdict: String {
    unequal?.verdict(reaches: reachesTarget) ?? split?.verdict(reaches: reachesTarget)
      ?? (reachesTarget ? "reaches target" : "misses target")
  }

  /// Success of the whole task and its complement.
  var reliability: TaskReliability { task.reliability }

  /// Whether the margin used reaches the target.
  var reachesTarget: Bool { reliability.reaches(question.target) }

  /// What the failures of one subtask may be worth: t^(−m/s) − 1 of equation 14.
  var failureBudget: Double {
    MinimumMargin.failureBudget(question.target, subtasks: task.subtasks)
  }

  /// Solves the task.
  ///
  /// - Throws: What is outside its range, or no margin reaches.
  init(_ asked: Question) throws {
    var question = asked
    riskSplit = try asked.undecidedShare.map { try RiskSplit(asked, undecidedShare: $0) }
    if let choice = riskSplit?.choices.first {
      (question.margin, question.cap) = (choice.margin, choice.cap)
    }
    self.question = question
    if let spread = question.spread {
      let unequal = try UnequalPlan(question, spread)
      self.stepSuccess = spread.mean.value
      self.minimum = nil
      self.margin = unequal.margin
      self.unequal = unequal
      self.split = nil
      self.race = Race(
        unequal.race, classes: spread.classes, margin: margin, cap: question.cap,
        budget: question.budget)
      self.task = try unequal.race.task(of: question)
      return
    }
    self.unequal = nil
    if let answers = question.rightAnswers {
      let split = try SplitVotes(question, answers: answers)
      self.stepSuccess = split.right
      self.minimum = nil
      self.margin = split.apart.margin
      self.split = split
      self.race = Race(split.apart.law)
      self.task = split.apart.task
      return
    }
    self.split = nil
    if let shares = question.shares {
      guard let margin = question.margin else {
        throw LabError("--shares needs a margin: give --k")
      }
      self.stepSuccess = shares.stepSuccess
      self.minimum = nil
      self.margin = margin
      self.race = Race(
        try RaceLaw(
          shares: shares, margin: margin, cap: question.cap, budget: question.budget))
    } else {
      guard let p = question.stepSuccess else {
        throw UsageError.missingOption("p", placeholder: "number")
      }
      self.stepSuccess = p.value
      self.minimum = try Explanation.minimum(question, p)
      let margin = question.margin ?? minimum?.margin ?? 1
      if let cap = question.cap { try Self.check(cap: cap, margin: margin) }
      self.margin = margin
      let race = try TwoCandidateRace(
        stepSuccess: p, margin: margin, stepsPerSubtask: question.stepsPerSubtask)
      self.race =
        question.cap == nil
        ? Race(race, budget: question.budget)
        : Race(try RaceLaw(of: race, cap: question.cap, budget: question.budget))
    }
    self.task = try VotedTask(
      wrong: race.wrong, undecided: race.undecided, meanVotes: race.meanVotes,
      steps: question.steps, stepsPerSubtask: question.stepsPerSubtask,
      validRate: question.validRate)
  }

  /// Refuses a cap that no race can be won within.
  ///
  /// - Parameters:
  ///   - cap: Most votes of a race.
  ///   - margin: Margin k; votes.
  /// - Throws: `LabError` in one line.
  static func check(cap: Int, margin: Int) throws(LabError) {
    guard cap < margin else { return }
    throw LabError(
      "--cap \(cap) is below k = \(margin): no race can be won; give a cap of at least k")
  }

  /// k_min; nil where no margin reaches the target but the user gave one to look at.
  private static func minimum(_ question: Question, _ p: Probability) throws -> MinimumMargin? {
    do {
      return try MinimumMargin(
        stepSuccess: p, steps: question.steps, stepsPerSubtask: question.stepsPerSubtask,
        target: question.target)
    } catch MarginError.hopeless where question.margin != nil {
      return nil
    }
  }
}

extension Explanation.Race {
  /// From closed forms; the law is followed for its quantiles only, and summed where it is too long.
  init(_ race: TwoCandidateRace, budget: WorkBudget?) {
    let law = try? RaceLaw(of: race, tail: 1e-4, budget: budget)
    let tail = law == nil ? SpectralTail(of: race) : nil
    func quantile(_ share: Double) -> Int? { law?.quantile(share) ?? tail?.quantile(share) }
    self.init(
      correct: race.correct, wrong: race.wrong, undecided: 0, meanVotes: race.meanVotes,
      deviation: race.varianceVotes.squareRoot(), median: quantile(0.5),
      percentile99: quantile(0.99))
  }

  /// From integrals over the steps; the law is followed for its quantiles only.
  init(
    _ race: UnequalRace, classes: [StepPopulation.StepClass], margin: Int, cap: Int?,
    budget: WorkBudget?
  ) {
    let law = try? RaceLaw(
      classes: classes, margin: margin, cap: cap, tail: 5e-3, greatestWork: 1e8,
      budget: budget)
    self.init(
      correct: 1 - race.wrong - race.undecided, wrong: race.wrong, undecided: race.undecided,
      meanVotes: race.meanVotes, deviation: race.varianceVotes.squareRoot(),
      median: law?.quantile(0.5), percentile99: law?.quantile(0.99))
  }

  /// From the law of the race, where there is no closed form.
  init(_ law: RaceLaw) {
    self.init(
      correct: law.correct, wrong: law.wrong, undecided: law.undecided, meanVotes: law.meanVotes,
      deviation: law.varianceVotes.squareRoot(), median: law.quantile(0.5),
      percentile99: law.quantile(0.99))
  }
}
