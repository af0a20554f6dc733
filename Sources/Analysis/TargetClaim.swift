import ExperimentDesign
import Statistics

extension ClaimJudge {
  /// Whether the success of the whole task reaches the target at k_min, or misses it below.
  ///
  /// A cell is decided by the exact interval at the family-wise corrected level: on the claimed side
  /// of the target it is supported, on the other contradicted.  Points too dear for whole tasks are
  /// shown with the interval that their step errors give, and are not judged.
  func target(
    _ claim: ClaimDefinition, _ results: [PointResult], isReached: Bool
  ) -> [ClaimCell] {
    let chosen = results.filter { result in
      guard result.point.target != nil, case .minimum(let offset) = result.point.marginChoice else {
        return false
      }
      return isReached ? offset >= 0 : offset < 0
    }
    let level = 1 - claim.rate(over: chosen.count)
    return chosen.map { result in
      let success = result.taskSuccess(level: level)
      let target = result.point.target ?? 0
      let isWhole = result.point.unit == .task
      var cell = ClaimCell(
        setting: result.point.setting, quantity: "task success", estimate: success.value,
        interval: success.interval, exact: success.exact, z: success.z, n: result.tally.trials,
        stopRule: result.planned.stop.description, verdict: .undecided)
      // Weighed races find a step error as surely as whole tasks would, however small it is.
      cell.isJudged = isWhole || result.point.isTilted
      if let interval = success.interval {
        if interval.low >= target { cell.verdict = isReached ? .supported : .contradicted }
        if interval.high < target { cell.verdict = isReached ? .contradicted : .supported }
      }
      if result.point.isTilted {
        cell.note = "from step errors, \(result.tally.racesWrong) wrong races weighed"
      } else if !isWhole {
        cell.note = "whole tasks too dear: from \(result.tally.racesWrong) step errors"
      }
      return cell
    }
  }
}
