import Statistics
import Testing

@Suite struct HomogeneityTests {
  /// scipy.stats.chi2_contingency of successes over failures, correction=False.
  @Test func pValuesAreThoseOfSciPy() throws {
    let test = try #require(ChiSquareTest(successes: [2, 5, 9], trials: [50, 50, 50]))
    #expect(relativeError(test.statistic, 5.177238805970149) < 1e-12)
    #expect(test.degreesOfFreedom == 2)
    #expect(relativeError(test.pValue, 0.07512368405754513) < 1e-12)
    let many = try #require(
      ChiSquareTest(successes: [40, 38, 45, 50], trials: [100, 100, 100, 100]))
    #expect(relativeError(many.statistic, 3.5344147080542894) < 1e-12)
    #expect(relativeError(many.pValue, 0.31632600221986845) < 1e-12)
  }

  @Test func tooLittleDataIsNoTest() {
    #expect(ChiSquareTest(successes: [5, 5], trials: [50, 50]) != nil)
    #expect(ChiSquareTest(successes: [5, 4], trials: [50, 50]) == nil)
    #expect(ChiSquareTest(successes: [45, 46], trials: [50, 50]) == nil)
    #expect(ChiSquareTest(successes: [0, 0], trials: [500, 500]) == nil)
    #expect(ChiSquareTest(successes: [20], trials: [50]) == nil)
    #expect(ChiSquareTest(successes: [20, 0], trials: [50, 0]) == nil)
  }

  /// Null: one success rate.
  ///
  /// n = 3,000 data sets of four groups of 100; 5 standard errors at 5 %, beside what the approximation
  /// may be off by.
  @Test func falseAlarms() throws {
    var words = TrendTestTests.Words(state: 9)
    var alarms = 0
    for _ in 0..<3000 {
      let successes = (0..<4).map { _ in
        (0..<100).count { _ in Double.random(in: 0..<1, using: &words) < 0.3 }
      }
      let test = try #require(
        ChiSquareTest(successes: successes, trials: [Int](repeating: 100, count: 4)))
      if test.pValue <= 0.05 { alarms += 1 }
    }
    #expect(abs(Double(alarms) - 150) < 5 * 11.94 + 15, "\(alarms) of 3,000")
  }
}
