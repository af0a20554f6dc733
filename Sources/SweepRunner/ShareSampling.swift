import ExperimentDesign
import Simulation

/// Progress of the ranges that a shard does of a design point with a fixed number of trials.
///
/// No rule has to be looked at: every range counts, whoever computes it and in whatever order.
struct ShareSampling: RangeSource {
  let planned: PlannedPoint
  let seed: Int
  private let ranges: [Range<Int>]
  /// Ranges not yet handed out, the last one first.
  private var missing: [Range<Int>]
  private var trialsLeft: Int
  private var made: (any TrialSampler)?

  init(_ planned: PlannedPoint, ranges: [Range<Int>], seed: Int) {
    self.planned = planned
    self.seed = seed
    self.ranges = ranges
    missing = ranges.reversed()
    trialsLeft = ranges.reduce(0) { $0 + $1.count }
  }

  var isDone: Bool { trialsLeft == 0 }

  var fraction: Double {
    let all = ranges.reduce(0) { $0 + $1.count }
    return all == 0 ? 1 : 1 - Double(trialsLeft) / Double(all)
  }

  mutating func sampler() throws(SamplerError) -> any TrialSampler {
    if let made { return made }
    let sampler = try Samplers.make(for: planned, seed: seed)
    made = sampler
    return sampler
  }

  mutating func resume(_ finished: [(trials: Range<Int>, tally: Tally)]) {
    var gaps: [Range<Int>] = []
    var held = finished.map(\.trials)[...]
    for range in ranges {
      var next = range.lowerBound
      while let first = held.first, first.upperBound <= next { held.removeFirst() }
      while next < range.upperBound {
        guard let first = held.first, first.lowerBound < range.upperBound else {
          gaps.append(next..<range.upperBound)
          break
        }
        if next < first.lowerBound { gaps.append(next..<first.lowerBound) }
        next = max(next, first.upperBound)
        // One that reaches beyond this range may reach into the next.
        if first.upperBound <= range.upperBound { held.removeFirst() }
      }
    }
    missing = gaps.reversed()
    trialsLeft = gaps.reduce(0) { $0 + $1.count }
  }

  mutating func next(lookAhead: Int) -> Range<Int>? { missing.popLast() }

  mutating func accept(_ trials: Range<Int>, _ tally: Tally, seconds: Double) {
    trialsLeft -= trials.count
  }
}
