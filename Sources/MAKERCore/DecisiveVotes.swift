#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Votes that a walk between barriers at ±k takes, in the half log-odds β = |ln(p/(1 − p))|/2 of a vote.
///
/// - Source: The duration of play in Feller, An Introduction to Probability Theory I, XIV.3; its variance
///   from the second moment of the same recurrence.
package enum DecisiveVotes {
  /// Returns the variance of the votes.
  ///
  /// - Parameters:
  ///   - margin: Margin k; votes, at least 1.
  ///   - beta: Half log-odds β; unit 1, at least 0.
  ///   - drift: |2p − 1|, which is tanh β, as exactly as it is known; unit 1.
  ///   - product: p(1 − p), as exactly as it is known; unit 1.
  /// - Returns: The variance; votes².
  package static func variance(
    margin: Int, beta: Double, drift: Double, product: Double
  ) -> Double {
    if margin == 1 || product == 0 { return 0 }
    let k = Double(margin)
    if 2 * k * beta < 1 { return varianceNearOneHalf(k, beta: beta) }
    // 1/sinh² β and coth β in p and q keep their digits when q is tiny.
    let coth = 1 / drift
    let inverseSinhSquared = 4 * product / (drift * drift)
    // tanh kβ − k·sech² kβ·sinh β·cosh β with every exponent below 0, so that none overflows.
    let scaled = exp(-2 * k * beta)
    let tanhK = (1 - scaled) / (1 + scaled)
    let grown = exp(2 * beta * (1 - k)) - exp(-2 * beta * (1 + k))
    let rest = k * grown / ((1 + scaled) * (1 + scaled))
    return k * coth * inverseSinhSquared * (tanhK - rest)
  }

  /// The same by the series of sinh(2kβ) − k·sinh(2β), whose first terms cancel.
  private static func varianceNearOneHalf(_ k: Double, beta: Double) -> Double {
    if beta < 1e-90 { return (2 * k * k * (k * k - 1)) / 3 }
    var sum = 0.0
    var power = 2 * beta
    var odd = k
    for j in 1...12 {
      power *= (2 * beta) * (2 * beta) / Double((2 * j) * (2 * j + 1))
      odd *= k * k
      sum += power * (odd - k)
    }
    let sinhBeta = sinh(beta)
    let coshK = cosh(k * beta)
    return k * sum / (2 * tanh(beta) * sinhBeta * sinhBeta * coshK * coshK)
  }
}
