#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Plan {
  /// Parts of one point that are alike.
  private struct Hand {
    let plan: Int
    let point: Int
    /// Numbers of the parts within the point.
    let parts: Range<Int>
    /// Work of each part, in draws at fidelity `vote`; at least 0.
    let work: Double
  }

  /// Parts that can be computed on different machines; count, at least 1 a point.
  package var parts: Int { points.reduce(0) { $0 + $1.parts } }

  /// Returns what one shard does of each of some plans.
  ///
  /// Parts are dealt like cards, the dearest first, so that two shards never differ by more work
  /// than the dearest part has, and a thousandth.  A function of the plans alone: shards need not know
  /// of each other.
  ///
  /// - Parameters:
  ///   - plans: All plans of the run.
  ///   - index: Which shard; 0 to `count` − 1.
  ///   - count: How many shards; at least 1.
  /// - Returns: Shares by plan, in the order of its points; points of which the shard does nothing are left
  ///   out.
  package static func shares(of plans: [Plan], shard index: Int, of count: Int) -> [[PointShare]] {
    guard count > 1 else { return plans.map { $0.points.map { PointShare($0) } } }
    var dealt = plans.map { [PointShare?](repeating: nil, count: $0.points.count) }
    var cards = 0
    for hand in hands(of: plans) {
      // The first part of these that this shard is dealt.
      let first = ((index - cards) % count + count) % count
      cards += hand.parts.count
      guard first < hand.parts.count else { continue }
      let planned = plans[hand.plan].points[hand.point]
      guard planned.parts > 1 else {
        dealt[hand.plan][hand.point] = PointShare(planned)
        continue
      }
      let size = planned.trialsPerChunk
      let ranges = stride(
        from: hand.parts.lowerBound + first, to: hand.parts.upperBound, by: count
      ).map { part in part * size..<min((part + 1) * size, planned.stop.mostTrials) }
      // Whichever of the two was dealt first, the short range comes last in the point.
      let before = dealt[hand.plan][hand.point]?.ranges ?? []
      dealt[hand.plan][hand.point] = PointShare(
        planned, ranges: (before + ranges).sorted { $0.lowerBound < $1.lowerBound })
    }
    return dealt.map { $0.compactMap(\.self) }
  }

  /// Returns the work of each shard.
  ///
  /// - Parameters:
  ///   - plans: All plans of the run.
  ///   - count: How many shards; at least 1.
  /// - Returns: Work by shard, in draws at fidelity `vote`; at least 0.
  package static func work(of plans: [Plan], shards count: Int) -> [Double] {
    var everywhere = 0.0
    var work = [Double](repeating: 0, count: count)
    var cards = 0
    for hand in hands(of: plans) {
      let (rounds, rest) = hand.parts.count.quotientAndRemainder(dividingBy: count)
      everywhere += Double(rounds) * hand.work
      for card in 0..<rest { work[(cards + card) % count] += hand.work }
      cards += hand.parts.count
    }
    return work.map { $0 + everywhere }
  }

  /// A whole number by which parts are put in order; works that it does not tell apart differ by less
  /// than a thousandth.
  ///
  /// Shards run on different machines, whose mathematical functions may differ in the last bits of a
  /// work.  Were parts ordered by the works themselves, two that are nearly equal could change places on
  /// one machine alone, and be computed twice or by nobody.
  ///
  /// - Parameter work: Work; draws at fidelity `vote`, at least 0.
  /// - Returns: The binary logarithm in parts of 1024; `Int.min` for no work.
  package static func dealingKey(_ work: Double) -> Int {
    work > 0 ? Int((1024 * log2(work)).rounded()) : Int.min
  }

  /// All parts, the dearest first; what costs about the same in the order of plans and points.
  private static func hands(of plans: [Plan]) -> [Hand] {
    var hands: [Hand] = []
    for (number, plan) in plans.enumerated() {
      for (place, planned) in plan.points.enumerated() {
        let parts = planned.parts
        let size = planned.trialsPerChunk
        guard parts > 1 else {
          hands.append(Hand(plan: number, point: place, parts: 0..<1, work: planned.work))
          continue
        }
        // The last range may be a short one: a part of its own.
        let trials = planned.stop.mostTrials
        let full = trials / size
        let share = planned.work / Double(trials)
        hands.append(
          Hand(plan: number, point: place, parts: 0..<full, work: share * Double(size)))
        if full < parts {
          let rest = Double(trials - full * size)
          hands.append(Hand(plan: number, point: place, parts: full..<parts, work: share * rest))
        }
      }
    }
    let keyed = hands.map { (key: dealingKey($0.work), hand: $0) }
    return keyed.sorted {
      ($1.key, $0.hand.plan, $0.hand.point, $0.hand.parts.lowerBound)
        < ($0.key, $1.hand.plan, $1.hand.point, $1.hand.parts.lowerBound)
    }.map(\.hand)
  }
}
