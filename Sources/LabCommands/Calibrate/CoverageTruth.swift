package import MAKERCore
import Statistics

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A population of steps whose numbers are known, to hold calibrations against.
package struct CoverageTruth {
  /// What it is, in a few words.
  package let name: String
  /// The steps.
  package let population: StepPopulation
  /// Whether step success is Beta-distributed or the same everywhere, so that a Beta law may be claimed.
  package let isBeta: Bool
  /// Mean valid rate v of a draw; unit 1.
  package var validRate: Double { 1 - population.meanFlagRate }

  private init(_ name: String, _ classes: [StepPopulation.StepClass], isBeta: Bool) {
    self.name = name
    // Shares of the lists below sum to 1.
    guard let population = try? StepPopulation(classes: classes) else {
      preconditionFailure("\(name) is no population")
    }
    self.population = population
    self.isBeta = isBeta
  }

  /// Beta-distributed success, or steps that are alike where ρ is 0.
  package static func beta(_ success: Double, _ correlation: Double, valid: Double = 1)
    -> CoverageTruth
  {
    guard
      let steps = try? SimulatedSteps(
        success: success, correlation: correlation, validRate: valid)
    else { preconditionFailure("no Beta law of \(success), \(correlation)") }
    return CoverageTruth(
      correlation == 0 ? "alike" : "beta", steps.population.classes, isBeta: true)
  }

  /// Kinds of steps, each with its share, success and valid rate.
  package static func kinds(
    _ name: String, _ kinds: [(share: Double, success: Double, valid: Double)]
  ) -> CoverageTruth {
    CoverageTruth(
      name,
      kinds.map {
        StepPopulation.StepClass(
          share: $0.share, flagRate: 1 - $0.valid, error: .constant(1 - $0.success))
      }, isBeta: false)
  }

  /// Mean success over steps with a valid draw.
  package func success(repeats: Int) -> Double { moments(repeats: repeats, least: 1).mean }

  /// Correlation within a step over steps with two valid draws or more.
  package func correlation(repeats: Int) -> Double {
    let (mean, square) = moments(repeats: repeats, least: 2)
    return mean < 1 ? (square - mean * mean) / (mean * (1 - mean)) : 0
  }

  /// Share of steps with a success below one half, where all steps have as many flags; else nil.
  package var hardShare: Double? {
    guard Set(population.classes.map(\.flagRate)).count == 1 else { return nil }
    return population.classes.reduce(0) { sum, step in
      switch step.error {
      case .beta(let alpha, let beta):
        sum + step.share * SpecialFunctions.betaLower(a: beta, b: alpha, x: 0.5)
      default: sum + (step.error.mean > 0.5 ? step.share : 0)
      }
    }
  }

  /// Mean and mean square of the success over steps with so many valid draws or more.
  private func moments(repeats: Int, least: Int) -> (mean: Double, square: Double) {
    var (all, mean, square) = (0.0, 0.0, 0.0)
    for step in population.classes {
      let weight =
        step.share
        * BinomialTest.upperTail(
          successes: least, trials: repeats, probability: 1 - step.flagRate,
          complement: step.flagRate)
      let p = 1 - step.error.mean
      var variance = 0.0
      if case .beta(let alpha, let beta) = step.error {
        variance = p * (1 - p) / (alpha + beta + 1)
      }
      all += weight
      mean += weight * p
      square += weight * (p * p + variance)
    }
    return (mean / all, square / all)
  }
}
