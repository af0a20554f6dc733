import ExperimentDesign
import MAKERCore
import Simulation
import Testing

/// Tilted races against exact theory: their weights are unbiased, and none exceeds the bound.
@Suite struct TiltedAgreementTests {
  static let pairs: [TiltedSetting] = [0.55, 0.6, 0.8, 0.9, 0.95, 0.99, 0.9978].flatMap { p in
    [1, 2, 3, 5, 8, 12].map { TiltedSetting(shares: [p, pairComplement(p)], margin: $0) }
  }

  private static func pairComplement(_ p: Double) -> Double {
    (try? Probability(p).complement) ?? 1 - p
  }

  /// Two candidates: every wrong race has the same weight.
  @Test(arguments: pairs)
  func twoCandidatesHaveOneWeight(setting: TiltedSetting) throws {
    let tally = try setting.sampled()
    let mean = try setting.exact() / #require(setting.planned.point.weightBound)
    #expect(tally.hasConstantWeights)
    // P(wrong) is the bound over one more than it.
    #expect(mean > 0.5 && mean < 1 + 1e-12)
    for check in try setting.checks(tally, mean: mean) {
      #expect(check.holds, "\(setting): \(check.line)")
    }
  }

  static let capped: [TiltedSetting] = [
    TiltedSetting(shares: [0.9, 0.1], margin: 4, cap: 10),
    TiltedSetting(shares: [0.9, 0.1], margin: 12, cap: 20),
    TiltedSetting(shares: [0.95, 0.05], margin: 9, cap: 9),
    TiltedSetting(shares: [0.6, 0.4], margin: 5, cap: 6),
    TiltedSetting(shares: [0.6, 0.4], margin: 25, cap: 50),
    TiltedSetting(shares: [0.55, 0.45], margin: 20, cap: 24),
    TiltedSetting(shares: [0.55, 0.45], margin: 20, cap: 20),
    TiltedSetting(shares: [0.5, 0.5], margin: 30, cap: 40),
    TiltedSetting(shares: [0.4, 0.6], margin: 3, cap: 7),
    TiltedSetting(shares: [0.7, 0.2, 0.1], margin: 8, cap: 20),
    TiltedSetting(shares: [0.4, 0.3, 0.3], margin: 14, cap: 18),
  ]

  static let severalCandidates: [TiltedSetting] = [
    TiltedSetting(shares: [0.9, 0.06, 0.04], margin: 10),
    TiltedSetting(shares: [0.9, 0.05, 0.05], margin: 6),
    TiltedSetting(shares: [0.9, 0.1, 0], margin: 6),
    TiltedSetting(shares: [0.5, 0.3, 0.2], margin: 12),
    TiltedSetting(shares: [0.45, 0.35, 0.2], margin: 3),
    TiltedSetting(shares: [0.3, 0.4, 0.3], margin: 3),
    TiltedSetting(shares: [0.85, 0.05, 0.05, 0.05], margin: 4),
    TiltedSetting(shares: [0.6, 0.3, 0.05, 0.05], margin: 3, cap: 12),
  ]

  static let populations: [TiltedSetting] = {
    func beta(_ mean: Double, _ rho: Double) -> StepPopulation.ErrorLaw {
      .beta(alpha: mean * (1 / rho - 1), beta: (1 - mean) * (1 / rho - 1))
    }
    func one(_ law: StepPopulation.ErrorLaw, _ wrong: [Double] = [1]) -> StepPopulation? {
      try? StepPopulation(classes: [.init(share: 1, flagRate: 0, error: law)], wrongShares: wrong)
    }
    let mixed = try? StepPopulation(
      classes: [
        .init(share: 0.9, flagRate: 0.1, error: beta(0.02, 0.01)),
        .init(share: 0.099, flagRate: 0.3, error: .constant(0.2)),
        .init(share: 0.001, flagRate: 0, error: .constant(0.6)),
      ], wrongShares: [0.8, 0.2])
    return [
      TiltedSetting(population: one(beta(0.05, 0.05)), margin: 3),
      TiltedSetting(population: one(beta(0.05, 0.05)), margin: 10),
      TiltedSetting(population: one(beta(0.05, 0.001)), margin: 10),
      TiltedSetting(population: one(beta(0.01, 0.01)), margin: 5),
      TiltedSetting(population: one(.beta(alpha: 0.0284, beta: 124.8)), margin: 4),
      TiltedSetting(population: one(.beta(alpha: 1, beta: 1)), margin: 4),
      TiltedSetting(population: one(.beta(alpha: 0.2, beta: 0.5)), margin: 6),
      TiltedSetting(population: one(beta(0.05, 0.02), [0.6, 0.4]), margin: 6),
      TiltedSetting(population: one(beta(0.05, 0.02), [0.5, 0.3, 0.2]), margin: 3, cap: 8),
      TiltedSetting(population: one(beta(0.05, 0.02)), margin: 6, cap: 9),
      TiltedSetting(population: one(beta(0.2, 0.02)), margin: 8, cap: 10),
      TiltedSetting(population: one(.constant(0.1), [0.7, 0.3]), margin: 9),
      TiltedSetting(population: mixed, margin: 2),
      TiltedSetting(population: mixed, margin: 6, cap: 30),
    ]
  }()

  @Test(arguments: capped + severalCandidates + populations)
  func weightsAreUnbiasedAndFewRacesAreEnough(setting: TiltedSetting) throws {
    let tally = try setting.sampled()
    let mean = try setting.exact() / #require(setting.planned.point.weightBound)
    for check in try setting.checks(tally, mean: mean) {
      #expect(check.holds, "\(setting): \(check.line)")
    }
    #expect(mean <= 1 + 1e-9, "\(setting): the exact value is above the bound")
    // Numbers below 1 with this mean have a relative standard error of at most 1/sqrt(n·mean).
    #expect(mean > 0.05, "\(setting): \(mean) of the bound")
    #expect(tally.trials == setting.races)
    // An exact value that is far off is noticed: the checks have power.
    for factor in [0.8, 1.25] where factor * mean < 1 {
      let checks = try setting.checks(tally, mean: factor * mean)
      #expect(checks.contains { !$0.holds }, "\(setting): \(factor) times the mean \(mean)")
    }
  }
}
