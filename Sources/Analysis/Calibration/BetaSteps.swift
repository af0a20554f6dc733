package import MAKERCore
import Statistics

/// Beta-distributed step success by its mean and the correlation within a step.
package enum BetaSteps {
  /// Below this correlation, steps are as good as alike: a shape would pass 1e9.
  private static let leastCorrelation = 2e-9
  /// Least sum of the shapes of a population: hardly a step is between all right and all wrong.
  private static let leastSum = 1e-9
  /// Least shape of a population; integrals of smaller ones do not converge.
  private static let leastShape = 1e-17

  /// Shapes of the right and the wrong votes; nil where the law is no Beta: all steps alike, or each all
  /// right or all wrong.
  ///
  /// - Source: Beta-binomial law, `ρ = 1/(a + b + 1)`.
  package static func shapes(
    success: Double, correlation: Double
  ) -> (right: Double, wrong: Double)? {
    guard correlation > 0, correlation < 1, success > 0, success < 1 else { return nil }
    let sum = 1 / correlation - 1
    return (success * sum, (1 - success) * sum)
  }

  /// Share of the steps whose success is below one half, `I_½(a, b)`; unit 1.
  package static func hardShare(success: Double, correlation: Double) -> Double {
    if success == 0 || success == 1 { return 1 - success }
    if correlation >= 1 { return 1 - success }
    guard let shapes = shapes(success: success, correlation: correlation) else {
      return success < 0.5 ? 1 : 0
    }
    return SpecialFunctions.betaLower(a: shapes.right, b: shapes.wrong, x: 0.5)
  }

  /// The steps as a class of a population, of the same mean.
  ///
  /// Where nearly all steps are all right or all wrong, both shapes grow alike until they can be
  /// integrated: one that grew alone would draw the mean to one half.
  ///
  /// - Parameters:
  ///   - success: Mean step success; unit 1, range [0, 1].
  ///   - correlation: Correlation ρ within a step; unit 1, range [0, 1].
  ///   - flagRate: Share of draws that are flagged; unit 1, range [0, 1).
  /// - Returns: A class of all steps.
  package static func population(
    success: Double, correlation: Double, flagRate: Double = 0
  ) -> StepPopulation.StepClass {
    let law: StepPopulation.ErrorLaw
    if correlation >= leastCorrelation, success > 0, success < 1 {
      let (right, wrong) = (success, 1 - success)
      let sum = max(1 / correlation - 1, leastSum, leastShape / min(right, wrong))
      law = .beta(alpha: wrong * sum, beta: right * sum)
    } else {
      law = .constant(1 - success)
    }
    return StepPopulation.StepClass(share: 1, flagRate: flagRate, error: law)
  }
}
