import Analysis
import MAKERCore
import Testing

@Suite struct PopulationFitTests {
  /// Counts that a population expects, rounded.
  static func expectedCounts(
    _ population: StepPopulation, steps: Int, rounds: Int
  ) throws -> UndecidedCounts {
    let expected = try ExpectedUndecided(population, steps: steps, margin: 3, rounds: rounds)
    var curves: [UndecidedCounts.Panel: [RaceRule.Kind: [Int]]] = [:]
    for panel in UndecidedCounts.Panel.allCases {
      for kind in RaceRule.Kind.allCases {
        curves[panel, default: [:]][kind] = expected[panel].undecided(kind).map {
          Int($0.rounded())
        }
      }
    }
    return try UndecidedCounts(margin: 3, curves: curves)
  }

  @Test func recoversAlikeSteps() throws {
    let population = try StepPopulation(
      classes: [.init(share: 1, flagRate: 0.05, error: .constant(0.01))], wrongShares: [0.8, 0.2])
    let counts = try Self.expectedCounts(population, steps: 200_000, rounds: 7)
    let fit = try PopulationFit(.iid, to: counts)
    #expect(abs(fit.population.meanFlagRate / 0.05 - 1) < 0.01, "\(fit.population)")
    #expect(abs(fit.population.meanErrorRate / 0.01 - 1) < 0.01, "\(fit.population)")
    #expect(abs(fit.population.wrongShares[0] - 0.8) < 0.05, "\(fit.population)")
    #expect(fit.deviance < 1 && fit.parameters == 3, "\(fit.deviance)")
    #expect(abs(fit.akaike - 6 + 2 * fit.logLikelihood) < 1e-9)
  }

  /// Expected counts are the likeliest at their own population, as far as rounding lets it be.
  @Test func recoversUnequalSteps() throws {
    func law(_ mean: Double) -> StepPopulation.ErrorLaw {
      .beta(alpha: mean * 100, beta: (1 - mean) * 100)
    }
    let population = try StepPopulation(
      classes: [
        .init(share: 0.7, flagRate: 0.005, error: law(0.0005)),
        .init(share: 0.3, flagRate: 0.15, error: law(0.005)),
      ], wrongShares: [0.7, 0.3])
    let counts = try Self.expectedCounts(population, steps: 200_000, rounds: 6)
    let own = try CompositeLikelihood(
      of: counts, expected: ExpectedUndecided(population, steps: 200_000, margin: 3, rounds: 6))
    let fit = try PopulationFit(.dependent, to: counts)
    #expect(fit.logLikelihood >= own.logLikelihood - 0.01, "\(fit.population)")
    #expect(fit.deviance < 2, "\(fit.deviance)")
    #expect(abs(fit.population.meanErrorRate / population.meanErrorRate - 1) < 0.02)
    #expect(abs(fit.population.meanFlagRate / population.meanFlagRate - 1) < 0.02)
  }

  /// An outlier that the counts hold is not taken for an ordinary step.
  @Test func outliersAreLeftToThemselves() throws {
    let population = try StepPopulation(
      classes: [.init(share: 1, flagRate: 0.05, error: .constant(0.01))], wrongShares: [0.8, 0.2],
      outliers: [.init(step: 3, flagRate: 0, shares: [0.4, 0.3, 0.3])])
    let counts = try Self.expectedCounts(population, steps: 200_000, rounds: 7)
    let fit = try PopulationFit(.iid, to: counts, keeping: population.outliers)
    #expect(fit.population.outliers == population.outliers)
    #expect(abs(fit.population.meanErrorRate / 0.01 - 1) < 0.01, "\(fit.population)")
    #expect(fit.parameters == 3)
  }

  @Test func contestedErrorRateIsTheOneOfTheFacts() throws {
    let counts = try PublishedCounts.counts()
    let error = UndecidedTest.contestedErrorRate(counts)
    #expect(abs(error - 2.2575e-4) < 1e-8, "\(error)")
    let alike = try StepPopulation(
      classes: [.init(share: 1, flagRate: 0, error: .constant(error))])
    let expected = try ExpectedUndecided(alike, steps: counts.steps, margin: 3, rounds: 18)
    let test = UndecidedTest.tooManyUndecided(counts, vote: 5, under: expected)
    #expect(test.observed == 17 && abs(test.expected - 0.481) < 0.001, "\(test)")
    #expect(test.pValue < 1e-19 && test.pValue > 1e-22, "\(test)")
    let differ = UndecidedTest.rulesDiffer(counts, draw: 4, under: expected)
    #expect(differ.observed == 507 && differ.pValue < 1e-6, "\(differ)")
  }
}
