import Foundation
import RaceTheory
import RandomStreams
import Testing

@Suite struct CallTimeLawTests {
  /// The mean of the greatest as the integral of its tail, by mpmath with 30 digits.
  @Test(arguments: [
    (2, 0.5, 1.26163826142248267459), (3, 0.5, 1.42228010110446221127),
    (4, 0.5, 1.53915358925195664286), (3, 1, 1.75281878932893815531),
    (4, 2, 2.54052339985728925708), (10, 0.1, 1.16211837173444178091),
  ])
  func lognormalMaximaAgreeWithAnotherIntegral(calls: Int, variation: Double, expected: Double) {
    let found = CallTimeLaw.lognormal(variation: variation).slowest(of: calls)
    #expect(abs(found / expected - 1) < 1e-12, "\(found)")
  }

  /// Two lognormal calls have a closed form, 2Φ(σ/√2) = 1 + erf(σ/2).
  @Test func twoLognormalCallsHaveAClosedForm() {
    for variation in [0.01, 0.3, 1, 5] {
      let sigma = log1p(variation * variation).squareRoot()
      let found = CallTimeLaw.lognormal(variation: variation).slowest(of: 2)
      #expect(abs(found - (1 + erf(sigma / 2))) < 1e-12, "variation \(variation)")
    }
  }

  /// Means over random calls within five standard errors: 40 comparisons at 6e-7 each.
  @Test func simulatedCallsTakeAsLong() {
    let laws: [CallTimeLaw] = [
      .constant, .uniform, .exponential, .lognormal(variation: 0.5), .lognormal(variation: 1.5),
    ]
    let trials = 40_000
    for (index, law) in laws.enumerated() {
      for calls in 1...8 {
        var stream = WordStream(StreamKey(seed: 7).child(index).child(calls))
        var (sum, squares) = (0.0, 0.0)
        for _ in 0..<trials {
          let slowest = (0..<calls).map { _ in time(law, &stream) }.max() ?? 0
          sum += slowest
          squares += slowest * slowest
        }
        let mean = sum / Double(trials)
        let error = max(0, squares / Double(trials) - mean * mean).squareRoot()
        let half = 5 * error / Double(trials).squareRoot() + 1e-12
        let expected = law.slowest(of: calls)
        #expect(
          abs(mean - expected) <= half,
          "seed 7, \(law), \(calls) calls: expected \(expected), observed \(mean), 5 sigma \(half)")
      }
    }
  }

  /// A call of mean 1, each law by its own inverse or by the polar form of the normal.
  private func time(_ law: CallTimeLaw, _ stream: inout WordStream) -> Double {
    switch law {
    case .constant: return 1
    case .uniform: return 2 * stream.uniform()
    case .exponential: return -log(stream.uniform())
    case .lognormal(let variation):
      let sigma = log1p(variation * variation).squareRoot()
      let radius = (-2 * log(stream.uniform())).squareRoot()
      return exp(sigma * radius * cos(2 * .pi * stream.uniform()) - sigma * sigma / 2)
    }
  }

  /// No law beats the bound of Hartley and David (1954, Annals of Mathematical Statistics 25), and none is faster than one call or slower than all.
  @Test func everyLawKeepsTheBounds() {
    for law: CallTimeLaw in [
      .constant, .uniform, .exponential, .lognormal(variation: 0.2), .lognormal(variation: 3),
    ] {
      for calls in 1...50 {
        let slowest = law.slowest(of: calls)
        let k = Double(calls)
        let most = 1 + law.variation * (k - 1) / (2 * k - 1).squareRoot()
        #expect(slowest >= 1 - 1e-12 && slowest <= Double(calls) + 1e-12, "\(law), \(calls)")
        #expect(slowest <= most + 1e-12, "\(law), \(calls)")
        #expect(abs(law.speedup(of: calls) * slowest / Double(calls) - 1) < 1e-14)
      }
    }
  }

  /// Two lognormal calls reach 1.5 times one where erf(σ/2) is one half.
  @Test func theVariationAllowedSolvesTheRatio() {
    let sigma = 2 * 0.47693627620446987338  // the inverse of erf at one half
    let expected = expm1(sigma * sigma).squareRoot()
    let found = CallTimeLaw.lognormalVariation(of: 2, within: 1.5)
    #expect(abs(found / expected - 1) < 1e-8, "\(found)")
    for calls in [3, 4, 10] {
      let variation = CallTimeLaw.lognormalVariation(of: calls, within: 1.5)
      #expect(
        abs(CallTimeLaw.lognormal(variation: variation).slowest(of: calls) - 1.5) < 1e-8)
    }
  }
}
