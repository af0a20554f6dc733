import Statistics
import Testing

struct MeanEstimateTests {
  @Test func agreesWithSciPy() throws {
    // numpy.var(x, ddof=1), scipy.stats.sem(x), scipy.stats.norm.interval(.95, mean(x), sem(x))
    let values = [3, 1, 4, 1, 5, 9, 2, 6]
    let estimate = MeanEstimate(
      sum: values.reduce(0, +), sumOfSquares: values.map { $0 * $0 }.reduce(0, +),
      count: values.count)
    #expect(estimate.mean == 3.875)
    #expect(try relativeError(#require(estimate.variance), 7.5535714285714288) < 1e-15)
    #expect(try relativeError(#require(estimate.standardError), 0.97169770431519931) < 1e-15)
    let interval = estimate.interval(level: 0.95)
    #expect(relativeError(interval.low, 1.9705074956819586) < 1e-14)
    #expect(relativeError(interval.high, 5.779492504318041) < 1e-14)
    #expect(interval.level == 0.95)
  }

  @Test func aTinyVarianceAboutAHugeMeanIsExact() {
    let values = [1_000_000_000, 1_000_000_001, 1_000_000_002]
    let sum = values.reduce(0, +)
    let sumOfSquares = values.map { $0 * $0 }.reduce(0, +)
    #expect(MeanEstimate(sum: sum, sumOfSquares: sumOfSquares, count: 3).variance == 1)
    // The same in doubles loses everything, which is why integers are used.
    let naive = (3 * Double(sumOfSquares) - Double(sum) * Double(sum)) / 6
    #expect(naive != 1)
  }

  @Test func negativeValuesCount() {
    // -2, 0, 2: mean 0, variance 8 / 2.
    let estimate = MeanEstimate(sum: 0, sumOfSquares: 8, count: 3)
    #expect(estimate.mean == 0)
    #expect(estimate.variance == 4)
  }

  @Test func theLargestIntegersDoNotOverflow() {
    let ones = MeanEstimate(sum: .max, sumOfSquares: .max, count: .max)
    #expect(ones.mean == 1)
    #expect(ones.variance == 0)
    let alternating = MeanEstimate(sum: 0, sumOfSquares: .max, count: .max)
    #expect(alternating.variance == 1)
  }

  @Test func oneValueTellsNothingAboutItsSpread() {
    let one = MeanEstimate(sum: 7, sumOfSquares: 49, count: 1)
    #expect(one.mean == 7)
    #expect(one.variance == nil)
    #expect(one.standardError == nil)
    #expect(
      one.interval(level: 0.9) == Interval(low: -.infinity, high: .infinity, level: 0.9))
  }
}
