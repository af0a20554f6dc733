import Foundation
import MAKERCore
import RaceTheory
import Testing

@Suite struct UndecidedBandTests {
  /// Every way of the race through the race itself, and for k = 2 the closed form (2pq)^⌊cap/2⌋.
  @Test func agreesWithEnumeration() throws {
    for p in [0.5, 0.6, 0.85, 0.99] {
      for margin in 1...4 {
        for cap in 1...7 {
          let found = try UndecidedBand.undecided(
            stepSuccess: Probability(p), margin: margin, cap: cap)
          let all = RaceEnumeration(rule: RaceRule(margin: margin), cap: cap) { _ in [p, 1 - p] }
          #expect(abs(found - all.undecided) < 1e-14, "p = \(p), k = \(margin), cap \(cap)")
          if margin == 2 {
            #expect(abs(found - pow(2 * p * (1 - p), Double(cap / 2))) < 1e-14)
          }
        }
      }
    }
  }

  /// The ends of the range have the shares asked for; at k = 2 they solve 2pq = share^(1/⌊cap/2⌋).
  @Test func rangesEndAtTheShares() throws {
    for cap in [2, 5, 7] {
      let range = try #require(
        try UndecidedBand.stepSuccess(undecided: 0.05...0.1, margin: 2, cap: cap))
      for (p, share) in [(range.upperBound, 0.05), (range.lowerBound, 0.1)] {
        let product = pow(share, 1 / Double(cap / 2)) / 2
        let exact = (1 + (1 - 4 * product).squareRoot()) / 2
        #expect(abs(p - exact) < 1e-9, "cap \(cap), share \(share)")
      }
    }
  }

  /// A race of one vote is never undecided; a wide band begins at even odds.
  @Test func rangesEndAtEvenOdds() throws {
    #expect(try UndecidedBand.stepSuccess(undecided: 0.05...0.1, margin: 1, cap: 5) == nil)
    let wide = try #require(
      try UndecidedBand.stepSuccess(undecided: 0.05...0.9, margin: 2, cap: 5))
    #expect(wide.lowerBound == 0.5)
  }
}
