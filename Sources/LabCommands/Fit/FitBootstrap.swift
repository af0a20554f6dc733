import Analysis
import ExperimentDesign
import Foundation
import MAKERCore
import RaceTheory
import Simulation

/// Runs drawn from a fitted population, each fitted anew: how far a fit can be trusted.
///
/// The published counts have chosen the parameters, so they lie nearer to the fit than a run drawn from it
/// does; only runs that were given the same advantage tell whether the distance is too large.
struct FitBootstrap {
  /// The family.
  let model: PopulationModel
  /// Deviance of each run under its own fit.
  let deviances: [Double]
  /// Probability of a run without error under each fit; unit 1.
  let successes: [Double]
  /// The same for ordinary steps in the place of the outlier.
  let successesWithoutOutlier: [Double]
  /// Probability of a deviance as large as that of the published counts; unit 1.
  ///
  /// - Source: the Monte Carlo test of Barnard 1963, (1 + how many are as large)/(1 + runs).
  let pValue: Double

  /// Draws and fits runs.
  ///
  /// - Parameters:
  ///   - entry: The fitted family.
  ///   - counts: The published counts.
  ///   - runs: How many runs; count, at least 1.
  ///   - seed: Seed of the runs; 0 to `Int.max`.
  ///   - progress: Told after each run.
  /// - Throws: `TheoryError`, `SamplerError`.
  init(
    _ entry: FitReport.Entry, counts: UndecidedCounts, runs: Int, seed: Int,
    progress: (Int) -> Void
  ) throws {
    let outliers = entry.fit.population.outliers
    var deviances: [Double] = []
    var successes: [Double] = []
    var alone: [Double] = []
    for run in 0..<runs {
      let drawn = try FitBootstrap.run(run, of: entry.fit.population, like: counts, seed: seed)
      let fit = try PopulationFit(entry.fit.model, to: drawn, keeping: outliers)
      let law = try PopulationLaw(fit.population, rule: RaceRule(margin: counts.margin))
      deviances.append(fit.deviance)
      successes.append(law.success(steps: counts.steps))
      alone.append(try FitReport.successWithoutOutlier(fit.population, counts))
      progress(run + 1)
    }
    model = entry.fit.model
    let published = entry.fit.deviance
    pValue = Double(1 + deviances.count { $0 >= published }) / Double(1 + runs)
    self.deviances = deviances
    self.successes = successes
    successesWithoutOutlier = alone
  }

  /// From the 2.5th to the 97.5th percentile.
  static func range(_ values: [Double]) -> ClosedRange<Double> {
    let sorted = values.sorted()
    let cut = Int(0.025 * Double(sorted.count))
    return sorted[cut]...sorted[sorted.count - 1 - cut]
  }

  /// Both rules over the same draws of one run.
  private static func run(
    _ index: Int, of population: StepPopulation, like counts: UndecidedCounts, seed: Int
  ) throws -> UndecidedCounts {
    let model = SimulatedModel(name: "bootstrap", population: population)
    let rounds = max(60, 2 * counts.lastRound)
    var point = DesignPoint(
      experiment: "fit/bootstrap", fidelity: .vote, unit: .task, shares: model.shares,
      validRate: model.validRate, steps: counts.steps, disks: nil, target: nil,
      margin: counts.margin, marginChoice: .fixed(counts.margin), minimumMargin: nil, cap: nil,
      listedVotes: rounds, model: model, listedDraws: rounds)
    func tally() throws -> Tally {
      try Samplers.make(for: PlannedPoint(point: point, stop: .trials(1)), seed: seed)
        .sample(index..<index + 1)
    }
    let ahead = try tally()
    point.rule = .firstTo
    guard let run = UndecidedCounts(ahead, try tally(), point) else {
      throw LabError("a simulated run has no curves")
    }
    return run
  }
}
