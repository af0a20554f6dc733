import Statistics
import Testing

// Reference values: SciPy 1.17.1, `from scipy import special as s`, unless a comment says mpmath.
struct SpecialFunctionsTests {
  @Test func betaTailsAgreeWithReferences() {
    // s.betainc(2, 3, .4), s.betainc(.03, 130, 1e-3), s.betaincc(.03, 130, .05),
    // s.betainc(130, .03, .99)
    #expect(relativeError(SpecialFunctions.betaLower(a: 2, b: 3, x: 0.4), 0.5248) < 1e-14)
    #expect(
      relativeError(SpecialFunctions.betaLower(a: 0.03, b: 130, x: 1e-3), 0.95277441218180792)
        < 1e-14)
    #expect(
      relativeError(SpecialFunctions.betaUpper(a: 0.03, b: 130, x: 0.05), 5.6009404165022457e-06)
        < 1e-13)
    #expect(
      relativeError(SpecialFunctions.betaLower(a: 130, b: 0.03, x: 0.99), 0.0042016221526872208)
        < 1e-13)
    // mpmath, 40 digits: betainc(130, .03, 0, .5, regularized=True)
    #expect(
      relativeError(SpecialFunctions.betaUpper(a: 0.03, b: 130, x: 0.5), 3.8785584603081113e-43)
        < 1e-12)
  }

  @Test func studentQuantilesAgreeWithSciPy() {
    // from scipy.stats import t; t.isf((1 - level) / 2, freedom)
    for (freedom, level, expected) in [
      (1.0, 0.5, 1),
      (1, 0.95, 12.70620473617469),
      (4, 0.95, 2.776445105197793),
      (9, 0.99, 3.249835541592126),
      (99, 0.95, 1.984216951586417),
      (2.5, 0.9, 2.558218614135937),
      (1e6, 0.95, 1.959966356814107),
      (1e12, 0.95, 1.959963984542426),
      (3, 1 - 1e-9, 1301.637179562648),
    ] {
      let found = SpecialFunctions.studentHalfWidth(level: level, freedom: freedom)
      #expect(
        relativeError(found, expected) < 1e-10, "\(freedom) degrees, level \(level): \(found)")
    }
    #expect(SpecialFunctions.studentHalfWidth(level: 0, freedom: 3) == 0)
    #expect(SpecialFunctions.studentHalfWidth(level: 1, freedom: 3) == .infinity)
  }

  @Test func betaQuantilesAgreeWithSciPy() {
    // s.betaincinv(.03, 130, .5), s.betainccinv(.03, 130, 1e-6), s.betainccinv(2.5, 1.5, .01)
    #expect(
      relativeError(
        SpecialFunctions.betaLowerInverse(a: 0.03, b: 130, probability: 0.5),
        4.1041796233671727e-13) < 1e-12)
    #expect(
      relativeError(
        SpecialFunctions.betaUpperInverse(a: 0.03, b: 130, probability: 1e-6),
        0.061234765980118906) < 1e-12)
    #expect(
      relativeError(
        SpecialFunctions.betaUpperInverse(a: 2.5, b: 1.5, probability: 0.01),
        0.97919345569769156) < 1e-13)
  }

  // The quantile of a tail has that tail. Pairs whose quantile would round to 0 or 1 are left out.
  @Test(arguments: [
    (0.03, 130.0), (0.5, 30), (1, 1), (2, 30), (7, 1_000_000), (1000, 1000), (1, 1e12), (11, 1e12),
  ])
  func betaQuantileInvertsTheTail(a: Double, b: Double) {
    for probability in [1e-6, 0.025, 0.5, 0.9] {
      let high = SpecialFunctions.betaUpperInverse(a: a, b: b, probability: probability)
      let upper = SpecialFunctions.betaUpper(a: a, b: b, x: high)
      #expect(relativeError(upper, probability) < 1e-9, "upper \(probability), x \(high)")
      let low = SpecialFunctions.betaLowerInverse(a: a, b: b, probability: probability)
      let lower = SpecialFunctions.betaLower(a: a, b: b, x: low)
      #expect(relativeError(lower, probability) < 1e-9, "lower \(probability), x \(low)")
    }
  }

  // mpmath, 40 digits, quadrature of the beta density. In double precision the error grows with the
  // shapes, as the documentation of the functions promises.
  @Test(arguments: [
    (1e6, 1e12, 1.003e-6, 0.0013572688382305588),
    (3e5, 7e5, 0.301, 0.01458845830837211),
    (5e11, 5e11, 0.500001, 0.022750131944993129),
  ])
  func hugeShapesKeepTheDocumentedDigits(a: Double, b: Double, x: Double, upper: Double) {
    let value = SpecialFunctions.betaUpper(a: a, b: b, x: x)
    #expect(relativeError(value, upper) < 1e-13 + 1e-16 * (a + b))
  }

  @Test func aComplementKeepsAnArgumentThatRoundsToOne() {
    // 1 - (1 - 1e-20)^3 from the other side: I_x(1, 3) at x = 1e-20 is 3e-20 to first order.
    let value = SpecialFunctions.betaLower(a: 3, b: 1, x: 1, complement: 1e-20)
    #expect(value == 1)
    let tail = SpecialFunctions.betaLower(a: 1, b: 3, x: 1e-20, complement: 1)
    #expect(relativeError(tail, 3e-20) < 1e-14)
    let middle = SpecialFunctions.betaLower(a: 2, b: 3, x: 0.6, complement: 0.4)
    #expect(relativeError(middle, 0.8208) < 1e-14)  // s.betainc(2, 3, .6)
  }

  @Test func gammaFunctionsAgreeWithSciPy() {
    // s.gammainc(.5, 2), s.gammaincc(50, 200), s.gammaincinv(3, .01), s.gammainccinv(3, 1e-10)
    #expect(relativeError(SpecialFunctions.gammaLower(a: 0.5, x: 2), 0.95449973610364147) < 1e-14)
    #expect(
      relativeError(SpecialFunctions.gammaUpper(a: 50, x: 200), 1.6927979958857254e-37) < 1e-13)
    #expect(
      relativeError(
        SpecialFunctions.gammaLowerInverse(a: 3, probability: 0.01), 0.43604516507829316) < 1e-13)
    #expect(
      relativeError(
        SpecialFunctions.gammaUpperInverse(a: 3, probability: 1e-10), 29.145901478829519) < 1e-13)
    // s.gammaln(.03), s.gammaln(1e6)
    #expect(relativeError(SpecialFunctions.logGamma(0.03), 3.489971043442412) < 1e-14)
    #expect(relativeError(SpecialFunctions.logGamma(1e6), 12815504.569147611) < 1e-14)
  }

  @Test func normalFunctionsAgreeWithReferences() {
    // s.ndtr(-1.5), s.ndtri(.975), s.ndtri(1e-300), s.ndtri(.995); ncdf(-30) by mpmath
    #expect(relativeError(SpecialFunctions.normalLower(-1.5), 0.066807201268858071) < 1e-14)
    #expect(relativeError(SpecialFunctions.normalUpper(30), 4.9067139271481871e-198) < 1e-13)
    #expect(relativeError(SpecialFunctions.normalLowerInverse(0.975), 1.959963984540054) < 1e-14)
    #expect(
      relativeError(SpecialFunctions.normalLowerInverse(1e-300), -37.047096299361201) < 1e-14)
    #expect(
      relativeError(SpecialFunctions.normalHalfWidth(level: 0.99), 2.5758293035489004) < 1e-14)
  }

  @Test func endsOfTheRangeAreExact() {
    #expect(SpecialFunctions.betaLower(a: 0.03, b: 130, x: 0) == 0)
    #expect(SpecialFunctions.betaLower(a: 0.03, b: 130, x: 1) == 1)
    #expect(SpecialFunctions.betaUpperInverse(a: 2, b: 3, probability: 0) == 1)
    #expect(SpecialFunctions.betaUpperInverse(a: 2, b: 3, probability: 1) == 0)
    #expect(SpecialFunctions.gammaLower(a: 2, x: .infinity) == 1)
    #expect(SpecialFunctions.gammaUpper(a: 2, x: .infinity) == 0)
    #expect(SpecialFunctions.gammaLowerInverse(a: 2, probability: 1) == .infinity)
    #expect(SpecialFunctions.gammaUpperInverse(a: 2, probability: 0) == .infinity)
    #expect(SpecialFunctions.normalLowerInverse(0) == -.infinity)
    #expect(SpecialFunctions.normalLowerInverse(1) == .infinity)
    #expect(SpecialFunctions.normalLowerInverse(0.5).sign == .plus)
    #expect(SpecialFunctions.normalUpper(.infinity) == 0)
  }

  @Test func badArgumentsGiveNaN() {
    #expect(SpecialFunctions.betaLower(a: 0, b: 1, x: 0.5).isNaN)
    #expect(SpecialFunctions.betaLower(a: 1, b: -1, x: 0.5).isNaN)
    #expect(SpecialFunctions.betaUpper(a: 1, b: .infinity, x: 0.5).isNaN)
    #expect(SpecialFunctions.betaUpper(a: 1, b: 1, x: 1.5).isNaN)
    #expect(SpecialFunctions.betaLower(a: 1, b: 1, x: .nan).isNaN)
    #expect(SpecialFunctions.betaLowerInverse(a: 1, b: 1, probability: -0.1).isNaN)
    #expect(SpecialFunctions.betaUpperInverse(a: .nan, b: 1, probability: 0.1).isNaN)
    #expect(SpecialFunctions.gammaLower(a: 1, x: -1).isNaN)
    #expect(SpecialFunctions.gammaUpper(a: 0, x: 1).isNaN)
    #expect(SpecialFunctions.gammaUpperInverse(a: 1, probability: 2).isNaN)
    #expect(SpecialFunctions.normalLower(.nan).isNaN)
    #expect(SpecialFunctions.normalLowerInverse(2).isNaN)
  }
}
