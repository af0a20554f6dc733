import ExperimentDesign
package import RaceTheory
import Statistics

/// Steps simulated under a plan of escalation, beside the exact plan.
package struct SimulatedPlan: Sendable {
  /// Which setting, `hard steps k=3 cap=6 models 1 2`.
  package let setting: String
  /// The exact plan.
  package let plan: EscalationPlan
  /// Steps decided rightly, decided wrongly and given up; counts.
  package let right: Int
  /// Steps decided wrongly; count.
  package let wrong: Int
  /// Steps given up after the last model; count.
  package let givenUp: Int
  /// Mean cost of a step and its standard error; money.
  package let meanCost: Double
  /// Standard error of the mean cost; money.
  package let costError: Double

  /// Puts counts beside a plan.
  package init(
    setting: String, plan: EscalationPlan, right: Int, wrong: Int, givenUp: Int, meanCost: Double,
    costError: Double
  ) {
    self.setting = setting
    self.plan = plan
    self.right = right
    self.wrong = wrong
    self.givenUp = givenUp
    self.meanCost = meanCost
    self.costError = costError
  }

  /// Steps; count.
  package var steps: Int { right + wrong + givenUp }
}

extension ClaimJudge {
  /// Whether the steps of every simulated plan end, and cost, as exact theory says.
  ///
  /// Shares right, wrong and given up by the exact binomial test, mean costs by z under the variance
  /// found, each at the Bonferroni rate over all comparisons.
  func plansMatchExact(_ claim: ClaimDefinition) -> [ClaimCell] {
    let rate = claim.rate(over: 4 * plans.count)
    return plans.flatMap { found in
      [
        share("right steps", found.right, found.plan.right, of: found, rate),
        share("wrong steps", found.wrong, found.plan.wrong, of: found, rate),
        share("steps given up", found.givenUp, found.plan.givenUp, of: found, rate),
        cost(found, rate),
      ]
    }
  }

  private func share(
    _ quantity: String, _ count: Int, _ exact: Double, of found: SimulatedPlan, _ rate: Double
  ) -> ClaimCell {
    let pValue = BinomialTest.pValue(
      successes: count, trials: found.steps, probability: exact, complement: 1 - exact)
    var cell = ClaimCell(
      setting: found.setting, quantity: quantity, estimate: Double(count) / Double(found.steps),
      interval: BinomialInterval.fixedTrials(
        successes: count, trials: found.steps, level: 1 - rate),
      exact: exact, n: found.steps, stopRule: "trials",
      verdict: pValue < rate ? .contradicted : .supported,
      note: "p-value \(shortened(pValue)) at rate \(shortened(rate))")
    cell.z = deviate(pValue, of: cell)
    return cell
  }

  private func cost(_ found: SimulatedPlan, _ rate: Double) -> ClaimCell {
    let z = ZScore(
      estimate: found.meanCost, exact: found.plan.cost, standardError: found.costError
    ).value
    let pValue = 2 * SpecialFunctions.normalUpper(abs(z))
    let half = SpecialFunctions.normalHalfWidth(level: 1 - rate) * found.costError
    return ClaimCell(
      setting: found.setting, quantity: "cost of a step", estimate: found.meanCost,
      interval: Interval(low: found.meanCost - half, high: found.meanCost + half, level: 1 - rate),
      exact: found.plan.cost, z: z, n: found.steps, stopRule: "trials",
      verdict: pValue < rate ? .contradicted : .supported,
      note: "p-value \(shortened(pValue)) at rate \(shortened(rate))")
  }
}
