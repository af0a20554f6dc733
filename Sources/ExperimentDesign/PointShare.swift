/// What one shard does of a design point.
package struct PointShare: Sendable {
  /// The point and its stop rule.
  package let planned: PlannedPoint
  /// Ranges of trials in ascending order; nil for the whole point, until its stop rule ends it.
  package let ranges: [Range<Int>]?

  /// Creates a share.
  package init(_ planned: PlannedPoint, ranges: [Range<Int>]? = nil) {
    self.planned = planned
    self.ranges = ranges
  }

  /// Share of the point's trials; unit 1, range (0, 1].
  package var fraction: Double {
    guard let ranges else { return 1 }
    return Double(ranges.reduce(0) { $0 + $1.count }) / Double(planned.stop.mostTrials)
  }

  /// Work to expect, in draws at fidelity `vote`; at least 0.
  package var work: Double { planned.work * fraction }
}

extension PlannedPoint {
  /// Work to expect until the stop rule's limit, in draws at fidelity `vote`; at least 1, of a point
  /// that needs no sampling 0.
  ///
  /// An aggregate trial costs about as much as a thousand draws, a draw as text as a hundred.
  package var work: Double {
    switch point.fidelity {
    case .aggregate: 1000 * Double(stop.mostTrials)
    case .agent: max(1, 100 * drawsToExpect)
    case .exact: 0
    case .vote: max(1, drawsToExpect)
    }
  }

  /// Parts that can be computed on different machines; count, at least 1.
  ///
  /// A fixed number of trials has one part for each stored range.  Where a rule looks at the outcomes
  /// nobody knows beforehand which ranges will count, and time is measured on one machine: such a
  /// point has one part.
  package var parts: Int {
    guard case .trials(let count) = stop, point.fidelity != .exact else { return 1 }
    return (count + trialsPerChunk - 1) / trialsPerChunk
  }

  /// Whether a stored range can stand beside those that shards compute.
  ///
  /// - Parameter trials: Trials of the range, by index.
  /// - Returns: Whether it is one of theirs, or lies behind the last; one that a run of another number
  ///   of trials cut short is not.
  package func fits(_ trials: Range<Int>) -> Bool {
    let most = stop.mostTrials
    guard trials.lowerBound < most else { return true }
    let size = trialsPerChunk
    return trials.lowerBound % size == 0
      && trials.upperBound == min(trials.lowerBound + size, most)
  }
}
