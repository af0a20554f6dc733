package import MAKERCore

/// How the end of a race splits into right, wrong and undecided at a cap, for every cap of one law.
///
/// A race with a cap is the race without one, stopped there: one law serves for all caps.
package struct CapSplit: Sendable {
  /// Greatest cap that the law covers; votes.
  package let greatestCap: Int
  /// Probability that the right candidate has won by each vote; unit 1.
  private let correctBy: [Double]
  private let wrongBy: [Double]
  private let survival: [Double]
  private let votesBy: [Double]

  /// Sums a law vote by vote.
  ///
  /// - Parameter law: Law of the race, without a cap or with the greatest cap of interest.
  package init(_ law: RaceLaw) {
    func sums(_ values: [Double]) -> [Double] {
      var sum = 0.0
      return values.map { value in
        sum += value
        return sum
      }
    }
    greatestCap = law.cap ?? law.correctAt.count - 1
    correctBy = sums(law.correctAt)
    wrongBy = sums(law.wrongAt)
    survival = law.survival
    votesBy = [0] + sums(law.survival.dropLast())
  }

  /// The race with a cap.
  ///
  /// - Parameter cap: Most votes; 1 to the greatest cap.
  /// - Returns: How it ends and what it takes.
  package func race(cap: Int) -> CappedRace {
    precondition((1...greatestCap).contains(cap), "caps are 1 to \(greatestCap), not \(cap)")
    // A law ends early where no race is left.
    let vote = min(cap, survival.count - 1)
    return CappedRace(
      correct: min(1, correctBy[vote]), wrong: wrongBy[vote], undecided: min(1, survival[vote]),
      meanVotes: votesBy[vote])
  }

  /// The least cap at which undecided races, and decided ones too, fit in a task's budget.
  ///
  /// - Parameters:
  ///   - budget: What the task may lose.
  ///   - steps: Steps of the task; count, at least 1.
  ///   - validRate: Valid rate v; unit 1, range (0, 1].
  /// - Returns: The cap and the task with it; nil where no cap that the law covers is enough.
  /// - Throws: `MarginError.outOfRange`.
  package func leastCap(
    _ budget: RiskBudget, steps: Int, validRate: Double = 1
  ) throws(MarginError) -> (cap: Int, task: VotedTask)? {
    for cap in 1...max(1, greatestCap) where cap <= greatestCap {
      let task = try race(cap: cap).task(steps: steps, validRate: validRate)
      if budget.allows(task.reliability) { return (cap, task) }
    }
    return nil
  }
}

/// How a race with a cap ends and what it takes.
package struct CappedRace: Equatable, Sendable {
  /// Probability that the right candidate wins; unit 1.
  package let correct: Double
  /// Probability that a wrong candidate wins; unit 1.
  package let wrong: Double
  /// Probability that no candidate has won at the cap; unit 1.
  package let undecided: Double
  /// Expected votes; votes.
  package let meanVotes: Double

  /// Takes a race as it ends; probabilities of unit 1 and sum 1, votes at least 0.
  package init(correct: Double, wrong: Double, undecided: Double, meanVotes: Double) {
    self.correct = correct
    self.wrong = wrong
    self.undecided = undecided
    self.meanVotes = meanVotes
  }

  /// A task of such races, which an undecided one stops.
  ///
  /// - Parameters:
  ///   - steps: Steps of the task; count, at least 1.
  ///   - validRate: Valid rate v; unit 1, range (0, 1].
  /// - Returns: The task.
  /// - Throws: `MarginError.outOfRange`.
  package func task(steps: Int, validRate: Double = 1) throws(MarginError) -> VotedTask {
    try VotedTask(
      wrong: wrong, undecided: undecided, meanVotes: meanVotes, steps: steps, validRate: validRate)
  }
}

/// What a whole task may lose, apart for what goes wrong unseen and for what stops it.
package struct RiskBudget: Equatable, Sendable {
  /// Greatest probability that the task ends wrong; unit 1.
  package let wrong: Double
  /// Greatest probability that the task stops at an undecided step; unit 1.
  package let undecided: Double

  /// Takes both shares; unit 1, each in [0, 1].
  package init(wrong: Double, undecided: Double) {
    self.wrong = wrong
    self.undecided = undecided
  }

  /// Splits what a target leaves.
  ///
  /// - Parameters:
  ///   - target: Required success t of the whole task; unit 1, range (0, 1).
  ///   - undecidedShare: Share of 1 − t that undecided steps may take; unit 1, range [0, 1].
  package init(target: Probability, undecidedShare: Double) {
    self.init(
      wrong: target.complement * (1 - undecidedShare), undecided: target.complement * undecidedShare
    )
  }

  /// Whether a task keeps both parts; a tie within 1e-14 counts.
  ///
  /// - Parameter task: The task.
  /// - Returns: True where it does.
  package func allows(_ task: TaskReliability) -> Bool {
    task.wrong <= wrong * (1 + 1e-14) && task.undecided <= undecided * (1 + 1e-14)
  }
}

/// A margin with its least cap for a budget.
package struct CappedMargin: Sendable {
  /// Margin k; votes.
  package let margin: Int
  /// Least cap N; votes.
  package let cap: Int
  /// The task voted on so.
  package let task: VotedTask

  /// The margins that keep a budget, each with its least cap.
  ///
  /// - Parameters:
  ///   - budget: What the task may lose.
  ///   - margins: Margins to try; each at least 1.
  ///   - steps: Steps of the task; count, at least 1.
  ///   - validRate: Valid rate v; unit 1, range (0, 1].
  ///   - law: Law of the race with a margin, without a cap or with the greatest one of interest.
  /// - Returns: The margins that have such a cap, the least first.
  /// - Throws: What the law throws, `MarginError.outOfRange`.
  package static func keeping(
    _ budget: RiskBudget, margins: ClosedRange<Int>, steps: Int, validRate: Double = 1,
    law: (Int) throws -> RaceLaw
  ) throws -> [CappedMargin] {
    try margins.compactMap { margin in
      let split = CapSplit(try law(margin))
      return try split.leastCap(budget, steps: steps, validRate: validRate).map {
        CappedMargin(margin: margin, cap: $0.cap, task: $0.task)
      }
    }
  }
}
