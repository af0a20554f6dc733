import Economics
import Foundation
import RaceTheory
import Testing

@Suite struct SpreadLawTests {
  /// Two lognormal variates have a largest in closed form: mean·(1 + erf(σ/2)).
  @Test(arguments: [0.001, 0.5, 1, 3, 10])
  func theLargerOfTwoLognormals(variation: Double) {
    let largest = Spread.lognormal(mean: 7, variation: variation).meanOfLargest(of: 2)
    let expected = 7 * (1 + erf(log1p(variation * variation).squareRoot() / 2))
    #expect(abs(largest / expected - 1) < 1e-10, "\(variation): \(largest), not \(expected)")
  }

  /// A gamma law of variation 1 is exponential, with harmonic sums.
  @Test(arguments: [1, 2, 3, 5, 10, 100, 10_000])
  func aGammaLawOfVariationOneIsExponential(count: Int) {
    let gamma = Spread.gamma(mean: 3, variation: 1).meanOfLargest(of: count)
    let exponential = Spread.exponential(mean: 3).meanOfLargest(of: count)
    #expect(abs(gamma / exponential - 1) < 1e-10, "\(count): \(gamma) and \(exponential)")
  }

  /// Two gamma variates of shape a: the largest is mean·(1 + Γ(a + ½)/(√π Γ(a + 1))); here a = ¼ and 4.
  @Test(arguments: [(2.0, 1.762_759_7), (0.5, 1.273_437_5)])
  func theLargerOfTwoGammas(variation: Double, expected: Double) {
    let largest = Spread.gamma(mean: 1, variation: variation).meanOfLargest(of: 2)
    #expect(abs(largest - expected) < 1e-6, "\(variation): \(largest)")
  }

  /// Laws that hardly vary are nearly normal: the largest of five lies 1.16296 deviations above the mean.
  @Test func narrowLawsAreNearlyNormal() {
    for law in [
      Spread.gamma(mean: 2, variation: 0.001), .lognormal(mean: 2, variation: 0.001),
    ] {
      let deviations = (law.meanOfLargest(of: 5) / 2 - 1) / 0.001
      #expect(abs(deviations - 1.162_964) < 1e-3, "\(law): \(deviations)")
    }
  }

  @Test func theLargestGrowsWithTheCountAndTheVariation() {
    for variation in [0.1, 0.5, 1, 2.5] {
      for law in [
        Spread.gamma(mean: 1, variation: variation), .lognormal(mean: 1, variation: variation),
      ] {
        let means = [1, 2, 3, 5, 8, 50].map { law.meanOfLargest(of: $0) }
        #expect(zip(means, means.dropFirst()).allSatisfy { $0 < $1 }, "\(law): \(means)")
        #expect(means[0] == 1)
        // No law has a largest of n beyond mean·(1 + variation·(n − 1)/√(2n − 1)) (Hartley and David).
        for (count, mean) in zip([2.0, 3, 5, 8, 50], means.dropFirst()) {
          let bound = 1 + variation * (count - 1) / (2 * count - 1).squareRoot()
          #expect(mean <= bound * (1 + 1e-12), "\(law) of \(count): \(mean) above \(bound)")
        }
      }
    }
  }

  @Test func theLargestIsThatOfTheDistribution() {
    let laws: [Spread] = [
      .uniform(low: 2, high: 5), .exponential(mean: 2), .gamma(mean: 2, variation: 0.7),
      .lognormal(mean: 2, variation: 0.7),
    ]
    for law in laws {
      // ∫ (1 − F(x)³) dx by the midpoint rule.
      let steps = 200_000
      let width = 100.0 / Double(steps)
      let sum = (0..<steps).reduce(0.0) { sum, step in
        let below = law.probability(atMost: (Double(step) + 0.5) * width)
        return sum + (1 - below * below * below) * width
      }
      #expect(abs(sum - law.meanOfLargest(of: 3)) < 1e-6 * sum, "\(law)")
    }
    #expect(Spread.fixed(2).probability(atMost: 1.9) == 0)
    #expect(Spread.fixed(2).probability(atMost: 2) == 1)
    #expect(Spread.exponential(mean: 1).probability(atMost: -1) == 0)
  }
}
