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
    let counts = try Self.expectedCounts(population, steps: 10_000_000, rounds: 7)
    let fit = try PopulationFit(.iid, to: counts)
    #expect(abs(fit.population.meanFlagRate / 0.05 - 1) < 1e-3, "\(fit.population)")
    #expect(abs(fit.population.meanErrorRate / 0.01 - 1) < 1e-3, "\(fit.population)")
    #expect(abs(fit.population.wrongShares[0] - 0.8) < 0.01, "\(fit.population)")
    #expect(fit.deviance < 0.1 && fit.parameters == 3, "\(fit.deviance)")
    #expect(abs(fit.akaike - 6 + 2 * fit.logLikelihood) < 1e-9)
  }

  /// Expected counts are the likeliest at their own population: parameters come back.
  @Test func recoversUnequalSteps() throws {
    let concentration = 30.0
    func law(_ mean: Double) -> StepPopulation.ErrorLaw {
      .beta(alpha: mean * concentration, beta: (1 - mean) * concentration)
    }
    let population = try StepPopulation(
      classes: [
        .init(share: 0.7, flagRate: 0.01, error: law(0.004)),
        .init(share: 0.25, flagRate: 0.12, error: law(0.01)),
        .init(share: 0.05, flagRate: 0.4, error: law(0.03)),
      ], wrongShares: [0.7, 0.3])
    let counts = try Self.expectedCounts(population, steps: 20_000_000, rounds: 8)
    let fit = try PopulationFit(.dependent, to: counts)
    #expect(fit.deviance < 0.5, "\(fit.deviance)")
    for (own, known) in zip(fit.population.classes, population.classes) {
      #expect(abs(own.share / known.share - 1) < 0.1, "\(fit.population)")
      #expect(abs(own.flagRate - known.flagRate) < 0.01, "\(fit.population)")
      #expect(abs(own.error.mean / known.error.mean - 1) < 0.15, "\(fit.population)")
    }
    #expect(abs(fit.population.wrongShares[0] - 0.7) < 0.02, "\(fit.population)")
    let independent = try PopulationFit(.independent, to: counts)
    #expect(independent.logLikelihood < fit.logLikelihood - 100)
  }

  /// An outlier that the counts hold is not taken for an ordinary step.
  @Test func outliersAreLeftToThemselves() throws {
    let population = try StepPopulation(
      classes: [.init(share: 1, flagRate: 0.05, error: .constant(0.01))], wrongShares: [0.8, 0.2],
      outliers: [.init(step: 3, flagRate: 0, shares: [0.4, 0.3, 0.3])])
    let counts = try Self.expectedCounts(population, steps: 1_000_000, rounds: 8)
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
