import MAKERCore
import RaceTheory
import Statistics

/// The exact law of every count of undecided steps, one by one: binomial for the ordinary steps, and a
/// step more for each outlier that is undecided.
struct UndecidedLaw: Sendable {
  private struct Key: Hashable {
    let panel: UndecidedCounts.Panel
    let kind: RaceRule.Kind
  }

  private struct Curve: Sendable {
    /// Probability that an ordinary step is undecided, by round.
    let ordinary: [Double]
    /// The same for each outlier.
    let outliers: [[Double]]
  }

  private let steps: Int
  private let ordinarySteps: Int
  private let margin: Int
  private let rounds: Int
  private var curves: [Key: Curve] = [:]

  init(
    _ population: StepPopulation, steps: Int, margin: Int, rounds: Int
  ) throws(TheoryError) {
    self.steps = steps
    self.margin = margin
    self.rounds = rounds
    var outliers = 0
    for kind in RaceRule.Kind.allCases {
      let law = try PopulationLaw(
        population, rule: RaceRule(margin: margin, kind: kind), cap: rounds)
      let others = law.outliers(below: steps)
      outliers = others.count
      curves[Key(panel: .voting, kind: kind)] = Curve(
        ordinary: law.ordinary.survivalByVote(upTo: rounds),
        outliers: others.map { $0.survivalByVote(upTo: rounds) })
      curves[Key(panel: .sampling, kind: kind)] = Curve(
        ordinary: law.ordinary.survivalByDraw(upTo: rounds),
        outliers: others.map { $0.survivalByDraw(upTo: rounds) })
    }
    ordinarySteps = steps - outliers
  }

  /// Tails of a count: `P(X <= count)` and `P(X >= count)`.
  private func tails(_ curve: Curve, _ round: Int, _ count: Int) -> (lower: Double, upper: Double) {
    // Outliers undecided: 0, 1, …
    var undecided = [1.0]
    for outlier in curve.outliers {
      let share = min(1, outlier[round])
      undecided =
        zip(undecided + [0], [0] + undecided).map { $0 * (1 - share) + $1 * share }
    }
    let p = min(1, curve.ordinary[round])
    var tails = (lower: 0.0, upper: 0.0)
    for (extra, weight) in undecided.enumerated() {
      let rest = count - extra
      if rest >= ordinarySteps {
        tails.lower += weight
      } else if rest >= 0 {
        tails.lower +=
          weight
          * BinomialTest.lowerTail(
            successes: rest, trials: ordinarySteps, probability: p, complement: 1 - p)
      }
      if rest <= 0 {
        tails.upper += weight
      } else if rest <= ordinarySteps {
        tails.upper +=
          weight
          * BinomialTest.upperTail(
            successes: rest, trials: ordinarySteps, probability: p, complement: 1 - p)
      }
    }
    return tails
  }

  /// Least two-sided p-value of a run over all rounds of all curves.
  func leastPValue(_ counts: UndecidedCounts) -> Double {
    var least = 1.0
    for (key, curve) in curves {
      let found = counts[key.panel, key.kind]
      for round in margin...rounds {
        let tails = tails(curve, round, round < found.count ? found[round] : 0)
        least = min(least, 2 * min(tails.lower, tails.upper))
      }
    }
    return least
  }

  /// The counts whose two-sided p-value is at least a level.
  func band(
    _ panel: UndecidedCounts.Panel, _ kind: RaceRule.Kind, _ round: Int, level: Double
  ) -> ClosedRange<Int> {
    guard let curve = curves[Key(panel: panel, kind: kind)] else { return 0...0 }
    if round < margin { return steps...steps }
    let half = level / 2
    // Both tails are monotone in the count.
    let low = first(from: 0) { tails(curve, round, $0).lower >= half }
    let high = first(from: low) { tails(curve, round, $0 + 1).upper < half }
    return low...high
  }

  /// The first count of which something holds, and of all larger ones.
  private func first(from least: Int, _ holds: (Int) -> Bool) -> Int {
    var (low, high) = (least, ordinarySteps + 16)
    while low < high {
      let middle = (low + high) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
