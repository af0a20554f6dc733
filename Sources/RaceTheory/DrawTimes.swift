/// Expected value and variance of a time.
package struct TimeMoments: Equatable, Sendable {
  /// Expected value; the unit of the draws' mean time.
  package let mean: Double
  /// Variance; that unit squared.
  package let variance: Double

  /// Takes both moments; a mean in some unit of time, a variance in its square.
  package init(mean: Double, variance: Double) {
    self.mean = mean
    self.variance = variance
  }
}

/// The time that the draws of a step take when each takes an exponential time, independent of all
/// others and of what it votes for.
package enum DrawTimes {
  /// Time until the last of several draws is there that were asked for at once.
  ///
  /// Between two arrivals passes the least of the times of those still under way, and an exponential
  /// time has no memory.
  ///
  /// - Parameters:
  ///   - draws: Draws; count, at least 1.
  ///   - mean: Mean time of a draw; above 0.
  /// - Returns: `mean·H_k` and `mean²·Σ 1/i²` for k draws.
  package static func sideBySide(draws: Int, mean: Double) -> TimeMoments {
    var sum = 0.0
    var squares = 0.0
    for count in 1...draws {
      let share = 1 / Double(count)
      sum += share
      squares += share * share
    }
    return TimeMoments(mean: mean * sum, variance: mean * mean * squares)
  }

  /// Time of all draws of a step, asked for one after another.
  ///
  /// - Parameters:
  ///   - meanVotes: Expected votes of a race; votes.
  ///   - varianceVotes: Their variance; votes².
  ///   - validRate: Valid rate v, alike at every draw; unit 1, range (0, 1].
  ///   - mean: Mean time of a draw; above 0.
  /// - Returns: `mean·E N` and `mean²·(E N + Var N)` for N draws, which are a geometric number for each
  ///   vote.
  package static func oneAfterAnother(
    meanVotes: Double, varianceVotes: Double, validRate: Double, mean: Double
  ) -> TimeMoments {
    let draws = meanVotes / validRate
    let variance = (meanVotes * (1 - validRate) + varianceVotes) / (validRate * validRate)
    return TimeMoments(mean: mean * draws, variance: mean * mean * (draws + variance))
  }
}
