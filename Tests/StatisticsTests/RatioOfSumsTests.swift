import Statistics
import Testing

@Suite struct RatioOfSumsTests {
  /// Student's quantiles of tables: with x = ±1 about r = 0 the standard error is known by hand.
  @Test(arguments: [
    (2, 0.95, 12.7062047), (3, 0.95, 4.30265273), (11, 0.95, 2.22813885), (31, 0.99, 2.74999565),
  ])
  func theHalfWidthIsStudents(count: Int, level: Double, quantile: Double) throws {
    // Residuals 1 and -1 and zeros: squares sum to 2.
    let numerators = [1.0, -1] + [Double](repeating: 0, count: count - 2)
    let ratio = RatioOfSums(numerators, over: [Double](repeating: 1, count: count))
    let n = Double(count)
    let error = (n / (n - 1) * 2).squareRoot() / n
    let found = try #require(ratio.standardError)
    #expect(ratio.ratio == 0 && abs(found - error) < 1e-15)
    let interval = ratio.interval(level: level)
    #expect(abs(interval.high - quantile * error) < 1e-7 * interval.high)
    #expect(interval.low == -interval.high)
  }

  @Test func proportionalValuesHaveNoError() throws {
    let ratio = RatioOfSums([1, 2, 3], over: [4, 8, 12])
    #expect(ratio.ratio == 0.25 && ratio.standardError == 0)
    #expect(ratio.interval(level: 0.95).low == 0.25)
  }

  @Test func oneUnitOrNoneTellNothing() {
    let one = RatioOfSums([1], over: [2])
    #expect(one.ratio == 0.5 && one.standardError == nil)
    #expect(one.interval(level: 0.95).high == .infinity)
    #expect(RatioOfSums([], over: []).ratio == nil)
    #expect(RatioOfSums([1, 1], over: [0, 0]).ratio == nil)
  }
}
