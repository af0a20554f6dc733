import Statistics
import Testing

// Coverage is computed by summing probabilities, not sampled, so these tests have no false alarms.
@Suite struct BoundedSumTests {
  /// Numbers that are 0 or a weight: their sum is a binomial count times it.
  @Test(arguments: [1, 3, 20, 120], [1, 0.7, 0.5, 0.03])
  func coversAtLeastAtTheLevel(count: Int, weight: Double) {
    for level in [0.5, 0.95, 0.999] {
      for p in [0.001, 0.02, 0.1, 0.4, 0.77, 0.99] {
        let probabilities = binomialProbabilities(trials: count, p: p)
        let missed = (0...count).filter { hits in
          !BoundedSum.interval(sum: weight * Double(hits), count: count, level: level)
            .contains(weight * p)
        }
        let missing = missed.map { probabilities[$0] }.reduce(0, +)
        #expect(missing <= 1 - level, "n \(count), weight \(weight), p \(p), level \(level)")
      }
    }
  }

  /// A p-value is at most a as seldom as a.
  @Test(arguments: [1, 0.6, 0.1])
  func pValuesAreNoSmallerThanTheyMayBe(weight: Double) {
    let count = 60
    for p in [0.01, 0.2, 0.5, 0.9] {
      let probabilities = binomialProbabilities(trials: count, p: p)
      let values = (0...count).map {
        BoundedSum.pValue(
          sum: weight * Double($0), count: count, mean: weight * p, complement: 1 - weight * p)
      }
      for rate in [0.3, 0.05, 1e-3, 1e-9] {
        let rejected = (0...count).filter { values[$0] <= rate }.map { probabilities[$0] }
        #expect(rejected.reduce(0, +) <= rate, "weight \(weight), p \(p), rate \(rate)")
      }
      // It is of use: far away from the mean of counts it is small.
      #expect(weight < 1 || (values.min() ?? 1) < 1e-3)
    }
  }

  @Test func holdsThatOfCounts() {
    let counted = BinomialInterval.fixedTrials(successes: 40, trials: 500, level: 0.95)
    let bounded = BoundedSum.interval(sum: 40, count: 500, level: 0.95)
    #expect(bounded.low < counted.low && bounded.high > counted.high)
    #expect(bounded.high - bounded.low < 1.4 * (counted.high - counted.low))
    // Between two counts, those on either side.
    let between = BoundedSum.interval(sum: 40.5, count: 500, level: 0.95)
    #expect(between.low == bounded.low && between.high > bounded.high)
  }

  @Test func nothingAndEverythingAreIntervals() {
    let none = BoundedSum.interval(sum: 0, count: 1000, level: 0.95)
    #expect(none.low == 0 && none.high > 0.003 && none.high < 0.006)
    let all = BoundedSum.interval(sum: 1000, count: 1000, level: 0.95)
    #expect(all.high == 1 && all.low > 0.994 && all.low < 0.997)
  }
}
