import Foundation
import Statistics
import Testing

struct BinomialTestTests {
  static let trillion = 1_000_000_000_000

  @Test func smallCaseAgreesWithSciPy() {
    // scipy.stats.binom.cdf(3, 20, .3), .sf(2, 20, .3), and 2 * min of both
    let lower = BinomialTest.lowerTail(
      successes: 3, trials: 20, probability: 0.3, complement: 0.7)
    let upper = BinomialTest.upperTail(
      successes: 3, trials: 20, probability: 0.3, complement: 0.7)
    let both = BinomialTest.pValue(successes: 3, trials: 20, probability: 0.3, complement: 0.7)
    #expect(relativeError(lower, 0.10708680450373087) < 1e-13)
    #expect(relativeError(upper, 0.96451686770153133) < 1e-13)
    #expect(relativeError(both, 0.21417360900746174) < 1e-13)
  }

  @Test func handCase() {
    // Two fair coins: P(X <= 0) = 1/4, doubled 1/2; P(X <= 1) = P(X >= 1) = 3/4, doubled over 1.
    #expect(
      relativeError(
        BinomialTest.pValue(successes: 0, trials: 2, probability: 0.5, complement: 0.5), 0.5)
        < 1e-15)
    #expect(BinomialTest.pValue(successes: 1, trials: 2, probability: 0.5, complement: 0.5) == 1)
    #expect(BinomialTest.pValue(successes: 0, trials: 0, probability: 0.5, complement: 0.5) == 1)
  }

  @Test func tailsAgreeWithTheSumOfProbabilities() {
    // Pascal's triangle in integers, p = 3/8: exact up to the last division.
    let trials = 12
    var ways = [1]
    for _ in 0..<trials { ways = zip([0] + ways, ways + [0]).map { $0 + $1 } }
    let cells = (0...trials).map { k in
      Double(ways[k]) * (0..<trials).reduce(1.0) { $0 * ($1 < k ? 0.375 : 0.625) }
    }
    for k in 0...trials {
      let upper = BinomialTest.upperTail(
        successes: k, trials: trials, probability: 0.375, complement: 0.625)
      #expect(relativeError(upper, cells[k...].reversed().reduce(0, +)) < 1e-13, "k \(k)")
      let lower = BinomialTest.lowerTail(
        successes: k, trials: trials, probability: 0.375, complement: 0.625)
      #expect(relativeError(lower, cells[...k].reduce(0, +)) < 1e-13, "k \(k)")
    }
  }

  @Test func rareErrorsInATrillion() {
    // mpmath, 30 digits: P(X >= 5) and P(X <= 1) for n = 1e12, p = 1e-12.
    let upper = BinomialTest.upperTail(
      successes: 5, trials: Self.trillion, probability: 1e-12, complement: 1 - 1e-12)
    #expect(relativeError(upper, 0.0036598468273207199) < 1e-9)
    let lower = BinomialTest.lowerTail(
      successes: 1, trials: Self.trillion, probability: 1e-12, complement: 1 - 1e-12)
    #expect(relativeError(lower, 0.73575888234288464) < 1e-9)
    let both = BinomialTest.pValue(
      successes: 5, trials: Self.trillion, probability: 1e-12, complement: 1 - 1e-12)
    #expect(relativeError(both, 2 * 0.0036598468273207199) < 1e-9)
  }

  @Test func aProbabilityNearOneKeepsItsDigits() {
    let errors = BinomialTest.pValue(
      successes: 5, trials: Self.trillion, probability: 1e-12, complement: 1 - 1e-12)
    let successes = BinomialTest.pValue(
      successes: Self.trillion - 5, trials: Self.trillion, probability: 1 - 1e-12,
      complement: 1e-12)
    #expect(successes == errors)
    // An error rate that 1 - p cannot hold: P(at least one error) = 1e12 * 1e-20.
    let tiny = BinomialTest.lowerTail(
      successes: Self.trillion - 1, trials: Self.trillion, probability: 1, complement: 1e-20)
    #expect(relativeError(tiny, 1e-8) < 1e-7)
  }

  @Test func fairCoinThrownATrillionTimes() {
    // scipy.stats.binom.cdf(499999000000, 10**12, .5)
    let lower = BinomialTest.lowerTail(
      successes: 499_999_000_000, trials: Self.trillion, probability: 0.5, complement: 0.5)
    #expect(relativeError(lower, 0.022750185942308584) < 1e-4)
  }

  @Test func certainOutcomesAreExact() {
    #expect(BinomialTest.pValue(successes: 0, trials: 9, probability: 0, complement: 1) == 1)
    #expect(BinomialTest.pValue(successes: 1, trials: 9, probability: 0, complement: 1) == 0)
    #expect(BinomialTest.pValue(successes: 9, trials: 9, probability: 1, complement: 0) == 1)
    #expect(BinomialTest.pValue(successes: 8, trials: 9, probability: 1, complement: 0) == 0)
  }

  @Test(arguments: [1, 3, 20], [0.9, 0.99])
  func theTestAndTheIntervalAgree(successes: Int, level: Double) {
    // The Clopper-Pearson ends are the probabilities at which the p-value is 1 - level.
    let interval = BinomialInterval.fixedTrials(successes: successes, trials: 40, level: level)
    for end in [interval.low, interval.high] {
      let pValue = BinomialTest.pValue(
        successes: successes, trials: 40, probability: end, complement: 1 - end)
      #expect(relativeError(pValue, 1 - level) < 1e-10)
    }
  }

  /// Summed from the law of the trial that holds the r-th success.
  @Test(arguments: [(1, 1), (1, 9), (3, 3), (3, 12), (5, 40)])
  func inversePValueSumsTheLaw(successes r: Int, trials n: Int) {
    let p = 0.2
    func term(_ trial: Int) -> Double {
      var ways = 1.0
      for i in 0..<(r - 1) { ways *= Double(trial - 1 - i) / Double(i + 1) }
      return ways * pow(p, Double(r)) * pow(1 - p, Double(trial - r))
    }
    let early = (r...n).reduce(0) { $0 + term($1) }
    let late = 1 - (r..<n).reduce(0) { $0 + term($1) }
    let found = BinomialTest.inversePValue(
      successes: r, trials: n, probability: p, complement: 1 - p)
    #expect(abs(found - min(1, 2 * min(early, late))) < 1e-12)
  }
}
