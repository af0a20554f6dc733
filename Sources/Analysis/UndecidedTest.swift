import MAKERCore
import Statistics

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Exact tests of single counts of undecided steps, which are binomial under a population.
package struct UndecidedTest: Sendable {
  /// What is tested, `voting A 5`.
  package let name: String
  /// The count.
  package let observed: Int
  /// Expected under the population; steps.
  package let expected: Double
  /// Standard deviation under the population; steps.
  package let deviation: Double
  /// P-value; unit 1, range [0, 1].
  package let pValue: Double

  /// Tests the steps undecided under first-to-ahead-by-k after a vote against too many.
  ///
  /// - Parameters:
  ///   - counts: Undecided steps of a run.
  ///   - round: The vote.
  ///   - expected: What a population expects; its outliers are taken as other steps are.
  /// - Returns: The test, its p-value the probability of so many or more.
  package static func tooManyUndecided(
    _ counts: UndecidedCounts, vote round: Int, under expected: ExpectedUndecided
  ) -> UndecidedTest {
    voting(counts, round, expected) { count, share in
      BinomialTest.upperTail(
        successes: count, trials: counts.steps, probability: share, complement: 1 - share)
    }
  }

  /// Tests the steps undecided under first-to-ahead-by-k after a vote, two-sided.
  ///
  /// - Parameters:
  ///   - counts: Undecided steps of a run.
  ///   - round: The vote.
  ///   - expected: What a population expects; its outliers are taken as other steps are.
  /// - Returns: The test, its p-value twice the smaller tail.
  package static func undecided(
    _ counts: UndecidedCounts, vote round: Int, under expected: ExpectedUndecided
  ) -> UndecidedTest {
    voting(counts, round, expected) { twoSided($0, of: counts.steps, $1) }
  }

  private static func voting(
    _ counts: UndecidedCounts, _ round: Int, _ expected: ExpectedUndecided,
    _ pValue: (Int, Double) -> Double
  ) -> UndecidedTest {
    test(
      "voting A \(round)", counts[.voting, .firstToAheadBy][round], counts.steps,
      expected.voting.aheadBy[round], pValue)
  }

  private static func twoSided(_ count: Int, of steps: Int, _ share: Double) -> Double {
    BinomialTest.pValue(
      successes: count, trials: steps, probability: share, complement: 1 - share)
  }

  /// The error rate at which alike steps are contested, open after k votes, as often as was counted.
  ///
  /// - Parameter counts: Undecided steps of a run.
  /// - Returns: The smaller q with `1 - (1 - q)^k - q^k` of that share, for one wrong candidate; unit 1.
  package static func contestedErrorRate(_ counts: UndecidedCounts) -> Double {
    let k = Double(counts.margin)
    let share = Double(counts[.voting, .firstToAheadBy][counts.margin]) / Double(counts.steps)
    var (low, high) = (0.0, 0.5)
    for _ in 0..<200 {
      let middle = (low + high) / 2
      // 1 - (1 - q)^k without cancellation.
      let contested = -expm1(k * log1p(-middle)) - pow(middle, k)
      if contested < share { low = middle } else { high = middle }
    }
    return high
  }

  /// Tests the steps that the rules differ on after a draw, two-sided.
  ///
  /// Step by step the rules differ or not, so under a population their number is binomial.
  ///
  /// - Parameters:
  ///   - counts: Undecided steps of a run.
  ///   - round: The draw.
  ///   - expected: What a population expects; its outliers are taken as other steps are.
  /// - Returns: The test, its p-value twice the smaller tail.
  package static func rulesDiffer(
    _ counts: UndecidedCounts, draw round: Int, under expected: ExpectedUndecided
  ) -> UndecidedTest {
    test(
      "sampling A-B \(round)", counts.excess(.sampling)[round], counts.steps,
      expected.sampling.excess[round]
    ) { twoSided($0, of: counts.steps, $1) }
  }

  private static func test(
    _ name: String, _ observed: Int, _ steps: Int, _ expected: Double,
    _ pValue: (Int, Double) -> Double
  ) -> UndecidedTest {
    let share = min(1, expected / Double(steps))
    return UndecidedTest(
      name: name, observed: observed, expected: expected,
      deviation: (expected * (1 - share)).squareRoot(), pValue: pValue(observed, share))
  }
}
