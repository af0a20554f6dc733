import Statistics

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What labelled draws say of a population of steps without any model of it.
///
/// From r draws a step no more is known of the law of the steps' error rates q than its first r moments.
/// They are held as the expected shares of steps with 0 to r wrong of r draws, `∫ C(r,x) q^x (1 − q)^(r − x)`,
/// each within its interval; the least and the greatest mean of any function of q over all laws that
/// keep them are linear programs.  So the bounds are sharp given the moments, and hold for any law of
/// the steps where the intervals of the moments do (see `BoundedMean`).
///
/// - Source: Karlin and Studden 1966, Tchebycheff Systems, chapter XII, for sharp moment bounds.
package struct MomentBounds: Sendable {
  /// Valid draws of a step that are used; count, as many moments are known.
  package let moments: Int
  /// Steps with that many valid draws or more; count.
  package let steps: Int
  /// Probability that all moments are within their ranges; unit 1.
  package let level: Double
  /// Expected shares of steps with 0, 1, … wrong of `moments` draws: estimates and intervals.
  private let shares: [(estimate: Double, interval: Interval)]

  /// Error rates that a law may sit on, rising; denser at both ends, with one half among them.
  private static let places: [Double] = (0...halfPlaces * 2).map { index in
    if index == halfPlaces { return 0.5 }
    let sine = sin(Double.pi * Double(index) / Double(4 * halfPlaces))
    return sine * sine
  }
  private static let halfPlaces = 128
  /// Most moments: more add to the tests of each and hardly to what is known.
  private static let mostMoments = 10
  /// Least share of the steps with a valid draw that has as many as are used.
  private static let leastShare = 0.9

  /// Takes the draws.
  ///
  /// As many moments are used as nine steps of ten have valid draws; of a step with more, all ways to
  /// leave some out count alike.
  ///
  /// - Parameters:
  ///   - draws: The labelled draws.
  ///   - level: Probability that the bounds hold; unit 1, range (0, 1).
  package init(_ draws: LabelledDraws, level: Double) {
    let all = draws.sum { $0.valid > 0 ? 1 : 0 }
    func steps(_ least: Int) -> Int { draws.sum { $0.valid >= least ? 1 : 0 } }
    let most = (1...Self.mostMoments).last {
      all > 0 && Double(steps($0)) >= Self.leastShare * Double(all)
    }
    let moments = most ?? 0
    self.moments = moments
    self.steps = moments > 0 ? steps(moments) : 0
    self.level = level
    let each = 1 - (1 - level) / Double(moments + 1)
    shares =
      moments == 0
      ? []
      : (0...moments).map { wrong in
        let mean = draws.mean { step in
          step.valid >= moments
            ? Self.chance(of: wrong, among: moments, drawnFrom: step) : nil
        }
        return (mean.mean ?? 0, mean.interval(level: each))
      }
  }

  /// Bounds of the share of steps with a success below one half, as wide as the interval of each moment
  /// leaves them; unit 1.
  ///
  /// The lower bound leaves out a success of exactly one half, the upper counts it.  `[0, 1]` where
  /// nothing is known or the draws fit no law.
  package var hardShare: ClosedRange<Double> { hardShare(width: 1) ?? 0...1 }

  /// Bounds of that share as if the moments were known to be as estimated; unit 1.
  ///
  /// Where no law has those moments, from as near to them as one has.
  package var estimatedHardShare: ClosedRange<Double> {
    for step in 0..<64 {
      // Widths of 0, then 2^-16 to 1 and beyond by square roots of 2.
      let width = step == 0 ? 0 : exp2(Double(step - 33) / 2)
      if let range = hardShare(width: width) { return range }
    }
    return 0...1
  }

  private func hardShare(width: Double) -> ClosedRange<Double>? {
    guard
      let most = greatest(Self.places.map { $0 >= 0.5 ? 1 : 0 }, width: width),
      let rest = greatest(Self.places.map { $0 > 0.5 ? 0 : 1 }, width: width)
    else { return nil }
    // Outward by what linear programs may be off.
    let high = min(1, max(0, most) + 1e-8)
    return max(0, 1 - rest - 1e-8)...high
  }

  /// The greatest probability that a race is decided wrongly over all laws that keep the moments.
  ///
  /// - Parameter wrong: That probability at an error rate; unit 1, rising, convex below one half.
  /// - Returns: The greatest mean; unit 1; 1 where the draws fit no law.
  package func greatestWrong(_ wrong: (Double) -> Double) -> Double {
    let values = Self.places.indices.map { index in
      // Between two places a convex function is below its chord; beyond one half the next place is.
      let next = min(index + 1, Self.places.count - 1)
      return wrong(Self.places[index] >= 0.5 ? Self.places[next] : Self.places[index])
    }
    return min(1, greatest(values, width: 1) ?? 1)
  }

  /// The greatest expected votes of a race over all laws that keep the moments.
  ///
  /// - Parameter votes: Expected votes at an error rate; votes, rising up to one half, falling beyond.
  /// - Returns: The greatest mean; votes; the votes at one half where the draws fit no law.
  package func greatestVotes(_ votes: (Double) -> Double) -> Double {
    let most = votes(0.5)
    let values = Self.places.indices.map { index in
      let next = min(index + 1, Self.places.count - 1)
      let previous = max(index - 1, 0)
      return max(votes(Self.places[previous]), votes(Self.places[index]), votes(Self.places[next]))
    }
    return greatest(values.map { $0 / most }, width: 1).map { min(1, $0) * most } ?? most
  }

  /// The greatest mean of a function of the error rate.
  ///
  /// A law is moved onto the places by splitting what is between two of them, which keeps its mean
  /// and changes a share by no more than the share's distance from its chord: ranges are that wider.
  /// Where the linear program comes to no end, it is the greatest value, which bounds every mean.
  private func greatest(_ values: [Double], width: Double) -> Double? {
    let rows = shares.enumerated().map { wrong, share in
      let row = Self.places.map { Self.binomial(wrong, of: moments, $0) }
      let slack = Self.distanceFromChords(row, wrong, moments)
      return LinearProgram.Row(
        row, low: share.estimate - width * (share.estimate - share.interval.low) - slack,
        high: share.estimate + width * (share.interval.high - share.estimate) + slack)
    }
    switch LinearProgram.greatest(values, rows: rows) {
    case .greatest(let mean): return mean
    case .infeasible: return nil
    case .unsettled: return values.max()
    }
  }

  private static func distanceFromChords(_ row: [Double], _ wrong: Int, _ draws: Int) -> Double {
    (1..<row.count).reduce(0) { greatest, index in
      let middle = (places[index - 1] + places[index]) / 2
      let chord = (row[index - 1] + row[index]) / 2
      return max(greatest, abs(binomial(wrong, of: draws, middle) - chord))
    }
  }

  private static func binomial(_ wrong: Int, of draws: Int, _ rate: Double) -> Double {
    choose(draws, wrong) * pow(rate, Double(wrong)) * pow(1 - rate, Double(draws - wrong))
  }

  /// Chance that so many of some of a step's draws are wrong (hypergeometric).
  private static func chance(of wrong: Int, among draws: Int, drawnFrom step: StepCounts) -> Double
  {
    choose(step.wrong, wrong) * choose(step.right, draws - wrong) / choose(step.valid, draws)
  }

  private static func choose(_ n: Int, _ k: Int) -> Double {
    k > n ? 0 : (0..<k).reduce(1) { $0 * Double(n - $1) / Double($1 + 1) }
  }
}
