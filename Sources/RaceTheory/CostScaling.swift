package import MAKERCore

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Θ(s ln s): how the votes of a step grow with the logarithm of the steps.
package enum CostScaling {
  /// Slope of votes per step on ln s for large s, without the rounding of the margin.
  ///
  /// - Parameter stepSuccess: Step success p; unit 1, range (0.5, 1).
  /// - Returns: `1 / ((2p − 1)·ln(p/(1 − p)))`; votes per step and unit of ln s.
  /// - Source: arXiv 2511.09030, Eq. 14 in Eq. 18.
  package static func asymptoticSlope(stepSuccess: Probability) -> Double {
    let p = stepSuccess.value
    let q = stepSuccess.complement
    return 1 / ((p - q) * log(p / q))
  }

  /// Margins between which the unrounded k_min of equation 14 lies, each a straight line in ln s.
  ///
  /// With x = −(m/s)·ln t, both follow from x <= e^x − 1 <= e·x, true for x up to 1.
  ///
  /// - Parameters:
  ///   - stepSuccess: Step success p; unit 1, range (0.5, 1).
  ///   - steps: Steps s; count, at least 1.
  ///   - stepsPerSubtask: Steps m of one voted subtask; count, 1 to s.
  ///   - target: Required success t; unit 1, at least e^(−s/m), below 1.
  /// - Returns: `[ln s − ln(−e·m·ln t)]/ln(p/(1 − p))` and the same without e; votes.  Nil for lower
  ///   targets.
  /// - Source: arXiv 2511.09030, Eq. 24 to 31.
  package static func marginBounds(
    stepSuccess: Probability, steps: Int, stepsPerSubtask: Int = 1, target: Probability
  ) -> ClosedRange<Double>? {
    let exponent = -log(target.value) * Double(stepsPerSubtask)
    guard exponent <= Double(steps) else { return nil }
    let each = 1 / log(stepSuccess.value / stepSuccess.complement)
    let upper = (log(Double(steps)) - log(exponent)) * each
    return (upper - each)...upper
  }

  /// Ratio over two votes of the probability that a race is still undecided, far into the tail.
  ///
  /// The two candidates' walk keeps its parity, so the decay is taken over two votes.
  ///
  /// - Parameters:
  ///   - stepSuccess: Step success p; unit 1, range (0, 1).
  ///   - margin: Margin k; votes, at least 1.
  /// - Returns: `(2√(pq)·cos(π/(2k)))²`; unit 1, range [0, 1).
  package static func tailRatio(stepSuccess: Probability, margin: Int) -> Double {
    let cosine = margin == 1 ? 0 : cos(.pi / (2 * Double(margin)))
    return 4 * stepSuccess.value * stepSuccess.complement * cosine * cosine
  }
}
