import ExperimentDesign
import Statistics

extension ClaimJudge {
  /// Whether every tilted race tells P(wrong) to the tolerance: half of the interval at the family-wise
  /// corrected level is at most that share of the estimate.
  func isPrecise(_ claim: ClaimDefinition, _ results: [PointResult]) -> [ClaimCell] {
    let tilted = results.filter { $0.point.isTilted }
    let level = 1 - claim.rate(over: tilted.count)
    return tilted.map { result in
      let found = result.stepWrong(level: level)
      let half = found.interval.map { ($0.high - $0.low) / 2 / found.value } ?? .infinity
      var cell = ClaimCell(
        setting: result.point.setting, quantity: "wrong races, weighed", estimate: found.value,
        interval: found.interval, exact: found.exact, z: found.z, n: result.tally.races,
        stopRule: result.planned.stop.description,
        // Nothing seen has a half-width that is no number.
        verdict: half <= claim.tolerance ?? 0 ? .supported : .contradicted)
      cell.note = "half-width \(shortened(half)) of the estimate"
      return cell
    }
  }
}
