import RaceTheory
import Testing

@Suite struct LadderTierTests {
  static let difficulties: [LadderDifficulty] = [
    .alike, .hardSteps(share: 0.1, stepSuccess: [0.4, 0.9]), .proportional(correlation: 0.05),
    .separate(correlation: 0.1),
  ]

  /// However difficulty is spread, a first vote is right as often.
  @Test(arguments: difficulties)
  func theMeansStay(difficulty: LadderDifficulty) throws {
    let kinds = try difficulty.kinds(means: [0.7, 0.95], votes: 12)
    #expect(abs(kinds.reduce(0) { $0 + $1.share } - 1) < 1e-13)
    for (tier, mean) in [0.7, 0.95].enumerated() {
      let found = kinds.reduce(0) { $0 + $1.share * $1.stepSuccess[tier] }
      #expect(abs(found - mean) < 1e-13, "model \(tier + 1)")
    }
  }

  /// Correlation of the rightness of two votes of a step, on one model or on two.
  static func correlation(_ kinds: [LadderKind], _ one: Int, _ other: Int) -> Double {
    func mean(_ value: (LadderKind) -> Double) -> Double {
      kinds.reduce(0) { $0 + $1.share * value($1) }
    }
    let (p, q) = (mean { $0.stepSuccess[one] }, mean { $0.stepSuccess[other] })
    let both = mean { $0.stepSuccess[one] * $0.stepSuccess[other] }
    return (both - p * q) / (p * (1 - p) * q * (1 - q)).squareRoot()
  }

  @Test(arguments: [0.01, 0.05, 0.3])
  func votesOfAStepCorrelate(rho: Double) throws {
    let together = try LadderDifficulty.proportional(correlation: rho)
      .kinds(means: [0.7, 0.95], votes: 6)
    #expect(abs(Self.correlation(together, 0, 0) - rho) < 1e-12)
    // A sixth of the errors: ρ·r·(1 − q₁)/(1 − q₂) with r = q₂/q₁.
    #expect(abs(Self.correlation(together, 1, 1) - rho / 6 * 0.7 / 0.95) < 1e-12)
    #expect(Self.correlation(together, 0, 1) > 0)
    let apart = try LadderDifficulty.separate(correlation: rho)
      .kinds(means: [0.7, 0.95], votes: 6)
    #expect(abs(Self.correlation(apart, 0, 0) - rho) < 1e-12)
    #expect(abs(Self.correlation(apart, 1, 1) - rho) < 1e-12)
    #expect(abs(Self.correlation(apart, 0, 1)) < 1e-12)
  }

  /// The number of kinds is known before any is made.
  @Test(arguments: [3, 4, 20])
  func tooManyKindsAreNotMade(models: Int) {
    let product = (0..<models).reduce(1.0) { product, _ in product * 101 }
    let count = product < 9e18 ? Int(product) : .max
    #expect(throws: LadderError.tooManyKinds(count)) {
      try LadderDifficulty.separate(correlation: 0.05)
        .kinds(means: [Double](repeating: 0.8, count: models), votes: 200)
    }
  }

  /// Means and correlations next to the ends keep their moments, or are refused.
  @Test func nearlyDegenerateLawsAreRightOrRefused() throws {
    for (mean, rho) in [(1 - 1e-12, 1e-12), (1 - 1e-9, 0.9), (0.5, 1 - 1e-9), (0.3, 1e-9)] {
      let kinds = try LadderDifficulty.proportional(correlation: rho)
        .kinds(means: [mean], votes: 100)
      let error = kinds.reduce(0) { $0 + $1.share * (1 - $1.stepSuccess[0]) }
      #expect(abs(error / (1 - mean) - 1) < 1e-3, "\(mean) \(rho)")
      #expect(abs(kinds.reduce(0) { $0 + $1.share } - 1) < 1e-14)
    }
    for (mean, rho) in [(1e-12, 1 - 1e-12), (1 - 1e-12, 1 - 1e-12)] {
      #expect(throws: LadderError.degenerate(errorRate: 1 - mean, correlation: rho)) {
        try LadderDifficulty.proportional(correlation: rho).kinds(means: [mean], votes: 100)
      }
    }
  }

  @Test func refusesWhatCannotBe() {
    #expect(throws: LadderError.noEasySteps(model: 1, mean: 0.95, hard: 0.1, share: 0.2)) {
      try LadderDifficulty.hardSteps(share: 0.2, stepSuccess: [0.1]).kinds(means: [0.95], votes: 9)
    }
    #expect(throws: LadderError.errsMore(model: 2)) {
      try LadderDifficulty.proportional(correlation: 0.1).kinds(means: [0.9, 0.8], votes: 9)
    }
  }
}
