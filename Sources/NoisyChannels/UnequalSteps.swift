package import MAKERCore
package import RandomStreams

/// Errors and flags that differ from step to step, alike for all draws of one.
///
/// The class and the error rate of a step are drawn anew in every trial, from the step's own stream.
package struct UnequalSteps: NoiseModel {
  private struct ClassLaw {
    /// Sum of the shares of the classes up to this one; unit 1.
    let upTo: Double
    let validRate: Double
    let error: StepPopulation.ErrorLaw
  }

  private let classes: [ClassLaw]
  private let wrong: WrongSpread
  private let outliers: [Int: OutcomeLaw]
  /// First and last outlier: beyond them nothing is looked up.
  private let outlierSteps: ClosedRange<Int>
  package let candidates: Int
  package let commonLaw: OutcomeLaw?

  /// Takes the population.
  package init(_ population: StepPopulation) {
    var sum = 0.0
    classes = population.classes.map {
      sum += $0.share
      return ClassLaw(upTo: sum, validRate: 1 - $0.flagRate, error: $0.error)
    }
    wrong = WrongSpread(population.wrongShares)
    var outliers: [Int: OutcomeLaw] = [:]
    for outlier in population.outliers {
      // The population has checked them.
      guard let shares = try? CandidateShares(outlier.shares) else { continue }
      outliers[outlier.step] = OutcomeLaw(shares: shares, validRate: 1 - outlier.flagRate)
    }
    self.outliers = outliers
    outlierSteps = (outliers.keys.min() ?? 0)...(outliers.keys.max() ?? 0)
    candidates =
      ([population.wrongShares.count + 1] + population.outliers.map(\.shares.count)).max() ?? 2
    commonLaw =
      population.isAlike
      ? OutcomeLaw(
        right: 1 - classes[0].error.mean, validRate: classes[0].validRate, wrong: wrong)
      : nil
  }

  package func law(step: Int, temperature: Double, stream: StreamKey) -> OutcomeLaw {
    if outlierSteps.contains(step), let outlier = outliers[step] { return outlier }
    var own = WordStream(stream.child(0))
    let place = classes.count > 1 ? own.uniform() : 0
    // Shares may sum to a little less than 1.
    let drawn = classes.first { place < $0.upTo } ?? classes[classes.count - 1]
    let right =
      switch drawn.error {
      case .constant(let rate): 1 - rate
      case .beta(let alpha, let beta): own.beta(alpha, beta).complement
      }
    return OutcomeLaw(right: right, validRate: drawn.validRate, wrong: wrong)
  }
}
