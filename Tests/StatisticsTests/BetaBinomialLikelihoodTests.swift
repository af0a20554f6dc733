import Foundation
import Statistics
import Testing

struct BetaBinomialLikelihoodTests {
  static func probability(right: Int, wrong: Int, _ mean: Double, _ correlation: Double) -> Double {
    exp(
      BetaBinomialLikelihood([(right, wrong, 1)])
        .logarithm(mean: mean, correlation: correlation))
  }

  static func choose(_ n: Int, _ k: Int) -> Double {
    exp(
      SpecialFunctions.logGamma(Double(n) + 1) - SpecialFunctions.logGamma(Double(k) + 1)
        - SpecialFunctions.logGamma(Double(n - k) + 1))
  }

  @Test(arguments: [0.0, 1e-9, 0.05, 0.5, 0.999, 1])
  func probabilitiesOfAllCountsSumToOne(correlation: Double) {
    for draws in [1, 2, 5] {
      let sum = (0...draws).reduce(0) {
        $0 + Self.choose(draws, $1)
          * Self.probability(right: $1, wrong: draws - $1, 0.8, correlation)
      }
      #expect(abs(sum - 1) < 1e-12, "\(draws) draws, rho \(correlation)")
    }
  }

  @Test func agreesWithGammaFunctions() {
    // Beta(a, b) mixed: B(a + x, b + n - x)/B(a, b).
    let (mean, correlation) = (0.9, 0.2)
    let (a, b) = (mean * 4, (1 - mean) * 4)
    func logBeta(_ a: Double, _ b: Double) -> Double {
      SpecialFunctions.logGamma(a) + SpecialFunctions.logGamma(b) - SpecialFunctions.logGamma(a + b)
    }
    for right in 0...4 {
      let exact = logBeta(a + Double(right), b + Double(4 - right)) - logBeta(a, b)
      let found = BetaBinomialLikelihood([(right, 4 - right, 3)])
        .logarithm(mean: mean, correlation: correlation)
      #expect(abs(found - 3 * exact) < 1e-11)
    }
  }

  @Test func twoDrawsHaveTheCorrelationByDefinition() {
    let (p, rho) = (0.7, 0.3)
    #expect(abs(Self.probability(right: 2, wrong: 0, p, rho) - (p * p + rho * p * 0.3)) < 1e-12)
    #expect(abs(Self.probability(right: 1, wrong: 1, p, rho) - (1 - rho) * p * 0.3) < 1e-12)
    #expect(Self.probability(right: 1, wrong: 1, p, 1) == 0)
  }

  @Test func theLikeliestIsLikelierThanItsNeighbours() {
    let units = [
      (right: 5, wrong: 0, units: 60), (right: 4, wrong: 1, units: 9),
      (right: 2, wrong: 3, units: 3), (right: 3, wrong: 0, units: 8),
      (right: 0, wrong: 2, units: 1),
    ]
    let likelihood = BetaBinomialLikelihood(units)
    let rho = likelihood.likeliestCorrelation
    let mean = likelihood.likeliestMean(correlation: rho)
    let greatest = likelihood.logarithm(mean: mean, correlation: rho)
    #expect(rho > 0.05 && rho < 0.9)
    for step in [-1e-3, 1e-3] {
      #expect(likelihood.logarithm(mean: mean + step, correlation: rho) < greatest)
      #expect(likelihood.profile(correlation: rho + step) < greatest)
    }
  }

  @Test func endsAreFound() {
    // As many mixed pairs as independent draws have, or more: no correlation.
    let mixed = BetaBinomialLikelihood([(2, 0, 10), (1, 1, 30), (0, 2, 10)])
    #expect(mixed.likeliestCorrelation == 0)
    #expect(abs(mixed.likeliestMean(correlation: 0) - 0.5) < 1e-9)
    // Nothing but pairs that agree.
    let agreeing = BetaBinomialLikelihood([(2, 0, 30), (0, 2, 10)])
    #expect(agreeing.likeliestCorrelation == 1)
    #expect(abs(agreeing.likeliestMean(correlation: 1) - 0.75) < 1e-9)
    // No error at all: every correlation goes with it, at success 1.
    let right = BetaBinomialLikelihood([(2, 0, 30)])
    #expect(right.likeliestMean(correlation: 0.4) == 1)
    #expect(right.profile(correlation: 0.4) == 0 && right.profile(correlation: 1) == 0)
  }
}
