package import Statistics

/// Races that were run on the steps of a calibration, at one margin.
package struct ObservedRaces: Sendable {
  /// One race.
  package struct Race: Sendable {
    /// Index of the step among those calibrated.
    package let step: Int
    /// Whether the right answer won; an undecided race is not right.
    package let isRight: Bool
    /// Votes cast; votes, at least the margin where the race was decided.
    package let votes: Int

    /// Makes a race of its parts.
    package init(step: Int, isRight: Bool, votes: Int) {
      self.step = step
      self.isRight = isRight
      self.votes = votes
    }
  }

  /// Margin k; votes.
  package let margin: Int
  /// Runs through the task: the races of each in the order of its steps; empty where only the ends of
  /// whole runs are known.
  package let chains: [[Race]]
  /// Runs of all calibrated steps of which only the end is known, and those that ended right; counts.
  package let ends: (count: Int, solved: Int)

  /// Takes the races of a margin.
  ///
  /// - Parameters:
  ///   - margin: Margin k; votes, at least 1.
  ///   - chains: Runs through the task.
  ///   - endsWhenWrong: Whether what follows a race that was not right is left out, for it began in a
  ///     state that no right run sees.
  package init(margin: Int, chains: [[Race]], endsWhenWrong: Bool) {
    self.margin = margin
    ends = (0, 0)
    self.chains = chains.map { races in
      guard endsWhenWrong, let last = races.firstIndex(where: { !$0.isRight }) else { return races }
      return Array(races[...last])
    }
  }

  /// Takes whole runs through all calibrated steps.
  ///
  /// - Parameters:
  ///   - margin: Margin k; votes, at least 1.
  ///   - runs: Runs; count, at least 1.
  ///   - solved: Runs of them whose every race was right; count.
  package init(margin: Int, runs: Int, solved: Int) {
    precondition(runs >= 1 && solved >= 0 && solved <= runs, "\(solved) of \(runs) runs solved")
    self.margin = margin
    chains = []
    ends = (runs, solved)
  }

  /// What can be held against a prediction.
  package var quantities: [PredictedQuantity] {
    chains.isEmpty ? [.solved] : PredictedQuantity.allCases
  }

  /// Counts that are held against a prediction.
  package struct Totals: Equatable, Sendable {
    /// Races; count.
    package var races = 0
    /// Races that the right answer won; count.
    package var right = 0
    /// Votes of all races; votes.
    package var votes = 0
    /// Sum of the squares of the votes; votes².
    package var squares = 0
    /// Runs; count.
    package var chains = 0
    /// Runs without a race that was not right; count.
    package var solved = 0

    /// Nothing counted yet.
    package init() {}

    /// Counts a race.
    package mutating func add(_ race: Race) {
      races += 1
      right += race.isRight ? 1 : 0
      votes += race.votes
      squares += race.votes * race.votes
    }
  }

  /// What the races came to.
  package var totals: Totals {
    var totals = Totals()
    totals.chains = ends.count
    totals.solved = ends.solved
    for races in chains {
      for race in races { totals.add(race) }
      totals.chains += 1
      totals.solved += races.allSatisfy(\.isRight) ? 1 : 0
    }
    return totals
  }
}

/// What is held against a prediction.
package enum PredictedQuantity: String, CaseIterable, Sendable {
  /// Share of races that the right answer won.
  case accuracy = "step_accuracy"
  /// Votes of a race on average.
  case votes = "votes_per_step"
  /// Share of runs whose every race was right.
  case solved = "chain_success"

  /// The quantity of some races.
  ///
  /// - Parameter totals: What the races came to; at least one race.
  /// - Returns: The share, or votes.
  package func value(_ totals: ObservedRaces.Totals) -> Double {
    switch self {
    case .accuracy: Double(totals.right) / Double(totals.races)
    case .votes: Double(totals.votes) / Double(totals.races)
    case .solved: Double(totals.solved) / Double(totals.chains)
    }
  }

  /// The interval of an observed quantity, as if its races had nothing in common.
  ///
  /// - Parameters:
  ///   - totals: What the races came to; at least one race.
  ///   - level: Level of the interval; unit 1, range (0, 1).
  /// - Returns: The interval.
  package func interval(_ totals: ObservedRaces.Totals, level: Double) -> Interval {
    switch self {
    case .accuracy:
      BinomialInterval.fixedTrials(successes: totals.right, trials: totals.races, level: level)
    case .votes:
      MeanEstimate(sum: totals.votes, sumOfSquares: totals.squares, count: totals.races)
        .interval(level: level)
    case .solved:
      BinomialInterval.fixedTrials(successes: totals.solved, trials: totals.chains, level: level)
    }
  }
}
