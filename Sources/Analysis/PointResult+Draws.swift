import ExperimentDesign
import MAKERCore
import RaceTheory
import Statistics

extension PointResult {
  /// Draws asked for per race, that is per step, those of batches that were asked for in vain among
  /// them; draws.
  package var drawsPerStep: Estimate {
    let value = tally.races > 0 ? Double(tally.draws) / Double(tally.races) : .nan
    guard point.issue != .needed else {
      return Estimate(
        value: value, exact: exact.map { $0.meanDraws ?? $0.meanVotes / point.voteRate })
    }
    let exact = batches?.issued
    return Estimate(
      value: value, exact: exact?.mean,
      z: tally.races > 0
        ? exact.map {
          ZScore(
            estimate: value, exact: $0.mean,
            standardError: max(
              ($0.variance / Double(tally.races)).squareRoot(), 1e-9 * $0.mean)
          ).value
        } : nil)
  }

  /// Draws asked for over draws that its votes took, at the valid rate; unit 1, about 1 where none was
  /// asked for in vain.
  package var waste: Estimate {
    Estimate(
      value: Double(tally.draws) * point.voteRate / Double(tally.votes),
      exact: point.issue == .needed ? 1 : batches?.waste)
  }
}
