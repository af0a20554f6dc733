import ExperimentDesign
import MAKERCore
import Statistics

extension ClaimJudge {
  /// Whether the share of wrong races changes with the size of the task, for each setting else alike.
  func noTrend(_ claim: ClaimDefinition, _ results: [PointResult]) -> [ClaimCell] {
    let groups = results.grouped {
      $0.steps = 1
      $0.disks = nil
    }
    let rate = claim.rate(over: groups.count)
    return groups.map { group in
      let wrong = group.map(\.tally.racesWrong)
      let races = group.map(\.tally.races)
      let scores = group.map { $0.point.disks ?? $0.point.steps }
      let all = Double(wrong.reduce(0, +)) / Double(races.reduce(0, +))
      var cell = ClaimCell(
        setting: group[0].point.model.map { "model=\($0.name)" }
          ?? "p=\(group[0].point.stepSuccess)",
        quantity: "trend of wrong races with size", estimate: all, n: races.reduce(0, +),
        stopRule: group[0].planned.stop.description, verdict: .undecided)
      guard let test = TrendTest(successes: wrong, trials: races, scores: scores) else {
        cell.isJudged = false
        cell.note = "no race is wrong, or all are, or one size only"
        return cell
      }
      cell.z = test.z
      cell.verdict = test.pValue < rate ? .contradicted : .supported
      cell.note = "p-value \(shortened(test.pValue)) at rate \(shortened(rate))"
      return cell
    }
  }
}
