import Analysis
import Foundation
import Statistics
import Testing

/// Two draws a step have three outcomes, whose probabilities p and ρ give whatever the steps are: so
/// coverage is summed over all outcomes, and there are no false alarms.
struct CorrelationTestTests {
  /// Pairs with 2, 1 and 0 right.
  static func draws(_ counts: [Int]) -> LabelledDraws {
    let kinds = [
      StepCounts(right: 2, wrong: 0), StepCounts(right: 1, wrong: 1),
      StepCounts(right: 0, wrong: 2),
    ]
    return LabelledDraws(zip(kinds, counts).flatMap { Array(repeating: $0, count: $1) })
  }

  static func law(_ p: Double, _ rho: Double) -> [Double] {
    let q = 1 - p
    return [p * p + rho * p * q, 2 * p * q * (1 - rho), q * q + rho * p * q]
  }

  static func probability(_ counts: [Int], _ law: [Double]) -> Double {
    var logarithm = SpecialFunctions.logGamma(Double(counts.reduce(0, +)) + 1)
    for (count, share) in zip(counts, law) where count > 0 {
      logarithm += Double(count) * log(share) - SpecialFunctions.logGamma(Double(count) + 1)
    }
    return exp(logarithm)
  }

  static func outcomes(_ steps: Int) -> [[Int]] {
    (0...steps).flatMap { none in (0...(steps - none)).map { [steps - none - $0, $0, none] } }
  }

  static let truths: [(Double, Double)] = [0.5, 0.8, 0.95, 0.99].flatMap { p in
    [0, 0.02, 0.1, 0.3, 0.7, 0.95, 1].map { (p, $0) }
  }

  @Test(arguments: [5, 20, 40])
  func intervalsCoverAtLeastAtTheLevel(steps: Int) {
    let all = Self.outcomes(steps).map { counts in
      (counts: counts, interval: CorrelationTest(Self.draws(counts)).interval(level: 0.95))
    }
    for (p, rho) in Self.truths {
      let law = Self.law(p, rho)
      let missed = all.filter { !$0.interval.contains(rho) }
        .reduce(0) { $0 + Self.probability($1.counts, law) }
      // The method is measured, not proved: a twentieth of the tails is its margin here.
      #expect(missed <= 0.0525, "p \(p), rho \(rho), \(steps) steps")
    }
  }

  @Test func theEstimateIsTheShareOfMixedPairs() throws {
    // 100 pairs: p = .9, and 8 mixed where independent draws have 18; the product is biased by s²/n.
    let test = CorrelationTest(Self.draws([86, 8, 6]))
    let variance = (86 * 0.01 + 8 * 0.16 + 6 * 0.81) / 99 / 100
    #expect(abs(try #require(test.estimate) - (1 - 0.04 / (0.09 + variance))) < 1e-12)
  }

  @Test func withoutErrorsNothingIsKnown() {
    let test = CorrelationTest(Self.draws([50, 0, 0]))
    #expect(test.estimate == nil)
    #expect(test.interval(level: 0.95) == Interval(low: 0, high: 1, level: 0.95))
    let none = CorrelationTest(LabelledDraws([StepCounts(right: 1, wrong: 0)]))
    #expect(none.estimate == nil)
    #expect(none.interval(level: 0.95) == Interval(low: 0, high: 1, level: 0.95))
  }

  @Test func pairsThatAgreeLessThanIndependentOnesLeaveNoCorrelation() {
    let test = CorrelationTest(Self.draws([0, 200, 0]))
    #expect(test.interval(level: 0.95) == Interval(low: 0, high: 0, level: 0.95))
  }

  @Test func pairsThatAlwaysAgreeReachOne() throws {
    let interval = CorrelationTest(Self.draws([70, 0, 30])).interval(level: 0.95)
    #expect(interval.high == 1 && interval.low > 0.8)
  }

  @Test(arguments: [[180, 15, 5], [97, 2, 1], [10, 5, 5]])
  func askingForOneEndAgreesWithTheInterval(counts: [Int]) {
    let test = CorrelationTest(Self.draws(counts))
    let interval = test.interval(level: 0.95)
    #expect(!test.excludes(atLeast: interval.high - 1e-4, level: 0.95))
    #expect(test.excludes(atLeast: interval.high + 1e-4, level: 0.95))
    #expect(test.detects(level: 0.95) == (interval.low > 0))
  }

  @Test func unequalNumbersOfDrawsAreRead() throws {
    // One draw tells nothing of correlation; with more, steps count alike.
    let steps = [
      StepCounts(right: 1, wrong: 0, flagged: 2), StepCounts(right: 3, wrong: 0),
      StepCounts(right: 2, wrong: 0, flagged: 1), StepCounts(right: 0, wrong: 3),
    ]
    let few = CorrelationTest(LabelledDraws(steps))
    let more = CorrelationTest(LabelledDraws(steps + steps.dropFirst()))
    #expect(try #require(few.estimate) == 1)
    #expect(few.interval(level: 0.95).low < more.interval(level: 0.95).low)
  }
}
