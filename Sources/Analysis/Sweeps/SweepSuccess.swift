import ExperimentDesign
import MAKERCore
import Statistics

extension SweepJudge {
  /// Whether the share of right trials is at least a value, or below it at every margin.
  ///
  /// By the exact interval at the Bonferroni rate: on the claimed side of the value it is supported,
  /// on the other contradicted.
  func success(
    _ claim: SweepClaim, _ results: [SweepResult], isReached: Bool
  ) -> [ClaimCell] {
    let value = claim.value ?? 0
    let level = 1 - claim.rate(over: results.count)
    return results.map { result in
      var cell = result.comparison("success", result.accuracy, n: result.labelled)
      cell.exact = value
      guard let interval = result.success(level: level) else {
        cell.note = "no right answer is known"
        return cell
      }
      cell.interval = interval
      if interval.low >= value {
        cell.decide(isReached ? .supported : .contradicted, on: [result])
      } else if interval.high < value {
        cell.decide(isReached ? .contradicted : .supported, on: [result])
      } else {
        cell.decide(.undecided, on: [result])
      }
      return cell
    }
  }

  /// Whether trials get better from the least margin to the greatest, or get neither better nor worse.
  ///
  /// Both margins read the same draws, so that trials are compared one by one: of those that come out
  /// otherwise, half get better where the margin does not matter.  The sign test, exact, two-sided at
  /// the Bonferroni rate.  Where so few come out otherwise that no split of them could be significant,
  /// nothing is known either way.
  func change(_ claim: SweepClaim, _ results: [SweepResult], rises: Bool) -> [ClaimCell] {
    let groups = Self.byMargin(results).filter { $0.count > 1 }
    let rate = claim.rate(over: groups.count)
    return groups.compactMap { group in
      guard let least = group.first, let most = group.last else { return nil }
      var (better, worse, compared) = (0, 0, 0)
      for (index, trial) in most.trials {
        guard let before = least.trials[index], trial.isLabelled else { continue }
        compared += 1
        if trial.outcome == .right, before.outcome != .right { better += 1 }
        if trial.outcome != .right, before.outcome == .right { worse += 1 }
      }
      let changed = better + worse
      var cell = most.comparison(
        "success against k=\(least.cell.margin)", most.accuracy, n: changed)
      cell.exact = least.accuracy
      guard compared > 0 else {
        cell.note += (cell.note.isEmpty ? "" : "; ") + "no trial can be compared"
        return cell
      }
      let pValue = BinomialTest.pValue(
        successes: better, trials: changed, probability: 0.5, complement: 0.5)
      cell.note += cell.note.isEmpty ? "" : "; "
      cell.note +=
        "\(better) trials better, \(worse) worse, p-value \(shortened(pValue)) at rate "
        + shortened(rate)
      let leastPValue = BinomialTest.pValue(
        successes: 0, trials: changed, probability: 0.5, complement: 0.5)
      let canReject = leastPValue < rate
      if !canReject { cell.note += "; too few trials changed to tell" }
      cell.z = ZScore(pValue: max(pValue, 1e-300), isAbove: better > worse).value
      let verdict: ClaimDefinition.Verdict =
        if pValue >= rate {
          rises || !canReject ? .undecided : .supported
        } else if rises {
          better > worse ? .supported : .contradicted
        } else {
          .contradicted
        }
      cell.decide(verdict, on: [least, most])
      return cell
    }
  }

  /// Whether the audit finds nothing against the votes, and the replies do differ.
  ///
  /// Replies that never differ are no evidence against independence where all are right, and none
  /// for it: such a cell is undecided.
  func votesIndependent(_ results: [SweepResult]) -> [ClaimCell] {
    results.map { result in
      var cell = result.comparison("independence of draws", nil, n: result.sum(\.used))
      if let reason = result.dependence {
        cell.note = reason
        cell.verdict = .contradicted
      } else if !result.hasVariety {
        cell.note = "no question got two different replies"
      } else if result.isComplete {
        cell.verdict = .supported
      }
      return cell
    }
  }
}
