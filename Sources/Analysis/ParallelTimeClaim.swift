import ExperimentDesign
import RaceTheory
import Statistics

extension ClaimJudge {
  /// Whether the draws of a step take the exact expected time, side by side and one after another.
  ///
  /// Each mean by z under the exact variance at the Bonferroni rate over all comparisons; side by side
  /// the whole interval must also lie within the tolerance of the exact maximum.  Few races get
  /// Chebyshev's bound in place of the normal law.
  func parallelTime(_ claim: ClaimDefinition, _ results: [PointResult]) -> [ClaimCell] {
    let times = results.flatMap(stepTimes)
    let rate = claim.rate(over: times.count { $0.exact != nil })
    return times.map { time in
      var cell = time.cell
      guard let exact = time.exact else {
        cell.isJudged = false
        cell.note = "no exact result is known"
        return cell
      }
      let z = abs(cell.z ?? 0)
      // A race's time is skewed as an exponential one is: ten thousand make its mean normal.
      let isNormal = cell.n >= 10_000
      let pValue = isNormal ? 2 * SpecialFunctions.normalUpper(z) : min(1, 1 / (z * z))
      let reach =
        isNormal ? SpecialFunctions.normalHalfWidth(level: 1 - rate) : 1 / rate.squareRoot()
      let half = reach * time.standardError
      cell.interval = Interval(
        low: cell.estimate - half, high: cell.estimate + half, level: 1 - rate)
      cell.note = "p-value \(shortened(pValue)) at rate \(shortened(rate))"
      cell.verdict = pValue < rate ? .contradicted : .supported
      if let tolerance = claim.tolerance, time.isSideBySide, cell.verdict == .supported {
        let distance = (abs(cell.estimate - exact.mean) + half) / exact.mean
        cell.note += ", surely within \(shortened(distance)) of it"
        if distance > tolerance { cell.verdict = .undecided }
      }
      return cell
    }
  }

  private struct StepTime {
    /// What is compared, its verdict still open.
    let cell: ClaimCell
    /// Nil where none is known.
    let exact: TimeMoments?
    /// Of the mean over races; seconds.
    let standardError: Double
    let isSideBySide: Bool
  }

  private func stepTimes(_ result: PointResult) -> [StepTime] {
    // Where outcomes end the sampling or a task, the number of races depends on their times.
    let isBiased =
      result.planned.stop.looksAtOutcomes
      || (result.point.unit == .task && result.point.cap != nil)
    let exact = isBiased ? nil : result.exactTimes
    func time(_ quantity: String, _ found: Estimate?, _ exact: TimeMoments?) -> StepTime? {
      guard let found else { return nil }
      return StepTime(
        cell: ClaimCell(
          setting: result.point.setting, quantity: quantity, estimate: found.value,
          exact: exact?.mean, z: exact == nil ? nil : found.z, n: result.tally.races,
          stopRule: result.planned.stop.description, verdict: .undecided),
        exact: exact, standardError: exact.map(result.standardError) ?? 0,
        isSideBySide: quantity == sideBySide)
    }
    return [
      time(sideBySide, result.elapsedPerStep, exact?.sideBySide),
      time("seconds one after another", result.sequentialPerStep, exact?.oneAfterAnother),
    ].compactMap(\.self)
  }

  private var sideBySide: String { "seconds side by side" }
}
