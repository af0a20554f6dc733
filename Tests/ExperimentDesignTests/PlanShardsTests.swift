import ExperimentDesign
import Testing

@Suite struct PlanShardsTests {
  /// Points of one range and of many, of a rule that looks at outcomes, of time, and of theory.
  private static func plans() throws -> [Plan] {
    func text(_ fidelity: String, _ stop: String, p: String) -> String {
      """
      {"title": "T", "unit": "race", "fidelity": [\(fidelity)], "factors": {"p": [\(p)], "k": [2, 5]},
       "stop": {\(stop)}}
      """
    }
    return [
      try PlanTests.plan(
        text("\"vote\", \"exact\"", "\"trials\": 123456789", p: "0.6, 0.99"), name: "many"),
      try PlanTests.plan(text("\"vote\"", "\"trials\": 1000", p: "0.6, 0.7, 0.8"), name: "few"),
      try PlanTests.plan(
        text("\"vote\"", "\"errors\": 100, \"trials\": 100000000", p: "0.6"), name: "errors"),
      try PlanTests.plan(
        text("\"vote\"", "\"seconds\": 1, \"trials\": 100000000", p: "0.6"), name: "time"),
    ]
  }

  @Test(arguments: [1, 2, 3, 7, 64, 1000])
  func sharesPartitionTheTrials(count: Int) throws {
    let plans = try Self.plans()
    for (number, plan) in plans.enumerated() {
      var ranges: [StrongID: [Range<Int>]] = [:]
      var whole: [StrongID] = []
      for index in 0..<count {
        for share in Plan.shares(of: plans, shard: index, of: count)[number] {
          if let own = share.ranges {
            #expect(!own.isEmpty && share.fraction <= 1)
            ranges[share.planned.id, default: []] += own
          } else {
            whole.append(share.planned.id)
          }
        }
      }
      #expect(Set(whole).count == whole.count && Set(whole).isDisjoint(with: ranges.keys))
      #expect(Set(whole).union(ranges.keys) == Set(plan.points.map(\.id)))
      for planned in plan.points {
        guard let parts = ranges[planned.id]?.sorted(by: { $0.lowerBound < $1.lowerBound }) else {
          continue
        }
        guard case .trials(let trials) = planned.stop else {
          Issue.record("\(planned.stop) was split")
          continue
        }
        // Nothing twice, nothing left out, and ranges are those that one process stores.
        #expect(parts.first?.lowerBound == 0 && parts.last?.upperBound == trials)
        #expect(zip(parts, parts.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
        #expect(parts.dropLast().allSatisfy { $0.count == planned.trialsPerChunk })
        #expect(parts.count == planned.parts)
      }
    }
  }

  @Test(arguments: [2, 5, 17, 40])
  func noShardHasMoreThanTheDearestPartMore(count: Int) throws {
    let plans = try Self.plans()
    let dearest =
      plans.flatMap(\.points).map { planned in
        let trials = planned.stop.mostTrials
        let part = planned.parts == 1 ? trials : planned.trialsPerChunk
        return planned.work * Double(part) / Double(trials)
      }.max() ?? 0
    let work = (0..<count).map { index in
      Plan.shares(of: plans, shard: index, of: count).joined().reduce(0) { $0 + $1.work }
    }
    let all = plans.flatMap(\.points).reduce(0) { $0 + $1.work }
    #expect(abs(work.reduce(0, +) / all - 1) < 1e-9)
    // Parts are ordered by a rounded work: a thousandth beside the dearest.
    let most = work.max() ?? 0
    #expect(most - (work.min() ?? 0) <= dearest + most / 1000)
    let atOnce = Plan.work(of: plans, shards: count)
    #expect(zip(work, atOnce).allSatisfy { abs($0 / $1 - 1) < 1e-9 })
  }

  /// Works that two machines compute a few last bits apart are dealt alike.
  @Test func theDealDoesNotSeeLastBits() {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    for _ in 0..<10_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1
      let work = Double(state >> 20) / 1000 + 1
      for other in [work.nextUp.nextUp, work.nextDown.nextDown, work * (1 + 1e-14)] {
        #expect(Plan.dealingKey(work) == Plan.dealingKey(other), "\(work)")
      }
      #expect(Plan.dealingKey(work) < Plan.dealingKey(work * 1.001), "\(work)")
      #expect(Plan.dealingKey(work / 2) == Plan.dealingKey(work) - 1024, "\(work)")
    }
    #expect(Plan.dealingKey(0) < Plan.dealingKey(1))
  }

  @Test func rangesFitWhereShardsComputeThemOrNone() throws {
    for plan in try Self.plans() {
      for planned in plan.points where planned.parts > 1 {
        let size = planned.trialsPerChunk
        let trials = planned.stop.mostTrials
        let last = (planned.parts - 1) * size
        #expect(planned.fits(0..<size) && planned.fits(last..<trials))
        #expect(planned.fits(trials..<trials + 1) && planned.fits(last + size..<last + 2 * size))
        #expect(!planned.fits(0..<size - 1) && !planned.fits(0..<size + 1))
        #expect(!planned.fits(1..<size) && !planned.fits(last..<trials + 1))
        #expect(!planned.fits(last..<trials - 1))
      }
    }
  }

  @Test func oneShardIsEveryPointWhole() throws {
    let plans = try Self.plans()
    let shares = Plan.shares(of: plans, shard: 0, of: 1)
    #expect(shares.map { $0.map(\.planned.id) } == plans.map { $0.points.map(\.id) })
    #expect(shares.joined().allSatisfy { $0.ranges == nil })
  }
}
