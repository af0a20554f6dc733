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
    target(claim, results.filter { $0.isPromised(isReached) }) { _ in isReached }
  }

  /// Whether the success of the whole task at k_min is on the side of the target where its exact value
  /// is: reached where theory of the steps as they are says so, and missed where it says that.
  ///
  /// A point whose exact value is too near to the target for its trials to tell, and one that no exact
  /// value is known of, is left out of the judgement: that is known before any trial.
  func sidesWithExact(_ claim: ClaimDefinition, _ results: [PointResult]) -> [ClaimCell] {
    let chosen = results.filter { $0.isPromised(true) }
    let deviates = SpecialFunctions.normalHalfWidth(level: 1 - claim.rate(over: chosen.count)) + 4
    var cells = target(claim, chosen) { result in
      (result.taskSuccess(level: PointResult.tableLevel).exact ?? 0) >= result.point.target ?? 0
    }
    for (index, cell) in cells.enumerated() where cell.isJudged {
      guard let exact = cell.exact, let target = chosen[index].point.target else {
        cells[index].isJudged = false
        continue
      }
      let error = (exact * (1 - exact) / Double(cell.n)).squareRoot()
      cells[index].isJudged = abs(exact - target) >= deviates * error
      cells[index].note =
        cells[index].isJudged
        ? "exactly it \(exact >= target ? "reaches" : "misses") the target"
        : "exactly too near to the target for \(cell.n) trials"
    }
    return cells
  }

  /// Cells of points, each with the side of the target on which its success is claimed to be.
  private func target(
    _ claim: ClaimDefinition, _ chosen: [PointResult], isReached: (PointResult) -> Bool
  ) -> [ClaimCell] {
    let level = 1 - claim.rate(over: chosen.count)
    return chosen.map { result in
      let isReached = isReached(result)
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

extension PointResult {
  /// Whether the margin is k_min or above, or, for what is to miss the target, below it.
  fileprivate func isPromised(_ isReached: Bool) -> Bool {
    guard point.target != nil, case .minimum(let offset) = point.marginChoice else { return false }
    return isReached ? offset >= 0 : offset < 0
  }
}
