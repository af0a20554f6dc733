package import ExperimentDesign
import MAKERCore
package import RaceTheory
import Statistics

/// Exact times of one step on the virtual clock; seconds.
package struct ExactTimes: Equatable, Sendable {
  /// All draws one after another.
  package var oneAfterAnother: TimeMoments
  /// The draws that are asked for side by side; nil where no exact result is known.
  package var sideBySide: TimeMoments?

  /// Takes the times; see the properties.
  package init(oneAfterAnother: TimeMoments, sideBySide: TimeMoments? = nil) {
    self.oneAfterAnother = oneAfterAnother
    self.sideBySide = sideBySide
  }

  /// How many times faster a step is with its draws side by side; unit 1.
  package var speedup: Double? { sideBySide.map { oneAfterAnother.mean / $0.mean } }
}

extension Oracle {
  /// The times that `RaceTheory` gives from the exact race.
  ///
  /// Side by side where draws are asked for in batches, else only where all draws of every race are asked
  /// for at once and all are needed: where none is flagged, and the votes are unanimous or one decides.
  package func times(of point: DesignPoint) -> ExactTimes? {
    guard let latency = point.latency, let race = race(of: point) else { return nil }
    let mean = latency / 1000
    let draws = min(point.margin, point.cap ?? point.margin)
    let isOneRound = point.validRate == 1 && (point.stepSuccess == 1 || draws == 1)
    let sideBySide =
      point.issue != .needed
      ? batches(of: point)?.time(mean: mean)
      : isOneRound ? DrawTimes.sideBySide(draws: draws, mean: mean) : nil
    return ExactTimes(
      oneAfterAnother: DrawTimes.oneAfterAnother(
        meanVotes: race.meanVotes, varianceVotes: race.varianceVotes,
        validRate: point.validRate, mean: mean),
      sideBySide: sideBySide)
  }
}

extension PointResult {
  /// Time of a step, the draws that are needed side by side; seconds, nil where replies take no time.
  package var elapsedPerStep: Estimate? {
    stepTime(sum: tally.elapsed, exact: exactTimes?.sideBySide)
  }

  /// Time of the draws of a step one after another; seconds, nil where replies take no time.
  package var sequentialPerStep: Estimate? {
    stepTime(sum: tally.latencies, exact: exactTimes?.oneAfterAnother)
  }

  /// How many times faster steps were with their draws side by side; unit 1, nil where replies
  /// take no time.
  package var speedup: Estimate? {
    guard point.latency != nil, tally.elapsed > 0 else { return nil }
    return Estimate(
      value: Double(tally.latencies) / Double(tally.elapsed), exact: exactTimes?.speedup)
  }

  /// Standard error of the mean time of a step under its exact variance; seconds.
  func standardError(_ exact: TimeMoments) -> Double {
    (exact.variance / Double(tally.races)).squareRoot()
  }

  private func stepTime(sum nanoseconds: Int, exact: TimeMoments?) -> Estimate? {
    guard point.latency != nil else { return nil }
    let value = Double(nanoseconds) / Double(tally.races) / 1e9
    return Estimate(
      value: value, exact: exact?.mean,
      z: exact.map {
        ZScore(estimate: value, exact: $0.mean, standardError: standardError($0)).value
      })
  }
}
