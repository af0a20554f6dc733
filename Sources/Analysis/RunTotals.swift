import ExperimentDesign
import MAKERCore
import RaceTheory

/// What whole runs took, one by one: the median run, and where 95 % of them lie.
package struct RunTotal: Equatable, Sendable {
  /// Median of the runs; unit of what is summed.
  package let median: Double
  /// From the 2.5th to the 97.5th percentile of the runs.
  package let range: ClosedRange<Double>
  /// Expectation, in that unit; nil where none is known.
  package let exact: Double?

  /// Orders the runs.
  ///
  /// - Parameters:
  ///   - values: One number a run; nil without runs.
  ///   - exact: Its expectation.
  init?(_ values: [Double], exact: Double?) {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    // The greatest share of runs cut off at each end is 2.5 %.
    let cut = Int(0.025 * Double(sorted.count))
    median = sorted[sorted.count / 2]
    range = sorted[cut]...sorted[sorted.count - 1 - cut]
    self.exact = exact
  }
}

extension PointResult {
  /// Races of a run; count, nil where a race undecided at a cap ends it.
  private var racesPerRun: Double? {
    point.unit == .task && point.cap != nil ? nil : Double(point.racesPerTrial)
  }

  /// Draws of a run; draws, nil where trials are not kept.
  package var drawsPerRun: RunTotal? {
    RunTotal(
      trials.map { Double($0.draws) },
      exact: racesPerRun.flatMap { races in exact?.meanDraws.map { $0 * races } })
  }

  /// Votes of a run; votes, nil where trials are not kept.
  package var votesPerRun: RunTotal? {
    RunTotal(
      trials.map { Double($0.votes) },
      exact: racesPerRun.flatMap { races in exact.map { $0.meanVotes * races } })
  }

  /// Share of the draws of a run that were valid; unit 1, nil where trials are not kept.
  package var validRatePerRun: RunTotal? {
    RunTotal(
      trials.map { Double($0.votes) / Double($0.draws) },
      exact: exact.flatMap { race in race.meanDraws.map { race.meanVotes / $0 } })
  }

  /// Bill of a run; US dollars, nil where trials are not kept or a price is unknown.
  package var dollarsPerRun: RunTotal? {
    guard let price = point.model?.priceOfDraw else { return nil }
    return RunTotal(
      trials.map { Double($0.draws) * price },
      exact: racesPerRun.flatMap { races in exact?.meanDraws.map { $0 * races * price } })
  }
}
