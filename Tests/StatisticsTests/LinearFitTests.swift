import Statistics
import Testing

struct LinearFitTests {
  // Worked by hand from the uncentred normal equations: Σw = 8, Σwx = 28, Σwx² = 118, Σwy = 54.9,
  // Σwxy = 230.3, determinant 160.
  static let fit = LinearFit(x: [1, 2, 3, 5], y: [2.1, 3.9, 6.2, 9.7], weights: [1, 2, 1, 4])

  @Test func weightedLineAgreesWithTheHandCase() throws {
    // numpy.polyfit(x, y, 1, w=sqrt(weights)) gives the same two numbers.
    #expect(relativeError(Self.fit.slope, 305.2 / 160) < 1e-14)
    #expect(relativeError(Self.fit.intercept, 29.8 / 160) < 1e-13)
    // Residuals 0.00625, -0.10125, 0.29125, -0.02375; Σw r² = 0.107625, Σw (y - ȳ)² = 72.87875.
    let rSquared = try #require(Self.fit.rSquared)
    #expect(relativeError(1 - rSquared, 0.107625 / 72.87875) < 1e-12)
    #expect(relativeError(Self.fit.greatestRelativeResidual, 0.29125 / 6.2) < 1e-12)
  }

  @Test func coefficientsMakeTheSlope() {
    // c_i = w_i (x_i - 3.5) / 20
    let expected = [-0.125, -0.15, -0.025, 0.3]
    for (coefficient, hand) in zip(Self.fit.slopeCoefficients, expected) {
      #expect(relativeError(coefficient, hand) < 1e-15)
    }
    let slope = zip(Self.fit.slopeCoefficients, [2.1, 3.9, 6.2, 9.7]).map { $0 * $1 }.reduce(0, +)
    #expect(relativeError(slope, Self.fit.slope) < 1e-14)
  }

  @Test func slopeStandardErrorFollowsFromKnownErrors() {
    // Weights 1 / se²: the textbook value √(Σw / determinant) = √(8 / 160).
    let matching = [1.0, 2, 1, 4].map { 1 / $0.squareRoot() }
    #expect(relativeError(Self.fit.slopeStandardError(of: matching), 0.05.squareRoot()) < 1e-14)
    // Other errors than the weights suppose: Σ c² se² = 1.55125.
    #expect(
      relativeError(Self.fit.slopeStandardError(of: [1, 2, 3, 4]), 1.55125.squareRoot()) < 1e-14)
    #expect(Self.fit.slopeStandardError(of: [0, 0, 0, 0]) == 0)
  }

  @Test func pointsOnALineFitExactlyFarFromTheOrigin() throws {
    let fit = LinearFit(x: [1e9, 1e9 + 1, 1e9 + 2], y: [5, 7, 9])
    #expect(fit.slope == 2)
    #expect(fit.intercept == 7 - 2 * (1e9 + 1))
    #expect(fit.rSquared == 1)
    #expect(fit.greatestRelativeResidual == 0)
  }

  @Test func withoutWeightsAllPointsAreEqual() {
    let x = [0.0, 1, 2, 3]
    let y = [1.0, 0, 4, 2]
    #expect(LinearFit(x: x, y: y) == LinearFit(x: x, y: y, weights: [1, 1, 1, 1]))
    // Σ(x - 1.5) y = 3.5 and Σ(x - 1.5)² = 5.
    #expect(relativeError(LinearFit(x: x, y: y).slope, 0.7) < 1e-15)
  }

  @Test func onlyRatiosOfWeightsMatter() {
    let other = LinearFit(x: [1, 2, 3, 5], y: [2.1, 3.9, 6.2, 9.7], weights: [4, 8, 4, 16])
    #expect(relativeError(other.slope, Self.fit.slope) < 1e-15)
    let unweighted = LinearFit(x: [1, 2, 3, 5], y: [2.1, 3.9, 6.2, 9.7])
    #expect(relativeError(unweighted.slope, Self.fit.slope) > 1e-3)
  }

  @Test func equalOrdinatesHaveNoVarianceToExplain() {
    let fit = LinearFit(x: [1, 2, 4], y: [3, 3, 3])
    #expect(fit.slope == 0)
    #expect(fit.rSquared == nil)
  }

  @Test func missingAnOrdinateOfZeroIsInfinitelyFar() {
    let fit = LinearFit(x: [0, 1, 2], y: [0, 2, 2])
    #expect(fit.greatestRelativeResidual == .infinity)
  }
}
