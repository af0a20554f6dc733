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
