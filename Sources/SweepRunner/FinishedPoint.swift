package import ExperimentDesign
package import Simulation

/// Reads what a ledger holds of a point as a sweep would.
package enum FinishedPoint {
  /// Returns the counts of a point that its stop rule has ended.
  ///
  /// - Parameters:
  ///   - planned: The point and its stop rule.
  ///   - seed: Seed of the run.
  ///   - ranges: Finished ranges in order of their first trial; what lies beyond the rule is left out.
  /// - Returns: Nil while the rule has not ended the point.
  /// - Throws: `SamplerError` where the range that the rule cuts cannot be sampled again.
  package static func tally(
    _ planned: PlannedPoint, seed: Int, ranges: [(trials: Range<Int>, tally: Tally)]
  ) throws(SamplerError) -> Tally? {
    var sampling = PointSampling(planned, seed: seed)
    try sampling.resume(ranges)
    return sampling.isDone ? sampling.total : nil
  }
}
