import Economics
import RandomStreams
import Testing

@Suite struct BudgetStateTests {
  @Test func zonesAndReserveBeginAtTheirShares() {
    for (consumed, zone, reserve) in [
      (0.0, BudgetZone.green, BudgetState.Reserve.whole), (0.95, .red, .whole),
      (0.9799, .red, .whole), (0.98, .red, .opened), (0.9999, .red, .opened), (1, .red, .spent),
      (7, .red, .spent),
    ] {
      let state = BudgetState(consumed: consumed, reserve: 0.02)
      #expect(state.zone == zone && state.reserve == reserve, "\(consumed)")
    }
    #expect(BudgetState(consumed: 0.1, reserve: 0.95).reserve == .opened)
    #expect(BudgetState(consumed: 0.1, reserve: 0.95).zone == .green)
    #expect(BudgetState(consumed: 0.9999, reserve: 0).reserve == .whole)
  }

  /// The states that are enumerated are those that a budget passes through, in that order.
  @Test func reachableStatesAreThoseThatABudgetPasses() {
    for seed in 0..<200 {
      var random = WordStream(StreamKey(seed: seed).child(3))
      let reserve = seed == 0 ? 0 : Double.random(in: 0..<1, using: &random)
      var passed: [BudgetState] = []
      for step in 0...22_000 {
        let state = BudgetState(consumed: Double(step) / 20_000, reserve: reserve)
        if passed.last != state { passed.append(state) }
      }
      let reachable = BudgetState.reachable(reserve: reserve)
      // A state may be narrower than a step; all that are passed must be there.
      #expect(passed.allSatisfy(reachable.contains), "seed \(seed): \(reserve)")
      #expect(reachable.count - passed.count <= 1, "seed \(seed): \(reserve)")
      #expect(Set(reachable).count == reachable.count, "seed \(seed): \(reserve)")
    }
  }
}
