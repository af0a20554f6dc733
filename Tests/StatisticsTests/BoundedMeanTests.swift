import Foundation
import Statistics
import Testing

struct BoundedMeanTests {
  @Test(arguments: [(0, 10), (3, 10), (10, 10), (7, 1000), (1, 1), (499, 500)])
  func twoValuesGiveTheExactBinomialInterval(successes: Int, trials: Int) {
    let found = BoundedMean([1, 0], counts: [successes, trials - successes]).interval(level: 0.95)
    let exact = BinomialInterval.fixedTrials(successes: successes, trials: trials, level: 0.95)
    #expect(abs(found.low - exact.low) < 1e-8, "\(successes) of \(trials)")
    #expect(abs(found.high - exact.high) < 1e-8, "\(successes) of \(trials)")
  }

  @Test func meanAndStandardErrorAreThoseOfTheValues() {
    let mean = BoundedMean([0.5, 1, 0.5, 0], counts: [1, 2, 1, 0])
    #expect(mean.values == [0.5, 1] && mean.counts == [2, 2] && mean.count == 4)
    #expect(mean.mean == 0.75)
    // s² = (4 · 1/16)/3, over 4 values.
    #expect(abs((mean.standardError ?? 0) - (1.0 / 48).squareRoot()) < 1e-15)
    #expect(BoundedMean([1], counts: [1]).standardError == nil)
  }

  @Test func noValuesTellNothing() {
    let none = BoundedMean([], counts: [], least: -1, greatest: 3)
    #expect(none.mean == nil)
    #expect(none.interval(level: 0.9) == Interval(low: -1, high: 3, level: 0.9))
  }

  @Test func scatterLessThanBinomialNarrowsTheInterval() {
    // 100 steps, each with one right of two: nothing scatters, yet the interval has a width.
    let even = BoundedMean([0.5], counts: [100]).interval(level: 0.95)
    let coins = BinomialInterval.fixedTrials(successes: 50, trials: 100, level: 0.95)
    #expect(even.low < 0.5 && even.high > 0.5)
    #expect(even.high - even.low < 0.25 * (coins.high - coins.low))
  }

  /// Coverage summed over every outcome of laws on 0, 1/2 and 1, so that there are no false alarms.
  @Test(arguments: [3, 8, 20])
  func coversAtLeastAtTheLevelForThreeValuedLaws(count: Int) {
    let level = 0.95
    var outcomes: [(counts: [Int], interval: Interval)] = []
    for none in 0...count {
      for half in 0...(count - none) {
        let counts = [none, half, count - none - half]
        let interval = BoundedMean([0, 0.5, 1], counts: counts).interval(level: level)
        outcomes.append((counts, interval))
      }
    }
    let shares = [0.002, 0.01, 0.04, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9]
    for none in shares {
      for half in shares where none + half < 1 {
        let law = [none, half, 1 - none - half]
        let mean = half / 2 + law[2]
        let missed = outcomes.filter { !$0.interval.contains(mean) }
        let probability = missed.reduce(0) { $0 + multinomial($1.counts, law) }
        #expect(probability <= 1 - level + 1e-6, "law \(law), \(count) values")
      }
    }
  }

  private func multinomial(_ counts: [Int], _ law: [Double]) -> Double {
    let total = Double(counts.reduce(0, +))
    let logarithm = zip(counts, law).reduce(SpecialFunctions.logGamma(total + 1)) {
      $0 + Double($1.0) * log($1.1) - SpecialFunctions.logGamma(Double($1.0) + 1)
    }
    return exp(logarithm)
  }
}
