import Economics
import Testing

@Suite struct TierSharesTests {
  /// With fixed shares the tightest limit decides.
  @Test func fixedSharesMeetTheTightestLimit() {
    let shares = TierShares(least: [0.6, 0.3, 0.1], most: [0.6, 0.3, 0.1])
    #expect(abs(shares.greatestWork(limits: [600, 400, 20]) - 200) < 1e-9)
    #expect(abs(shares.greatestWork(limits: [60, 400, 20]) - 100) < 1e-9)
  }

  /// Free shares use everything, and bounded ones what a search over shares finds.
  @Test func boundedSharesAreTheBestOfAll() {
    let free = TierShares(least: [0, 0, 0], most: [1, 1, 1])
    #expect(free.greatestWork(limits: [700, 480, 40]) == 1220)
    let bounded = TierShares(least: [0.6, 0.25, 0.05], most: [0.7, 0.3, 0.1])
    for limits in [[700.0, 480, 40], [700, 240, 24], [100, 480, 40], [700, 100, 400]] {
      var best = 0.0
      for small in 0...1000 {
        for large in 0...500 {
          let x = [0.6 + Double(small) * 1e-4, 0, 0.05 + Double(large) * 1e-4]
          let medium = 1 - x[0] - x[2]
          guard medium >= 0.25 - 1e-12, medium <= 0.3 + 1e-12 else { continue }
          best = max(best, min(limits[0] / x[0], limits[1] / medium, limits[2] / x[2]))
        }
      }
      best = min(best, limits.reduce(0, +))
      let found = bounded.greatestWork(limits: limits)
      #expect(abs(found - best) < 1e-3 * best, "\(limits): \(found), searched \(best)")
    }
  }
}
