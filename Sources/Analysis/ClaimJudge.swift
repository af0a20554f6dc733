package import ExperimentDesign
import Statistics

/// Decides the claims of an experiment from its results; one function a kind, each in its own file.
package struct ClaimJudge {
  /// Results in the order of the plan.
  let results: [PointResult]
  let oracle: any Oracle
  /// Published values beside ours.
  let agreements: [Agreement]
  /// Simulated runs beside a published one.
  let undecidedRuns: [UndecidedRuns]
  /// Published costs of models beside ours.
  let costs: [Agreement]
  /// Simulated plans of escalation.
  let plans: [SimulatedPlan]

  /// Takes the results of one experiment, with what is published beside them where there is any.
  package init(
    results: [PointResult], agreements: [Agreement] = [], undecidedRuns: [UndecidedRuns] = [],
    costs: [Agreement] = [], plans: [SimulatedPlan] = [], oracle: any Oracle
  ) {
    self.results = results
    self.agreements = agreements
    self.undecidedRuns = undecidedRuns
    self.costs = costs
    self.plans = plans
    self.oracle = oracle
  }

  /// Decides a claim.
  ///
  /// - Parameters:
  ///   - claim: The claim.
  ///   - experiment: Suite and name of the experiment.
  /// - Returns: The verdict with the comparisons behind it.
  package func judge(_ claim: ClaimDefinition, experiment: String) -> ClaimResult {
    let chosen = results.filter {
      $0.point.fidelity == claim.fidelity
        && (claim.model == nil || $0.point.model?.name == claim.model)
    }
    var cells: [ClaimCell] =
      switch claim.kind {
      case .reachesTarget: target(claim, chosen, isReached: true)
      case .missesTarget: target(claim, chosen, isReached: false)
      case .sidesWithExact: sidesWithExact(claim, chosen)
      case .matchesExact: matchesExact(claim, chosen)
      case .undecidedMatchesExact: undecidedMatchesExact(claim, chosen)
      case .tailRatio: tailRatio(claim, chosen)
      case .slopeMatchesExact: slopeMatchesExact(claim, chosen)
      case .slopeNearAsymptote: slopeNearAsymptote(claim, chosen)
      case .logarithmFits: logarithmFits(claim, chosen)
      case .equalsVote: equalsVote(chosen)
      case .parallelTime: parallelTime(claim, chosen)
      case .agreesWithPublished: agree(agreements)
      case .undecidedMatchesPublished: undecidedMatchesPublished(claim)
      case .undecidedTests: undecidedTests(claim)
      case .noTrend: noTrend(claim, chosen)
      case .costsAgree: agree(costs)
      case .plansMatchExact: plansMatchExact(claim)
      case .isPrecise: isPrecise(claim, chosen)
      case .rises: rises(claim, chosen)
      case .keepsGuarantee: keepsGuarantee(claim, chosen)
      }
    // Aggregate draws come from the exact law: only whether they follow it can be learnt from them.
    if claim.fidelity == .aggregate, claim.kind != .matchesExact {
      for index in cells.indices { cells[index].isJudged = false }
    }
    return ClaimResult(experiment: experiment, claim: claim, cells: cells)
  }
}

extension ClaimDefinition {
  /// False-alarm rate of each of a number of comparisons, by Bonferroni.
  ///
  /// At least 1e-15, because the level of an interval is 1 less the rate and must stay below 1.
  func rate(over comparisons: Int) -> Double {
    max(1e-15, FamilyWiseError.bonferroniRate(comparisons: max(1, comparisons), rate: falseAlarm))
  }
}

/// The normal deviate of an exact test; far in the tail, where its p-value is 0, the difference over its
/// binomial standard error.
func deviate(_ pValue: Double, of cell: ClaimCell) -> Double? {
  guard let exact = cell.exact else { return nil }
  if pValue > 0 { return ZScore(pValue: pValue, isAbove: cell.estimate > exact).value }
  let error = (exact * (1 - exact) / Double(cell.n)).squareRoot()
  return cell.z ?? (error > 0 ? (cell.estimate - exact) / error : nil)
}
