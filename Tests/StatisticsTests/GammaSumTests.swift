import Foundation
import Statistics
import Testing

struct GammaSumTests {
  /// P(Σ w E > 0) for exponential variates of different weights, a sum of partial fractions.
  static func exponentials(_ weights: [Double]) -> Double {
    weights.indices.filter { weights[$0] > 0 }.reduce(0) { sum, index in
      sum
        + weights.indices.filter { $0 != index }.reduce(1) {
          $0 * weights[index] / (weights[index] - weights[$1])
        }
    }
  }

  @Test(arguments: [
    [1, -0.5, -0.25], [3, 1, -2], [0.9, 0.1, -0.01, -5], [1e-3, 1, -0.02, -40],
    [2, 0.7, 0.2, -0.3, -0.5, -1.7],
  ])
  func exponentialVariatesAgreeWithPartialFractions(weights: [Double]) {
    let found = GammaSum.probabilityAboveZero(
      weights: weights, shapes: weights.map { _ in 1 })
    #expect(abs(found - Self.exponentials(weights)) < 1e-8, "\(weights)")
  }

  /// A third weight as good as equal to the first is no more than a greater shape of the first.
  @Test(arguments: [(2.0, 3.0, 4.0), (20, 300, 0.05), (1, 1, 1), (400, 600, 0.9), (1, 5000, 3e-4)])
  func threeVariatesAgreeWithTheBetaLaw(first: Double, second: Double, weight: Double) {
    let shapes = [first, second, first]
    let found = GammaSum.probabilityAboveZero(
      weights: [1, -weight, 1 + 1e-10], shapes: shapes)
    let exact = SpecialFunctions.betaUpper(
      a: 2 * first, b: second, x: weight / (1 + weight))
    #expect(abs(found - exact) < 2e-8, "\(first), \(second), \(weight): \(found), \(exact)")
  }

  @Test func signsThatLeaveNoDoubt() {
    #expect(GammaSum.probabilityAboveZero(weights: [1, 0, 2], shapes: [3, 1, 1]) == 1)
    #expect(GammaSum.probabilityAboveZero(weights: [-1, -3], shapes: [3, 1]) == 0)
    #expect(GammaSum.probabilityAboveZero(weights: [0, 0], shapes: [3, 1]) == 0)
    #expect(GammaSum.probabilityAboveZero(weights: [5, -1], shapes: [0, 2]) == 0)
    // Three weights whose sum is hundreds of its deviations from 0.
    #expect(GammaSum.probabilityAboveZero(weights: [1, 0.5, -0.1], shapes: [9e4, 9e4, 10]) == 1)
  }
}
