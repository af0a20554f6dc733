import Analysis
import MAKERCore
import Testing

@Suite struct CompositeLikelihoodTests {
  static let rough: Result<StepPopulation, PopulationError> = Result {
    () throws(PopulationError) in
    try StepPopulation(
      classes: [
        .init(share: 0.6, flagRate: 0.05, error: .constant(0.05)),
        .init(share: 0.4, flagRate: 0.4, error: .constant(0.35)),
      ], wrongShares: [0.7, 0.3])
  }

  /// Expected curves and the laws of the single counts, against runs drawn step by step: the mean of
  /// each curve within 5 standard errors, the mean squared residual of each term within 5 of 1.
  @Test func lawsMatchRunsDrawnFromThePopulation() throws {
    let population = try Self.rough.get()
    let (steps, rounds, runs) = (800, 8, 150)
    let expected = try ExpectedUndecided(population, steps: steps, margin: 3, rounds: rounds)
    var simulator = RunSimulator(state: 4)
    var sums: [String: (residual: Double, square: Double, fourth: Double)] = [:]
    var curves: [UndecidedCounts.Panel: [RaceRule.Kind: [Double]]] = [:]
    for _ in 0..<runs {
      let counts = try simulator.counts(population, steps: steps, margin: 3, rounds: rounds)
      for term in CompositeLikelihood(of: counts, expected: expected).terms {
        #expect(term.logProbability > -100, "\(term)")
        let square = term.residual * term.residual
        let old = sums[term.name] ?? (0, 0, 0)
        sums[term.name] = (
          old.residual + term.residual, old.square + square, old.fourth + square * square
        )
      }
      for panel in UndecidedCounts.Panel.allCases {
        for kind in RaceRule.Kind.allCases {
          let old = curves[panel]?[kind] ?? [Double](repeating: 0, count: rounds + 1)
          curves[panel, default: [:]][kind] = zip(old, counts[panel, kind]).map { $0 + Double($1) }
        }
      }
    }
    let count = Double(runs)
    for panel in UndecidedCounts.Panel.allCases {
      for kind in RaceRule.Kind.allCases {
        let law = expected[panel].undecided(kind)
        for (round, sum) in (curves[panel]?[kind] ?? []).enumerated() {
          let error = (law[round] * (1 - law[round] / Double(steps)) / count).squareRoot()
          #expect(
            abs(sum / count - law[round]) <= 5 * error + 1e-9,
            "\(panel) \(kind) \(round): \(sum / count), expected \(law[round])")
        }
      }
    }
    #expect(sums.count == 21, "\(sums.keys.sorted())")
    for (name, sum) in sums where sum.square > 0 {
      #expect(abs(sum.residual / count) <= 5 / count.squareRoot(), "\(name): \(sum)")
      let mean = sum.square / count
      let error = ((sum.fourth / count - mean * mean) / count).squareRoot()
      #expect(abs(mean - 1) <= 5 * error, "\(name): mean square \(mean) ± \(error)")
    }
  }

  /// Runs of the law itself have small deviances, runs of another large ones.
  @Test func devianceTellsLawsApart() throws {
    let population = try Self.rough.get()
    let other = try StepPopulation(
      classes: population.classes.map {
        .init(share: $0.share, flagRate: $0.flagRate, error: .constant(0.17))
      }, wrongShares: [0.7, 0.3])
    var simulator = RunSimulator(state: 5)
    var own: [Double] = []
    for _ in 0..<20 {
      let counts = try simulator.counts(population, steps: 800, margin: 3, rounds: 8)
      own.append(try CompositeLikelihood.deviance(of: counts, under: population))
      #expect(try CompositeLikelihood.deviance(of: counts, under: other) > 60)
    }
    // 21 terms of which one or two are certain: about 20 on average, standard deviation of the mean 1.4.
    let mean = own.reduce(0, +) / Double(own.count)
    #expect(abs(mean - 20) < 7, "\(own)")
  }

  /// The published curves under the fitted population: the numbers that experiments are made of.
  @Test func publishedCurvesFitTheDependentFamilyBest() throws {
    let counts = try PublishedCounts.counts()
    let population = try PublishedCounts.dependent()
    let deviance = try CompositeLikelihood.deviance(of: counts, under: population)
    #expect(abs(deviance - 41.55) < 0.1, "\(deviance)")
    let alike = try StepPopulation(
      classes: [.init(share: 1, flagRate: 0.032, error: .constant(2.2575e-4))],
      wrongShares: [0.8, 0.2])
    #expect(try CompositeLikelihood.deviance(of: counts, under: alike) > 10_000)
  }

  /// Logarithms of probabilities sum to 1, and the mode has deviance 0.
  @Test func termsAreLaws() throws {
    let counts = try PublishedCounts.counts()
    let expected = try ExpectedUndecided(
      PublishedCounts.dependent(), steps: counts.steps, margin: 3, rounds: 18)
    let terms = CompositeLikelihood(of: counts, expected: expected).terms
    #expect(terms.count == 47)
    for term in terms {
      #expect(term.deviance >= 0 && term.logProbability <= 0 && term.variance >= 0, "\(term)")
      // For counts that are not small the deviance is the squared residual.
      if term.variance > 400 {
        let square = term.residual * term.residual
        #expect(abs(term.deviance - square) < 0.1 + 0.1 * square, "\(term)")
      }
    }
  }

  /// A population that never errs, beside a run whose rules differ on thousands of steps: impossible,
  /// and infinitely deviant.
  @Test func aCertainLawRefusesWhatCannotBe() throws {
    let never = try StepPopulation(
      classes: [.init(share: 1, flagRate: 0, error: .constant(0))], wrongShares: [1])
    let (ahead, first) = ([9000, 9000, 8000, 6000, 3000, 0], [9000, 9000, 8000, 4000, 0])
    let counts = try UndecidedCounts(
      margin: 2,
      curves: [
        .voting: [.firstToAheadBy: ahead, .firstTo: first],
        .sampling: [.firstToAheadBy: ahead, .firstTo: first],
      ])
    #expect(try CompositeLikelihood.deviance(of: counts, under: never) == .infinity)
  }
}
