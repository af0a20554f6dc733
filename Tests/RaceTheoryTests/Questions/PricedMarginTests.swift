import MAKERCore
import RaceTheory
import Testing

@Suite struct PricedMarginTests {
  /// The search that stops early finds what a full scan finds.
  @Test func theBestOfAllMargins() throws {
    for p in [0.55, 0.7, 0.85, 0.95, 0.999] {
      for steps in [1, 10, 300] {
        for damage in [0.0, 3, 100, 1e4, 1e7] {
          let best = try PricedMargin.best(
            stepSuccess: Probability(p), steps: steps, damage: damage, upTo: 120)
          let all = try (1...120).map {
            try PricedMargin(
              margin: $0, stepSuccess: Probability(p), steps: steps, damage: damage)
          }
          let least = try #require(all.min { $0.loss < $1.loss })
          #expect(best == least, "p = \(p), \(steps) steps, damage \(damage)")
        }
      }
    }
  }

  /// Nothing to lose: one call a step; more to lose: no smaller margin.
  @Test func damageRaisesTheMargin() throws {
    var last = 0
    for damage in [0.0, 1, 10, 100, 1e3, 1e4, 1e5, 1e6] {
      let best = try PricedMargin.best(
        stepSuccess: Probability(0.8), steps: 20, damage: damage, upTo: 200)
      if damage == 0 { #expect(best.margin == 1 && best.calls == 20) }
      #expect(best.margin >= last, "damage \(damage)")
      last = best.margin
    }
    #expect(last > 5)
  }
}
