/// What a race takes whose draws are asked for in whole batches, the last of which may be asked for in
/// vain in part.
///
/// A batch starts with some number of votes and the race open.  Flags fall without regard to votes, so
/// the votes at the starts of batches are a Markov chain that the law of the race thins out; moments
/// follow from its end back to its start.
package struct BatchIssue: Sendable {
  /// Law of the race.
  package let law: RaceLaw
  /// Valid rate v; unit 1, range (0, 1].
  package let validRate: Double
  /// Draws of a batch, fewer where the cap leaves fewer votes; count, at least 1.
  package let size: Int

  /// Describes the batches of a race.
  package init(law: RaceLaw, validRate: Double = 1, size: Int) {
    precondition(
      size >= 1 && validRate > 0 && validRate <= 1, "a batch has a draw that can be valid")
    self.law = law
    self.validRate = validRate
    self.size = size
  }

  /// Expected draws asked for, and their variance; draws and draws².
  package var issued: (mean: Double, variance: Double) {
    let moments = moments { draws in
      let count = Double(draws)
      return (count, count * count)
    }
    return (moments.mean, moments.variance)
  }

  /// Expected batches; count.
  package var meanBatches: Double { moments { _ in (1, 1) }.mean }

  /// Draws asked for over draws used, each expected; unit 1, at least 1.
  package var waste: Double { issued.mean * validRate / law.meanVotes }

  /// Time from the first request to the verdict, each batch waited for whole.
  ///
  /// - Parameter mean: Mean of the exponential time of a draw; above 0.
  /// - Returns: Its moments, in that unit.
  package func time(mean: Double) -> TimeMoments {
    let batches = (0...size).map { draws in
      draws == 0
        ? TimeMoments(mean: 0, variance: 0) : DrawTimes.sideBySide(draws: draws, mean: mean)
    }
    let moments = moments { draws in
      let batch = batches[draws]
      return (batch.mean, batch.variance + batch.mean * batch.mean)
    }
    return TimeMoments(mean: moments.mean, variance: moments.variance)
  }

  /// Moments of a sum over the batches of a race.
  ///
  /// - Parameter batch: Mean and mean square of what a batch of some draws adds.
  /// - Returns: Mean and variance of the sum.
  private func moments(
    _ batch: (_ draws: Int) -> (mean: Double, square: Double)
  ) -> (mean: Double, variance: Double) {
    let survival = law.survival
    let end = law.cap ?? survival.count - 1
    var first = [Double](repeating: 0, count: end + 1)
    var second = first
    for votes in stride(from: end - 1, through: 0, by: -1)
    where votes < survival.count && survival[votes] > 0 {
      let draws = min(size, law.cap.map { $0 - votes } ?? size)
      let added = batch(draws)
      let shares = binomial(draws)
      var (mean, square) = (0.0, 0.0)
      for valid in 1...draws where votes + valid < min(end + 1, survival.count) {
        let share = shares[valid] * survival[votes + valid] / survival[votes]
        mean += share * first[votes + valid]
        square += share * second[votes + valid]
      }
      // A batch without a vote starts again.
      let leaves = 1 - shares[0]
      first[votes] = (added.mean + mean) / leaves
      let later = mean + shares[0] * first[votes]
      second[votes] = (added.square + 2 * added.mean * later + square) / leaves
    }
    return (first[0], max(0, second[0] - first[0] * first[0]))
  }

  /// Probability of each number of valid draws.
  private func binomial(_ draws: Int) -> [Double] {
    var shares = [1.0]
    for _ in 0..<draws {
      var next = shares.map { $0 * (1 - validRate) } + [0]
      for valid in shares.indices { next[valid + 1] += shares[valid] * validRate }
      shares = next
    }
    return shares
  }
}
