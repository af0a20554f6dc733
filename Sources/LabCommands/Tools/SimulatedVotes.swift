import Analysis
import ExperimentDesign
import Statistics

/// The mean votes of simulated races, with an interval where the races are enough for one.
///
/// Where nearly all races take the least votes, or the most, the few others decide the mean, and their
/// number is no normal one: there a sample without any says that the mean is certain.  So the spread is
/// that of the exact law, and an interval is given where at least `enough` others are expected.
struct SimulatedVotes {
  /// Others that must be expected for an interval and a score; count.
  static let enough = 25.0

  private let tally: Tally
  private let exact: ExactRace?
  /// Least and most votes of a race; nil where no most is.
  private let least: Double
  private let most: Double?

  /// Takes what was counted.
  ///
  /// - Parameters:
  ///   - tally: The counts; at least one race.
  ///   - margin: Margin k; votes.
  ///   - cap: Most votes of a race; nil for none.
  ///   - exact: The exact race; nil where none is known.
  init(_ tally: Tally, margin: Int, cap: Int?, exact: ExactRace?) {
    self.tally = tally
    self.exact = exact
    least = Double(margin)
    most = cap.map(Double.init)
  }

  /// Races that are expected to count for the spread, at least; count, nil where no exact race is known.
  ///
  /// By the inequality of Cauchy and Schwarz at least mean² / mean square of the distances to an end
  /// are other races.
  private var others: Double? {
    guard let exact, exact.varianceVotes.isFinite else { return nil }
    let ends = [least, most].compactMap { $0 }
    return ends.map { end in
      let distance = exact.meanVotes - end
      let square = distance * distance
      return Double(tally.races) * square / (square + exact.varianceVotes)
    }.min()
  }

  /// The mean with its interval, its exact value and z score.
  ///
  /// - Parameter level: Level of the interval; unit 1, range (0, 1).
  /// - Returns: The estimate; all races alike make its interval a point, and have no score.
  func estimate(level: Double) -> Estimate {
    let mean = Double(tally.votes) / Double(tally.races)
    var estimate = Estimate(value: mean, exact: exact?.meanVotes)
    guard let exact else { return estimate }
    // Shares sum to 1 no better than that.
    let rounding = 1e-9 * exact.meanVotes
    if exact.varianceVotes <= rounding * rounding {
      estimate.interval = Interval(low: mean, high: mean, level: level)
    } else if let others, others >= Self.enough {
      let error = (exact.varianceVotes / Double(tally.races)).squareRoot()
      let half = SpecialFunctions.normalHalfWidth(level: level) * error
      estimate.interval = Interval(low: mean - half, high: mean + half, level: level)
      estimate.z =
        ZScore(
          estimate: mean, exact: exact.meanVotes, standardError: max(error, rounding)
        ).value
    }
    return estimate
  }
}
