import ExperimentDesign
import Statistics

extension ClaimJudge {
  /// Whether success at the greatest margin is above that at the least, and above that of the least
  /// margin without decomposition, for each setting else alike.
  ///
  /// Both by the trend test of two groups, exact where successes or failures are few; two-sided at the
  /// Bonferroni rate.  What lies above is supported, below contradicted, else undecided.
  func rises(_ claim: ClaimDefinition, _ results: [PointResult]) -> [ClaimCell] {
    let groups = results.grouped {
      $0.margin = 1
      $0.marginChoice = .fixed(1)
      $0.depth = nil
    }
    let pairs = groups.flatMap(Self.rivals)
    let rate = claim.rate(over: pairs.count)
    return pairs.map { best, rival in
      let trials = [rival.tally.trials, best.tally.trials]
      let correct = [rival.tally.trialsCorrect, best.tally.trialsCorrect]
      let found = Double(correct[1]) / Double(trials[1])
      var cell = ClaimCell(
        setting: best.point.setting, quantity: "success above that of \(rival.point.setting)",
        estimate: found,
        interval: BinomialInterval.fixedTrials(
          successes: correct[1], trials: trials[1], level: 1 - rate),
        n: trials[0] + trials[1], stopRule: best.planned.stop.description, verdict: .undecided,
        note: "against \(shortened(Double(correct[0]) / Double(trials[0])))")
      guard let test = TrendTest(successes: correct, trials: trials, scores: [0, 1]) else {
        return cell
      }
      cell.z = test.z
      let pValue = test.pValue
      if pValue < rate { cell.verdict = test.z > 0 ? .supported : .contradicted }
      cell.note += ", p-value \(shortened(pValue)) at rate \(shortened(rate))"
      return cell
    }
  }

  /// The deepest point of the greatest margin beside those of the least margin, deepest and shallowest.
  private static func rivals(_ group: [PointResult]) -> [(PointResult, PointResult)] {
    func chosen(_ depth: Int?, _ margin: Int?) -> PointResult? {
      group.first { $0.point.depth == depth && $0.point.margin == margin }
    }
    let depths = group.compactMap(\.point.depth)
    let margins = group.map(\.point.margin)
    guard let best = chosen(depths.max(), margins.max()),
      let least = chosen(depths.max(), margins.min()), best.point.margin > least.point.margin
    else { return [] }
    guard depths.min() != depths.max(), let baseline = chosen(depths.min(), margins.min()) else {
      return [(best, least)]
    }
    return [(best, least), (best, baseline)]
  }
}
