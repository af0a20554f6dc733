import Analysis
import MAKERCore
import RaceTheory

/// The populations fitted to the curves of undecided steps of a run, with what follows from them.
struct FitReport {
  /// One family, fitted.
  struct Entry {
    let fit: PopulationFit
    /// Probability that the run is right; unit 1.
    let success: Double
    /// The same for ordinary steps in the place of the outlier.
    let successWithoutOutlier: Double
    /// Expected draws of the run; draws.
    let draws: Double
    /// Expected votes of the run; votes.
    let votes: Double
  }

  let counts: UndecidedCounts
  let outlier: OutlierStep?
  let entries: [Entry]
  /// Runs of the family with the least AIC, fitted anew; nil where none were asked for.
  var bootstrap: FitBootstrap?
  let tests: [(law: String, test: UndecidedTest)]

  /// Fits every family.
  ///
  /// - Parameters:
  ///   - counts: Undecided steps of the run.
  ///   - step: Index of the step of its own; nil for none.
  /// - Throws: An error in one line where the counts cannot be of a run, or their laws are too long.
  init(_ counts: UndecidedCounts, outlier step: Int?) throws {
    self.counts = counts
    let outlier = try step.map { try OutlierStep(step: $0, counts: counts) }
    self.outlier = outlier
    var entries: [Entry] = []
    for model in PopulationModel.allCases {
      let fit = try PopulationFit(model, to: counts, outlier: outlier)
      if let term = fit.terms.first(where: { $0.logProbability == -.infinity }) {
        throw LabError(
          "\(term.observed) steps in \(term.name) cannot be: A is ahead-by-k, B first-to-k")
      }
      let law = try PopulationLaw(fit.population, rule: RaceRule(margin: counts.margin))
      entries.append(
        Entry(
          fit: fit, success: law.success(steps: counts.steps),
          successWithoutOutlier: try FitReport.successWithoutOutlier(fit.population, counts),
          draws: law.expectedDraws(steps: counts.steps),
          votes: law.expectedVotes(steps: counts.steps)))
    }
    self.entries = entries
    tests = try FitReport.tests(counts, entries)
  }

  /// Probability of a run without error if outliers were steps like the others.
  static func successWithoutOutlier(
    _ population: StepPopulation, _ counts: UndecidedCounts
  ) throws -> Double {
    let ordinary = try StepPopulation(
      classes: population.classes, wrongShares: population.wrongShares)
    return try PopulationLaw(ordinary, rule: RaceRule(margin: counts.margin))
      .success(steps: counts.steps)
  }

  /// How surely the outlier is decided rightly, for shares that its votes allow; nil without one.
  var outlierRightness: ClosedRange<Double>? {
    outlier.flatMap { try? $0.rightness(margin: counts.margin) }
  }

  /// The family that says most with the fewest numbers.
  var best: Entry? { entries.min { $0.fit.akaike < $1.fit.akaike } }

  private static func tests(
    _ counts: UndecidedCounts, _ entries: [Entry]
  ) throws -> [(law: String, test: UndecidedTest)] {
    var tests: [(String, UndecidedTest)] = []
    let rounds = [counts.margin + 1, counts.margin + 2].filter { $0 <= counts.lastRound }
    if rounds.count == 2 {
      // As the paper has it: alike steps and one wrong candidate, whatever the later rounds say.
      let error = UndecidedTest.contestedErrorRate(counts)
      let alike = try ExpectedUndecided(
        StepPopulation(classes: [.init(share: 1, flagRate: 0, error: .constant(error))]),
        steps: counts.steps, margin: counts.margin, rounds: rounds[1])
      let name = "q = \(NumberFormat.significant(error, 5)) for every step"
      tests.append(
        (name, UndecidedTest.tooManyUndecided(counts, vote: rounds[1], under: alike)))
    }
    for entry in entries {
      for round in rounds {
        let test = UndecidedTest.rulesDiffer(counts, draw: round, under: entry.fit.expected)
        tests.append((entry.fit.model.rawValue, test))
      }
    }
    return tests
  }

  /// One point of a curve with its expected values, family by family.
  struct CurvePoint {
    let panel: UndecidedCounts.Panel
    let rule: RaceRule
    let round: Int
    let undecided: Int
    let expected: [Double]
    /// Distance from each expected value in binomial standard deviations.
    let residuals: [Double]
  }

  /// The points from round k on, to where nothing is undecided.
  var points: [CurvePoint] {
    UndecidedCounts.Panel.allCases.flatMap { panel in
      RaceRule.Kind.allCases.flatMap { kind -> [CurvePoint] in
        let curve = counts[panel, kind]
        let last = curve.firstIndex(of: 0) ?? counts.lastRound
        return (counts.margin...last).map { round in
          let expected = entries.map { $0.fit.expected[panel].undecided(kind)[round] }
          let residuals = expected.map { value in
            let variance = value * (1 - value / Double(counts.steps))
            return variance > 0 ? (Double(curve[round]) - value) / variance.squareRoot() : 0
          }
          return CurvePoint(
            panel: panel, rule: RaceRule(margin: counts.margin, kind: kind), round: round,
            undecided: curve[round], expected: expected, residuals: residuals)
        }
      }
    }
  }
}
