import Statistics

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The race of two candidates over steps whose success probability is Beta-distributed, without a cap.
///
/// Given the step, a race has closed forms in the log-odds of a vote; they are integrated over the density
/// of the log-odds.  All integrands are positive, so that a small P(wrong) loses no digits by cancelling;
/// shapes within `shapes` are integrated, others may give NaN.
///
/// - Source: arXiv 2511.09030, Eq. 9 and 16, averaged over a Beta law of p; the quadrature is that of
///   `Quadrature`.
package struct BetaStepLaw: Sendable {
  /// Shape of the right votes; above 0.
  package let right: Double
  /// Shape of the wrong votes; above 0.
  package let wrong: Double
  private let density: LogitBeta

  /// Shapes for which the integrals are known to converge.
  package static let shapes = 1e-18...1e12

  /// Takes the shapes of the step success, whose mean is right/(right + wrong).
  ///
  /// - Parameters:
  ///   - right: Shape of the right votes; above 0.
  ///   - wrong: Shape of the wrong votes; above 0.
  package init(right: Double, wrong: Double) {
    precondition(right > 0 && wrong > 0, "Beta shapes are above 0, not \(right), \(wrong)")
    self.right = right
    self.wrong = wrong
    density = LogitBeta(a: right, b: wrong)
  }

  /// Share of the steps whose success is below one half: where more votes only make the wrong answer
  /// surer; unit 1.
  package var shareBelowHalf: Double {
    SpecialFunctions.betaLower(a: right, b: wrong, x: 0.5)
  }

  /// Probability that the wrong candidate wins.
  ///
  /// Falls with the margin where right > wrong: its slope in k is −∫ x·w(1 − w)·(f(x) − f(−x)) dx over
  /// x > 0, and f(x) = f(−x)·e^((right − wrong)x).  So it rises where right < wrong.
  ///
  /// - Parameter margin: Margin k; votes, at least 1.
  /// - Returns: The probability; unit 1, NaN where the integral does not converge.
  package func wrong(margin: Int) -> Double {
    if margin == 1 { return wrong / (right + wrong) }
    let race = LogitRace(margin: margin)
    return integral(
      slope: { density.slope($0) + race.logWrongSlope(density.peak + $0) },
      height: { density.logDensity($0) + race.logWrong(density.peak + $0) }
    ) { exp(density.logDensity($0) + race.logWrong($1)) }
  }

  /// Expected votes of a race.
  ///
  /// - Parameter margin: Margin k; votes, at least 1.
  /// - Returns: The mean; votes.
  package func meanVotes(margin: Int) -> Double {
    if margin == 1 { return 1 }
    let race = LogitRace(margin: margin)
    return mean(race.meanVotes)
  }

  /// Variance of the votes of a race: within the steps and between them.
  ///
  /// - Parameter margin: Margin k; votes, at least 1.
  /// - Returns: The variance; votes².
  package func varianceVotes(margin: Int) -> Double {
    if margin == 1 { return 0 }
    let race = LogitRace(margin: margin)
    let all = meanVotes(margin: margin)
    return mean { x in
      let distance = race.meanVotes(x) - all
      return race.varianceVotes(x) + distance * distance
    }
  }

  /// Mean of a function of the log-odds.
  private func mean(_ value: (Double) -> Double) -> Double {
    integral(slope: density.slope, height: density.logDensity) {
      exp(density.logDensity($0)) * value($1)
    }
  }

  /// Where the logarithm of an integrand is this much below its greatest, the rest is left out; natural.
  ///
  /// More than ln of 1e18 squared, by which votes can differ, and a double's digits.
  private static let greatestDrop = 160.0

  /// Integrates what is log-concave, or nearly so, over all log-odds.
  ///
  /// The rule is exact with a peak or a bend at the end of an interval: they are the peak, x = 0 and the
  /// knees of the density.
  ///
  /// - Parameters:
  ///   - slope: Slope of the integrand's logarithm, by the distance from the peak of the density; falls.
  ///   - height: The integrand's logarithm.
  ///   - integrand: The integrand by that distance and by the log-odds x.
  /// - Returns: The integral; NaN where it does not converge.
  private func integral(
    slope: (Double) -> Double, height: (Double) -> Double,
    integrand: (_ distance: Double, _ x: Double) -> Double
  ) -> Double {
    let top = BetaStepLaw.root(slope)
    let greatest = height(top)
    func end(_ direction: Double) -> Double {
      var step = 1e-6
      while greatest - height(top + direction * step) < Self.greatestDrop, step < 1e300 {
        step *= 2
      }
      return top + direction * step
    }
    let (first, last) = (end(-1), end(1))
    let bend = -density.peak
    var ends = [first, last]
    let near = 1e-12 * min(1, last - first)
    for inner in [bend, top] + density.knees where first < inner && inner < last {
      if ends.allSatisfy({ abs($0 - inner) > near }) { ends.append(inner) }
    }
    ends.sort()
    var sum = 0.0
    for (from, to) in zip(ends, ends.dropFirst()) {
      // Measured from the end that is nearer to x = 0, so that what happens close to it is not lost.
      func x(_ distance: Double) -> Double { distance == bend ? 0 : density.peak + distance }
      let isFrom = abs(x(from)) <= abs(x(to))
      let anchor = isFrom ? from : to
      let sign: Double = isFrom ? 1 : -1
      sum += Quadrature.integral(from: 0, to: to - from) {
        integrand(anchor + sign * $0, x(anchor) + sign * $0)
      }
    }
    return sum
  }

  /// Where a falling function is 0.
  private static func root(_ function: (Double) -> Double) -> Double {
    let sign: Double = function(0) < 0 ? -1 : 1
    var far = 1e-6
    while function(sign * far) * sign > 0, far < 1e300 { far *= 2 }
    var near = 0.0
    for _ in 0..<60 {
      let middle = (near + far) / 2
      if function(sign * middle) * sign > 0 { near = middle } else { far = middle }
    }
    return sign * far
  }
}
