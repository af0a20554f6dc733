package import ExperimentDesign
package import MAKERCore
package import RaceTheory

/// Says what a race really does; the judge that Monte Carlo is held against.
///
/// A test puts a wrong one in its place and sees that the claims notice.
package protocol Oracle: AnyObject {
  /// Returns the exact race of a design point; nil where no exact result is known.
  func race(of point: DesignPoint) -> ExactRace?

  /// Returns the probability that a race is undecided after each vote, `survival[n]`, unit 1.
  ///
  /// - Parameters:
  ///   - point: The design point.
  ///   - votes: Last vote asked for; at least 1.
  /// - Returns: At least `votes + 1` entries from n = 0; nil where no exact result is known.
  func survival(of point: DesignPoint, votes: Int) -> [Double]?

  /// Returns the ratio over two votes of the undecided races, far into the tail; unit 1.
  ///
  /// - Returns: The ratio for two candidates; nil where no exact result is known.
  func tailRatio(of point: DesignPoint) -> Double?

  /// Returns the law of steps that are not alike; nil where they are, or no exact result is known.
  func law(of point: DesignPoint) -> PopulationLaw?

  /// Returns what batches of draws take; nil where draws are asked for otherwise, or no exact result is
  /// known.
  func batches(of point: DesignPoint) -> BatchIssue?

  /// Returns the exact times of a step; nil where none are known or replies take no time.
  func times(of point: DesignPoint) -> ExactTimes?
}

extension Oracle {
  /// No law: all steps are taken to be alike.
  package func law(of point: DesignPoint) -> PopulationLaw? { nil }

  /// Nothing is known of batches.
  package func batches(of point: DesignPoint) -> BatchIssue? { nil }

  /// The ratio that `RaceTheory` gives for two candidates without a cap.
  package func tailRatio(of point: DesignPoint) -> Double? {
    guard point.isPaperRace, point.cap == nil, let p = try? Probability(point.stepSuccess)
    else { return nil }
    return CostScaling.tailRatio(stepSuccess: p, margin: point.margin)
  }
}

/// Exact results of one race, of the average step of the task where steps are not alike.
package struct ExactRace: Equatable, Sendable {
  /// How the race of a single step ends.
  package struct Outcome: Equatable, Sendable {
    /// Probability that a wrong candidate wins; unit 1.
    package var wrong: Double
    /// Probability that the race is undecided at the cap; unit 1.
    package var undecided: Double

    /// Takes two probabilities, of a wrong winner and of no winner; unit 1, sum at most 1.
    package init(wrong: Double, undecided: Double) {
      self.wrong = wrong
      self.undecided = undecided
    }
  }

  /// Steps of a task that end in the same way.
  package struct Part: Equatable, Sendable {
    /// Share of the steps that are no outliers; unit 1.
    package let share: Double
    /// How the race of such a step ends.
    package let outcome: Outcome
  }

  /// Probability that a wrong candidate wins; unit 1.
  package var wrong: Double
  /// Probability that the race is undecided at the cap; unit 1.
  package var undecided: Double
  /// Expected votes; votes.
  package var meanVotes: Double
  /// Variance of the votes; votes².
  package var varianceVotes: Double
  /// Expected draws; draws, nil where they are the votes over the rate of votes.
  package var meanDraws: Double?
  /// Steps that are not those of the rest; empty where all are alike.
  package var outliers: [Outcome] = []
  /// The races of the rest, each with the share of them that it stands for: one where there are
  /// outliers, several where errors drift over the task; empty where all are alike.
  package var ordinary: [Part] = []

  /// Takes what is known of a race whose steps are all alike; see the properties.
  package init(wrong: Double, undecided: Double, meanVotes: Double, varianceVotes: Double) {
    self.wrong = wrong
    self.undecided = undecided
    self.meanVotes = meanVotes
    self.varianceVotes = varianceVotes
  }

  /// Outcome of a whole task of such races.
  ///
  /// - Parameter subtasks: Subtasks s/m; count, above 0.
  /// - Returns: Probabilities that it ends right, wrong and undecided.
  package func task(subtasks: Double) -> TaskReliability {
    // A single race is the average one, whatever the steps of its task.
    guard !ordinary.isEmpty, subtasks > 1 else {
      return TaskReliability(
        subtaskWrong: wrong, subtaskUndecided: undecided, subtasks: subtasks)
    }
    let others = subtasks - Double(outliers.count)
    let parts =
      (others > 0 ? ordinary.map { ($0.outcome, others * $0.share) } : [])
      + outliers.map { ($0, 1) }
    return parts.reduce(TaskReliability(subtaskWrong: 0, subtasks: 1)) {
      $0.and(
        TaskReliability(
          subtaskWrong: $1.0.wrong, subtaskUndecided: $1.0.undecided, subtasks: $1.1))
    }
  }
}

extension ExactRace {
  /// The average race of a trial whose steps are not alike.
  ///
  /// - Parameters:
  ///   - law: The law of the steps.
  ///   - races: Races of a trial, its first steps; count.
  ///   - steps: Steps of the whole task; count.
  init(_ law: PopulationLaw, races: Int, steps: Int) {
    let outliers = law.outliers(below: steps)
    func average(_ value: (StepLaw) -> Double) -> Double {
      law.total(races) { [value($0)] }[0] / Double(races)
    }
    func outcome(_ step: StepLaw) -> Outcome {
      Outcome(wrong: step.wrong, undecided: step.undecided)
    }
    self.init(
      wrong: average(\.wrong), undecided: average(\.undecided), meanVotes: average(\.meanVotes),
      varianceVotes: average(\.varianceVotes))
    meanDraws = average(\.meanDraws)
    self.outliers = outliers.map(outcome)
    if !outliers.isEmpty || law.places.count > 1 {
      ordinary = law.places.map { Part(share: $0.share, outcome: outcome($0.step)) }
    }
  }

  /// A task whose steps have one law.
  init(_ step: StepLaw) {
    self.init(
      wrong: step.wrong, undecided: step.undecided, meanVotes: step.meanVotes,
      varianceVotes: step.varianceVotes)
    meanDraws = step.meanDraws
  }
}
