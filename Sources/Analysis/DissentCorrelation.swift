package import Statistics

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What a published race says about the correlation of votes within a step.
///
/// At k = 3 and with two candidates, a step whose votes err at rate e is undecided after 3 votes with
/// probability 3u and after 5 with 9u², u = e(1 − e).  So steps that are all alike leave the square of
/// their first share undecided; what is more says that errors come together.
package struct DissentCorrelation: Sendable {
  /// Steps; count.
  package let steps: Int
  /// Steps undecided after vote 3; count.
  package let afterThree: Int
  /// Steps undecided after vote 5; count, at most those after vote 3.
  package let afterFive: Int

  /// Takes the counts.
  ///
  /// - Parameters:
  ///   - steps: Steps; count, at least 1.
  ///   - afterThree: Undecided after vote 3; count, 1 to the steps.
  ///   - afterFive: Undecided after vote 5; count, 0 to those after vote 3.
  package init(steps: Int, afterThree: Int, afterFive: Int) {
    precondition(
      (1...steps).contains(afterThree) && (0...afterThree).contains(afterFive),
      "steps are decided one after another")
    self.steps = steps
    self.afterThree = afterThree
    self.afterFive = afterFive
  }

  /// Steps undecided after vote 5 that alike steps would leave; expected count.
  package var alikeAfterFive: Double {
    Double(afterThree) * Double(afterThree) / Double(steps)
  }

  /// The Beta law of the steps' error rates that gives both counts.
  ///
  /// - Returns: Mean error rate and correlation ρ = 1/(α + β + 1) of two votes of a step; unit 1 each.
  package func estimate() -> (errorRate: Double, correlation: Double) {
    DissentCorrelation.law(
      afterThree: Double(afterThree) / Double(steps), afterFive: Double(afterFive) / Double(steps))
  }

  /// An interval for the correlation, from exact binomial intervals for both shares at half the risk each.
  ///
  /// - Parameter level: Confidence level; unit 1, range (0, 1).
  /// - Returns: The interval; unit 1, at least 0.
  package func correlation(level: Double) -> Interval {
    let half = (1 + level) / 2
    let first = BinomialInterval.fixedTrials(successes: afterThree, trials: steps, level: half)
    let rest = BinomialInterval.fixedTrials(successes: afterFive, trials: afterThree, level: half)
    let ends = [first.low, first.high].flatMap { share in
      [rest.low, rest.high].map { kept in
        DissentCorrelation.law(afterThree: share, afterFive: share * kept).correlation
      }
    }
    return Interval(low: ends.min() ?? 0, high: ends.max() ?? 1, level: level)
  }

  /// Solves E 3u = a and E 9u² = b over Beta laws.
  ///
  /// With n = α + β and the product P = αβ they are 3P/(n(n + 1)) and
  /// 9P(P + n + 1)/(n(n + 1)(n + 2)(n + 3)), whose ratio is linear in P and so is the first in P.
  private static func law(
    afterThree a: Double, afterFive b: Double
  ) -> (errorRate: Double, correlation: Double) {
    func product(_ n: Double) -> Double { a / 3 * n * (n + 1) }
    func ratio(_ n: Double) -> Double { 3 * (product(n) + n + 1) / ((n + 2) * (n + 3)) }
    func mean(_ n: Double) -> Double {
      // x(1 − x) = P/n², the smaller root without cancellation.
      let spread = product(n) / (n * n)
      return 2 * spread / (1 + max(0, 1 - 4 * spread).squareRoot())
    }
    guard b > a * a else { return (mean(1e15), 0) }
    // The ratio falls from 3(…)/6 to a as n grows: in ln n, since n may be anything.
    let end = Bisection.boundary(from: log(1e-12), to: log(1e15), tolerance: 1e-15) {
      ratio(exp($0)) > b / a
    }
    let n = exp(end)
    return (mean(n), 1 / (n + 1))
  }
}
