import Statistics
import Testing

@Suite struct RatioOfMeansTests {
  /// The ends are where x − θy is z standard errors from 0.
  @Test(arguments: [
    (10.0, 1.0, 5.0, 0.5), (-3, 0.2, 7, 1), (4, 0, 2, 0.3), (4, 0.3, 2, 0), (0, 1, 3, 0.1),
  ])
  func endsSolveTheEquation(
    numerator: Double, numeratorError: Double, denominator: Double, denominatorError: Double
  ) {
    let ratio = RatioOfMeans(
      numerator: numerator, numeratorError: numeratorError, denominator: denominator,
      denominatorError: denominatorError)
    let interval = ratio.interval(level: 0.95)
    let z = SpecialFunctions.normalHalfWidth(level: 0.95)
    for end in [interval.low, interval.high] {
      let error =
        (numeratorError * numeratorError + end * end * denominatorError * denominatorError)
        .squareRoot()
      #expect(abs(abs(numerator - end * denominator) - z * error) < 1e-9, "end \(end)")
    }
    #expect(interval.contains(ratio.ratio))
  }

  @Test func isAPointWithoutSpread() {
    let ratio = RatioOfMeans(
      numerator: 3, numeratorError: 0, denominator: 4, denominatorError: 0)
    #expect(ratio.interval(level: 0.9) == Interval(low: 0.75, high: 0.75, level: 0.9))
  }

  @Test(arguments: [(1.0, 0.6), (0, 1), (0, 0)])
  func isTheWholeLineBesideZero(denominator: Double, error: Double) {
    let ratio = RatioOfMeans(
      numerator: 3, numeratorError: 1, denominator: denominator, denominatorError: error)
    let interval = ratio.interval(level: 0.95)
    #expect(interval.low == -.infinity && interval.high == .infinity)
  }
}
