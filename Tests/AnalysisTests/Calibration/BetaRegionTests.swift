import Analysis
import Statistics
import Testing

struct BetaRegionTests {
  typealias Pairs = CorrelationTestTests

  @Test(arguments: [5, 20, 40])
  func theRegionCoversBothNumbersTogether(steps: Int) {
    let all = Pairs.outcomes(steps).map { ($0, BetaRegion(Pairs.draws($0), level: 0.95)) }
    for (p, rho) in Pairs.truths {
      let law = Pairs.law(p, rho)
      let missed = all.filter { !$0.1.contains(success: p, correlation: rho) }
        .reduce(0) { $0 + Pairs.probability($1.0, law) }
      #expect(missed <= 0.05, "p \(p), rho \(rho), \(steps) steps")
      let outside = all.filter { !$0.1.correlation.contains(rho) }
        .reduce(0) { $0 + Pairs.probability($1.0, law) }
      #expect(outside <= missed + 1e-9, "p \(p), rho \(rho), \(steps) steps")
    }
  }

  @Test func withoutErrorsEveryCorrelationIsPossible() {
    let region = BetaRegion(Pairs.draws([50, 0, 0]), level: 0.95)
    #expect(region.correlation == Interval(low: 0, high: 1, level: 0.95))
    // Draws that all agree are as many as there are steps: no error in n excludes 1 − (α/2)^(1/n).
    let least = region.boundary().filter { $0.correlation == 1 }.map(\.success).min() ?? 0
    #expect(abs(least - 0.9288785) < 1e-6)
  }

  @Test func theBoundaryIsWhereTheRegionEnds() {
    let region = BetaRegion(Pairs.draws([180, 14, 6]), level: 0.95)
    for place in region.boundary(count: 9) where place.success < 1 {
      let out = place.success < region.likeliestSuccess ? -1e-6 : 1e-6
      #expect(
        !region.contains(success: place.success + out, correlation: place.correlation),
        "\(place)")
    }
    let spanned = region.boundary().map(\.correlation)
    #expect(spanned.min() == region.correlation.low)
    #expect(abs((spanned.max() ?? 0) - region.correlation.high) < 1e-12)
  }
}
