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
}
