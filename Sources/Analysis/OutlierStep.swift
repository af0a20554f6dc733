package import MAKERCore
package import RaceTheory
import Statistics

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The step that a run decides last, with what its curves tell of it, and its likeliest vote shares.
///
/// Both panels must end in the same round: then no draw of the step was flagged, and its likeliest flag
/// rate is 0.  The run was right, so both rules decided the step rightly: first-to-ahead-by-k with its
/// last vote, first-to-k not after the last vote of its own curve.
package struct OutlierStep: Sendable {
  /// Index of the step; from 0.
  package let step: Int
  /// Vote that decides it under first-to-ahead-by-k; count.
  package let lastVote: Int
  /// Vote by which first-to-k has decided it; count.
  package let firstToBy: Int
  /// Likeliest shares of the right candidate and two wrong ones; unit 1, the larger wrong one first.
  package let shares: [Double]
  /// Logarithm of the probability of what is known, with those shares.
  package let logProbability: Double
  /// Votes of the candidates at the end with their probabilities given what is known, likeliest first.
  package let tallies: [(votes: [Int], probability: Double)]
  /// Shares of the right candidate that the facts allow at 95 %; unit 1.
  ///
  /// - Source: the profile likelihood, whose logarithm may lie 1.92 below its maximum (Wilks 1938); one race
  ///   is little for that asymptotic rule.
  package let rightShares: ClosedRange<Double>
  /// Probability that first-to-k leaves the step open after each vote, given what is known; unit 1.
  ///
  /// - Shape: `openUnderFirstTo[vote]`, votes from 0 to `firstToBy`.
  let openUnderFirstTo: [Double]

  /// Reads the facts off the curves and maximises their probability.
  ///
  /// - Parameters:
  ///   - step: Index of the step; 0 to below the steps of the run.
  ///   - counts: Undecided steps of the run.
  /// - Throws: `UndecidedCountsError` where the curves do not tell the step's votes.
  package init(step: Int, counts: UndecidedCounts) throws(UndecidedCountsError) {
    guard (0..<counts.steps).contains(step) else {
      throw .init("the outlier is step \(step); the run has steps 0 to \(counts.steps - 1)")
    }
    func end(_ panel: UndecidedCounts.Panel, _ kind: RaceRule.Kind) -> Int? {
      counts[panel, kind].firstIndex(of: 0)
    }
    guard let last = end(.voting, .firstToAheadBy), let firstTo = end(.voting, .firstTo),
      end(.sampling, .firstToAheadBy) == last
    else {
      throw .init(
        "the last step by vote is not known to be the last by draw, so its flags are not known")
    }
    let ways = OutlierStep.ways(margin: counts.margin, last: last, firstToBy: firstTo)
    guard !ways.isEmpty else {
      throw .init("no race ends rightly with vote \(last), and by \(firstTo) under first-to-k")
    }
    let unit = Minimizer.Variable(least: -8, greatest: 8, step: 0.3)
    let least = Minimizer.minimum(
      from: [[-0.5, -0.5], [0, -1], [-1, -1], [-0.2, -3]], variables: [unit, unit],
      tolerance: 1e-13
    ) { point in
      -log(OutlierStep.probabilities(ways, OutlierStep.shares(point)).reduce(0, +))
    }
    let shares = OutlierStep.shares(least.point)
    self.step = step
    lastVote = last
    firstToBy = firstTo
    self.shares = [shares[0], max(shares[1], shares[2]), min(shares[1], shares[2])]
    logProbability = -least.value
    rightShares = OutlierStep.profile(ways, about: shares[0], greatest: -least.value)
    let probabilities = OutlierStep.probabilities(ways, self.shares)
    let sum = probabilities.reduce(0, +)
    var tallies: [[Int]: Double] = [:]
    var open = [Double](repeating: 0, count: firstTo + 1)
    for (way, probability) in zip(ways, probabilities) {
      tallies[way.votes, default: 0] += probability / sum
      for vote in 0..<way.firstToVote { open[vote] += probability / sum }
    }
    self.tallies = tallies.map { ($0.key, $0.value) }.sorted {
      ($1.probability, $1.votes[1]) < ($0.probability, $0.votes[1])
    }
    openUnderFirstTo = open
  }

  /// The step for a population.
  package var outlier: StepPopulation.Outlier {
    StepPopulation.Outlier(step: step, flagRate: 0, shares: shares)
  }

  /// What is known of the step, as curves of one step.
  func expected(rounds: Int) -> ExpectedUndecided {
    let ahead = (0...rounds).map { $0 < lastVote ? 1.0 : 0 }
    let first = (0...rounds).map { $0 < openUnderFirstTo.count ? openUnderFirstTo[$0] : 0 }
    let panel = ExpectedUndecided.Panel(
      aheadBy: ahead, firstTo: first, unanimous: [Double](repeating: 0, count: rounds + 1))
    return ExpectedUndecided(voting: panel, sampling: panel)
  }

  /// Races that end so: votes of three candidates at the end, the vote at which first-to-k decides, and
  /// in how many orders the votes can come.
  private struct Way: Hashable {
    var votes: [Int]
    var firstToVote: Int
  }

  private static func ways(
    margin: Int, last: Int, firstToBy: Int
  ) -> [(votes: [Int], firstToVote: Int, orders: Double)] {
    let ahead = RaceRule(margin: margin)
    let firstTo = RaceRule(margin: margin, kind: .firstTo)
    var open = [Way(votes: [0, 0, 0], firstToVote: 0): 1.0]
    var ended: [(votes: [Int], firstToVote: Int, orders: Double)] = []
    for vote in 1...last {
      var next: [Way: Double] = [:]
      for (way, orders) in open {
        for candidate in 0...2 {
          var moved = way
          moved.votes[candidate] += 1
          let own = moved.votes[candidate]
          let other = moved.votes.enumerated().filter { $0.offset != candidate }.map(\.element)
            .max()
          if moved.firstToVote == 0, firstTo.isDecided(leader: own, runnerUp: other ?? 0) {
            // A wrong decision, or a late one, is not what is known.
            guard candidate == 0, vote <= firstToBy else { continue }
            moved.firstToVote = vote
          }
          if ahead.isDecided(leader: own, runnerUp: other ?? 0) {
            if candidate == 0, vote == last {
              ended.append((moved.votes, moved.firstToVote, orders))
            }
          } else {
            next[moved, default: 0] += orders
          }
        }
      }
      open = next
    }
    // Sums over ways come in one order, so that equal calls give equal bits.
    return ended.filter { $0.firstToVote > 0 }.sorted {
      ($0.firstToVote, $0.votes[0], $0.votes[1], $0.orders)
        < ($1.firstToVote, $1.votes[0], $1.votes[1], $1.orders)
    }
  }

  private static func probabilities(
    _ ways: [(votes: [Int], firstToVote: Int, orders: Double)], _ shares: [Double]
  ) -> [Double] {
    let logarithms = shares.map { log($0) }
    return ways.map { way in
      way.orders * exp(zip(way.votes, logarithms).reduce(0) { $0 + Double($1.0) * $1.1 })
    }
  }

  /// Shares of the right candidate at which the likelihood, the wrong ones at their best, is within its
  /// 95 % bound.
  private static func profile(
    _ ways: [(votes: [Int], firstToVote: Int, orders: Double)], about best: Double,
    greatest: Double
  ) -> ClosedRange<Double> {
    func isAllowed(_ right: Double) -> Bool {
      let likeliest = stride(from: 0.01, through: 0.5, by: 0.01).map { part in
        let wrong = 1 - right
        return probabilities(ways, [right, wrong * (1 - part), wrong * part]).reduce(0, +)
      }
      return log(likeliest.max() ?? 0) >= greatest - 1.920729
    }
    func edge(_ outside: Double) -> Double {
      var (inside, outside) = (best, outside)
      for _ in 0..<40 {
        let middle = (inside + outside) / 2
        if isAllowed(middle) { inside = middle } else { outside = middle }
      }
      return inside
    }
    return edge(0)...edge(1)
  }

  /// Probability that a race decides for the right candidate, for shares that the facts allow.
  ///
  /// - Parameter margin: Margin k of first-to-ahead-by-k; votes, at least 1.
  /// - Returns: From the least to the greatest allowed share, the wrong ones in the likeliest proportion.
  /// - Throws: `TheoryError`.
  package func rightness(margin: Int) throws(TheoryError) -> ClosedRange<Double> {
    func right(_ share: Double) throws(TheoryError) -> Double {
      let wrong = (1 - share) / (1 - shares[0])
      let values = [share, shares[1] * wrong, shares[2] * wrong]
      // Shares that sum to 1 by construction.
      guard let checked = try? CandidateShares(values) else { return .nan }
      return try RaceLaw(shares: checked, margin: margin).correct
    }
    return try right(rightShares.lowerBound)...right(rightShares.upperBound)
  }

  private static func shares(_ point: [Double]) -> [Double] {
    let odds = [1, exp(point[0]), exp(point[1])]
    let sum = odds.reduce(0, +)
    return odds.map { $0 / sum }
  }
}
