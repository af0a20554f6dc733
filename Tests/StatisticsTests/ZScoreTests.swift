import Statistics
import Testing

struct ZScoreTests {
  @Test func countsStandardErrorsWithTheirSign() {
    #expect(ZScore(estimate: 10.5, exact: 10, standardError: 0.25).value == 2)
    #expect(ZScore(estimate: 9.5, exact: 10, standardError: 0.25).value == -2)
  }

  @Test func pValueIsTwoSided() {
    // 2 * scipy.stats.norm.sf(2.5); 2 * ncdf(-8) by mpmath
    let above = ZScore(estimate: 2.5, exact: 0, standardError: 1)
    let below = ZScore(estimate: -2.5, exact: 0, standardError: 1)
    #expect(relativeError(above.pValue, 0.012419330651552265) < 1e-14)
    #expect(above.pValue == below.pValue)
    let far = ZScore(estimate: 8, exact: 0, standardError: 1)
    #expect(relativeError(far.pValue, 1.2441921148543568e-15) < 1e-13)
    #expect(ZScore(estimate: 3, exact: 3, standardError: 1).pValue == 1)
  }

  @Test func withoutSpreadOnlyEqualityPasses() {
    #expect(ZScore(estimate: 3, exact: 3, standardError: 0).pValue == 1)
    let above = ZScore(estimate: 3, exact: 2, standardError: 0)
    #expect(above.value == .infinity)
    #expect(above.pValue == 0)
    #expect(ZScore(estimate: 1, exact: 2, standardError: 0).value == -.infinity)
  }

  /// The deviate of a p-value has that p-value, on the side it was found.
  @Test(arguments: [1e-300, 1e-12, 0.0027, 0.5, 1])
  func deviateOfAPValue(pValue: Double) {
    for isAbove in [true, false] {
      let score = ZScore(pValue: pValue, isAbove: isAbove)
      #expect(abs(score.pValue / pValue - 1) < 1e-9)
      #expect(pValue == 1 || (score.value > 0) == isAbove)
    }
  }
}
