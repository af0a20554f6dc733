import Economics
import RandomStreams
import Testing

@Suite struct ReworkWatchTests {
  @Test func tooMuchReworkEscalatesAtOnceAndACleanWindowEnds() {
    var watch = ReworkWatch(ReworkRule(percent: 20, window: 10))
    for wasReworked in [true, false, true, false] { watch.count(wasReworked: wasReworked) }
    #expect(!watch.isEscalated && watch.done == 4 && watch.reworked == 2)
    watch.count(wasReworked: true)
    #expect(watch.isEscalated && watch.done == 0 && watch.reworked == 0)
    #expect(watch.escalation == .rework)
    for place in 0..<10 { watch.count(wasReworked: place < 2) }
    #expect(!watch.isEscalated && watch.escalation == .none, "2 of 10 are not above 20 %")
  }

  @Test func anEscalatedAgentStaysSoWhileItsReworkIsAbove() {
    var watch = ReworkWatch(ReworkRule(percent: 20, window: 10))
    for _ in 0..<30 {
      for place in 0..<10 {
        watch.count(wasReworked: place.isMultiple(of: 3))
        if watch.isEscalated || place > 5 { #expect(watch.isEscalated) }
      }
    }
  }

  /// Open windows are pairs of counts: the reworked ones within the rule's most, and within those done.
  @Test(arguments: [(20, 10), (0, 1), (99, 7), (50, 1), (20, 4), (30, 25)])
  func reachableStatesAreCounted(percent: Int, window: Int) {
    let rule = ReworkRule(percent: percent, window: window)
    let states = ReworkWatch.reachable(rule)
    let open = (0..<window).reduce(0) { $0 + min($1, rule.most) + 1 }
    #expect(states.count == 2 * open)
    #expect(Set(states).count == states.count)
    #expect(states.allSatisfy { $0.reworked <= $0.done && $0.reworked <= rule.most })
  }

  /// Whatever the history, the state is one of those that were enumerated.
  @Test func noHistoryLeavesTheReachableStates() {
    for seed in 0..<100 {
      var random = WordStream(StreamKey(seed: seed).child(4))
      let rule = ReworkRule(
        percent: Int.random(in: 0...99, using: &random),
        window: Int.random(in: 1...30, using: &random))
      let states = Set(ReworkWatch.reachable(rule))
      let share = Double.random(in: 0...1, using: &random)
      var watch = ReworkWatch(rule)
      for step in 0..<300 {
        watch.count(wasReworked: random.uniform() < share)
        #expect(states.contains(watch), "seed \(seed) step \(step): \(watch)")
      }
    }
  }
}
