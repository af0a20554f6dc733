import ExperimentDesign
import Statistics

extension ClaimJudge {
  /// Whether the slope found equals the slope of the exact staircase, at 5 sigma whatever the
  /// false-alarm rate of the claim.
  ///
  /// Undecided where a size has too few votes for their mean to be normal that far out.
  func slopeMatchesExact(_ claim: ClaimDefinition, _ results: [PointResult]) -> [ClaimCell] {
    ScalingFit.fits(results).map { fit in
      let z = ZScore(estimate: fit.slope, exact: fit.exactSlope, standardError: fit.slopeError)
      let half = 5 * fit.slopeError
      let isNormal = fit.results.allSatisfy { result in
        result.exact.map { $0.varianceVotes == 0 || result.hasNormalVotes(exact: $0) } ?? false
      }
      return ClaimCell(
        setting: fit.setting, quantity: "slope of votes/step on ln s", estimate: fit.slope,
        interval: Interval(
          low: fit.slope - half, high: fit.slope + half,
          level: 1 - 2 * SpecialFunctions.normalUpper(5)),
        exact: fit.exactSlope, z: z.value, n: fit.results.reduce(0) { $0 + $1.tally.races },
        stopRule: fit.stopRule,
        verdict: !isNormal ? .undecided : abs(z.value) > 5 ? .contradicted : .supported,
        note: "\(fit.results.count) sizes, "
          + (isNormal ? "5 sigma" : "too few votes beyond the margin at a size"))
    }
  }

  /// Whether the slope of the exact staircase is near the asymptotic one; exact values only.
  func slopeNearAsymptote(_ claim: ClaimDefinition, _ results: [PointResult]) -> [ClaimCell] {
    let tolerance = claim.tolerance ?? 0
    return ScalingFit.fits(results).map { fit in
      let difference = fit.exactSlope / fit.asymptote - 1
      return ClaimCell(
        setting: fit.setting, quantity: "exact slope", estimate: fit.exactSlope,
        exact: fit.asymptote, n: 0, stopRule: "exact",
        verdict: abs(difference) <= tolerance ? .supported : .contradicted,
        note: "differs by \(shortened(100 * difference)) %, allowed \(shortened(100 * tolerance)) %"
      )
    }
  }

  /// Whether the least-squares line a + b·ln s of relative residuals fits the votes per step found.
  ///
  /// The note says how near the best of all lines comes, and how the rivals do.
  func logarithmFits(_ claim: ClaimDefinition, _ results: [PointResult]) -> [ClaimCell] {
    let tolerance = claim.tolerance ?? 0
    return ScalingFit.fits(results).map { fit in
      let model = fit.perStep
      let rivals = fit.models.dropFirst().map {
        "\($0.name) \(shortened(100 * $0.greatestRelativeResidual)) %"
      }
      return ClaimCell(
        setting: fit.setting, quantity: "greatest residual of a + b ln s",
        estimate: model.greatestRelativeResidual, exact: tolerance,
        n: fit.results.reduce(0) { $0 + $1.tally.races }, stopRule: fit.stopRule,
        verdict: model.greatestRelativeResidual <= tolerance ? .supported : .contradicted,
        note:
          "the best line misses by \(shortened(100 * fit.bestLineResidual)) %; rivals on total votes: "
          + rivals.joined(separator: ", "))
    }
  }
}

extension ScalingFit {
  /// The stop rules of the group, one name where they agree in kind.
  fileprivate var stopRule: String {
    let rules = Set(results.map(\.planned.stop.description))
    return rules.count == 1 ? rules.first ?? "" : "\(results[0].planned.stop.kind) by size"
  }
}
