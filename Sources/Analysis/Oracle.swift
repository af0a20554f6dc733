package import ExperimentDesign
package import MAKERCore
import RaceTheory

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

  /// Returns the exact times of a step; nil where none are known or replies take no time.
  func times(of point: DesignPoint) -> ExactTimes?
}

extension Oracle {
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

    package init(wrong: Double, undecided: Double) {
      self.wrong = wrong
      self.undecided = undecided
    }
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
  /// The race of the rest where there are outliers; nil where all are alike.
  package var ordinary: Outcome?

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
    let ordinary = ordinary ?? Outcome(wrong: wrong, undecided: undecided)
    // A single step is an ordinary one.
    let outliers = subtasks > Double(outliers.count) ? outliers : []
    return outliers.reduce(
      TaskReliability(
        subtaskWrong: ordinary.wrong, subtaskUndecided: ordinary.undecided,
        subtasks: subtasks - Double(outliers.count))
    ) {
      $0.and(TaskReliability(subtaskWrong: $1.wrong, subtaskUndecided: $1.undecided, subtasks: 1))
    }
  }
}

/// The oracle of the laboratory: `RaceTheory`, each race solved once.
package final class TheoryOracle: Oracle {
  private struct Key: Hashable {
    let shares: [Double]
    let margin: Int
    let cap: Int?
  }

  private var races: [Key: ExactRace?] = [:]

  package init() {}

  package func race(of point: DesignPoint) -> ExactRace? {
    let key = Key(shares: point.shares, margin: point.margin, cap: point.cap)
    if let known = races[key] { return known }
    let solved = TheoryOracle.solve(point)
    races[key] = solved
    return solved
  }

  package func survival(of point: DesignPoint, votes: Int) -> [Double]? {
    var values = TheoryOracle.law(point, votes: votes)?.survival
    while let last = values?.last, values?.count ?? 0 <= votes { values?.append(last) }
    return values
  }

  private static func solve(_ point: DesignPoint) -> ExactRace? {
    if point.isPaperRace, point.cap == nil {
      guard let p = try? Probability(point.stepSuccess),
        let race = try? TwoCandidateRace(stepSuccess: p, margin: point.margin)
      else { return nil }
      return ExactRace(
        wrong: race.wrong, undecided: 0, meanVotes: race.meanVotes,
        varianceVotes: race.varianceVotes)
    }
    guard let law = law(point, votes: nil) else { return nil }
    return ExactRace(
      wrong: law.wrong, undecided: law.undecided, meanVotes: law.meanVotes,
      varianceVotes: law.varianceVotes)
  }

  /// The law of the race, up to a vote where only that many are asked for.
  private static func law(_ point: DesignPoint, votes: Int?) -> RaceLaw? {
    let cap = [point.cap, votes].compactMap { $0 }.min()
    if point.isPaperRace {
      guard let p = try? Probability(point.stepSuccess),
        let race = try? TwoCandidateRace(stepSuccess: p, margin: point.margin)
      else { return nil }
      return try? RaceLaw(of: race, cap: cap)
    }
    guard let shares = try? CandidateShares(point.shares) else { return nil }
    return try? RaceLaw(shares: shares, margin: point.margin, cap: cap)
  }
}
