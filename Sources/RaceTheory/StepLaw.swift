/// The exact law of a step that is one of several kinds, each with its flag rate: of its votes, and of
/// its draws, flagged ones included.
///
/// Within a kind flags fall without regard to the votes, so the votes among n draws are binomial, but for
/// a first draw that is surely a vote or surely a flag.
package struct StepLaw: Sendable {
  /// What the first draw of a kind of step is.
  package enum FirstDraw: Sendable {
    /// As any other.
    case usual
    /// Surely a vote, whose candidate the law of the votes knows.
    case vote
    /// Surely a flag.
    case flag
  }

  /// One kind of step.
  package struct Part: Sendable {
    /// Share of the steps that are of this kind; unit 1.
    package let share: Double
    /// Probability that a draw is red-flagged; unit 1, range [0, 1).
    package let flagRate: Double
    /// Law of the votes.
    package let law: RaceLaw
    /// What the first draw is.
    package var first = FirstDraw.usual
  }

  /// The kinds of steps; at least 1, their shares sum to 1.
  package let parts: [Part]
  /// Votes that end a race which has no other candidate; count.
  let margin: Int

  /// Probability that the step is decided for the right candidate; unit 1.
  package var correct: Double { min(1, mean(\.correct)) }

  /// Probability that the step is decided for a wrong candidate; unit 1, without cancellation.
  package var wrong: Double { mean(\.wrong) }

  /// Probability that the step is undecided at the cap, 0 without a cap; unit 1.
  package var undecided: Double { mean(\.undecided) }

  /// Expected votes; votes.
  package var meanVotes: Double { mean(\.meanVotes) }

  /// Variance of the votes; votes².
  package var varianceVotes: Double {
    variance { ($0.law.meanVotes, $0.law.varianceVotes) }
  }

  /// Expected draws; draws.
  package var meanDraws: Double {
    parts.reduce(0) { $0 + $1.share * $1.draws.mean }
  }

  /// Variance of the draws, which are a geometric number for each vote; draws².
  package var varianceDraws: Double {
    variance { $0.draws }
  }

  /// Probability that the step is undecided after each vote.
  ///
  /// - Parameter votes: Last vote; count, at least 0.
  /// - Returns: `survival[n]`, n from 0 to the last vote; unit 1.
  package func survivalByVote(upTo votes: Int) -> [Double] {
    combined(votes) { $0.votes(votes) }
  }

  /// Probability that the step is undecided after each draw, flagged draws counted.
  ///
  /// - Parameter draws: Last draw; count, at least 0.
  /// - Returns: `survival[n]`, n from 0 to the last draw; unit 1.
  package func survivalByDraw(upTo draws: Int) -> [Double] {
    combined(draws) { part in
      let byVote = part.votes(draws)
      var binomial = [1.0]
      return (0...draws).map { n in
        if n > 0 { binomial = part.with(draw: n, binomial) }
        return zip(binomial, byVote).reduce(0) { $0 + $1.0 * $1.1 }
      }
    }
  }

  /// Probability that all votes go to one candidate and the draw decides, under either rule.
  ///
  /// - Parameter draws: Last draw; count, at least 0.
  /// - Returns: `values[n]`, n from 0 to the last draw; unit 1.
  package func unanimousAtDraw(upTo draws: Int) -> [Double] {
    combined(draws) { part in
      var values = [Double](repeating: 0, count: draws + 1)
      guard part.law.correctAt.count > margin, draws >= margin else { return values }
      let unanimous = part.law.correctAt[margin] + part.law.wrongAt[margin]
      var binomial = [1.0]
      for n in 1...draws {
        if binomial.count >= margin {
          values[n] = unanimous * binomial[margin - 1] * part.voteRate(ofDraw: n)
        }
        binomial = part.with(draw: n, binomial)
      }
      return values
    }
  }

  private func mean(_ value: (RaceLaw) -> Double) -> Double {
    parts.reduce(0) { $0 + $1.share * value($1.law) }
  }

  /// Variance of a mixture: within the parts and between them.
  private func variance(_ moments: (Part) -> (mean: Double, variance: Double)) -> Double {
    let values = parts.map(moments)
    let mean = zip(parts, values).reduce(0) { $0 + $1.0.share * $1.1.mean }
    return zip(parts, values).reduce(0) {
      let distance = $1.1.mean - mean
      return $0 + $1.0.share * ($1.1.variance + distance * distance)
    }
  }

  private func combined(_ last: Int, _ values: (Part) -> [Double]) -> [Double] {
    parts.reduce(into: [Double](repeating: 0, count: last + 1)) { sums, part in
      let values = values(part)
      for n in sums.indices { sums[n] += part.share * values[n] }
    }
  }
}

extension StepLaw.Part {
  /// Survival by vote, held at what is left beyond the votes that were followed.
  fileprivate func votes(_ last: Int) -> [Double] {
    let survival = law.survival
    return (0...last).map { $0 < survival.count ? survival[$0] : law.tail }
  }

  /// Probability that a draw of the race is a vote; unit 1, draws counted from 1.
  fileprivate func voteRate(ofDraw draw: Int) -> Double {
    switch first {
    case .vote where draw == 1: 1
    case .flag where draw == 1: 0
    default: 1 - flagRate
    }
  }

  /// The law of the votes among the draws before a draw and that one.
  fileprivate func with(draw: Int, _ before: [Double]) -> [Double] {
    let rate = voteRate(ofDraw: draw)
    let flagged = first == .usual || draw > 1 ? flagRate : 1 - rate
    var next = before.map { $0 * flagged } + [0]
    for votes in before.indices { next[votes + 1] += before[votes] * rate }
    return next
  }

  /// Mean and variance of the draws: a geometric number for each vote, or one more or less.
  fileprivate var draws: (mean: Double, variance: Double) {
    let valid = 1 - flagRate
    let certain = first == .usual ? 0.0 : 1
    let votes = law.meanVotes - (first == .vote ? 1 : 0)
    return (
      certain + votes / valid, (votes * flagRate + law.varianceVotes) / (valid * valid)
    )
  }
}
