import ExperimentDesign
import MAKERCore
import Statistics

extension ClaimJudge {
  /// Whether the share of wrong races changes with the size of the task, for each setting else alike.
  ///
  /// The scores of the trend are the disks, or the ranks of the steps: these may be a few next to very
  /// many, of which one alone would count.
  func noTrend(_ claim: ClaimDefinition, _ results: [PointResult]) -> [ClaimCell] {
    let groups = results.grouped {
      $0.steps = 1
      $0.disks = nil
    }
    let rate = claim.rate(over: groups.count)
    return groups.map { group in
      let scores = Self.scores(group)
      // Sizes of one score are one group.
      var wrong = [Int](repeating: 0, count: (scores.max() ?? 0) + 1)
      var races = wrong
      for (result, score) in zip(group, scores) {
        wrong[score] += result.tally.racesWrong
        races[score] += result.tally.races
      }
      let all = Double(wrong.reduce(0, +)) / Double(races.reduce(0, +))
      var cell = ClaimCell(
        setting: group[0].point.model.map { "model=\($0.name)" }
          ?? "p=\(group[0].point.stepSuccess)",
        quantity: "trend of wrong races with size", estimate: all, n: races.reduce(0, +),
        stopRule: group[0].planned.stop.description, verdict: .undecided)
      guard let test = TrendTest(successes: wrong, trials: races, scores: Array(races.indices))
      else {
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

  /// Most scores of steps, so that an exact test stays quick.
  private static let mostScores = 16

  /// Disks, or ranks of the steps from 0; of more sizes than scores, neighbours share one.
  private static func scores(_ group: [PointResult]) -> [Int] {
    let disks = group.compactMap(\.point.disks)
    if disks.count == group.count { return disks }
    let sizes = Set(group.map(\.point.steps)).sorted()
    let last = max(1, sizes.count - 1)
    let ranks = Dictionary(
      uniqueKeysWithValues: sizes.enumerated().map { rank, steps in
        (steps, rank * min(last, mostScores - 1) / last)
      })
    return group.map { ranks[$0.point.steps] ?? 0 }
  }
}
