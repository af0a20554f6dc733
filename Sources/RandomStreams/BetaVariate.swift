#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension WordStream {
  /// Returns a Beta variate and its complement, each with its own digits.
  ///
  /// Two gamma variates in logarithms, so that shapes far below 1 do not underflow.  Where the first
  /// shape is below 1 and the second 1 or at least 2, a power of a uniform number thinned by (1 − x)^(b − 1)
  /// is several times as fast.
  ///
  /// - Parameters:
  ///   - a: First shape; above 0.
  ///   - b: Second shape; above 0.
  /// - Returns: The variate and one less it; unit 1, range [0, 1].
  package mutating func beta(_ a: Double, _ b: Double) -> (value: Double, complement: Double) {
    precondition(a > 0 && b > 0, "the shapes of a Beta variate are above 0")
    if a < 1, b == 1 || b >= 2, a * log(b) < 1 { return thinnedPower(a, b) }
    let difference = logGamma(shape: a) - logGamma(shape: b)
    // x/(x + y) is the logistic function of ln x − ln y.
    return (1 / (1 + exp(-difference)), 1 / (1 + exp(difference)))
  }

  /// Beta by rejection from U^(1/a), for b = 1 or b >= 2; accepts about b^−a of the proposals.
  private mutating func thinnedPower(
    _ a: Double, _ b: Double
  ) -> (value: Double, complement: Double) {
    while true {
      let x = exp(log(uniform()) / a)
      // By Bernoulli's inequality, true for exponents of 0 and from 1 on, the first comparison accepts
      // nothing that the second would not.
      let excess = (b - 1) * x
      let height = uniform()
      if height < 1 - excess || log(height) < (b - 1) * log1p(-x) { return (x, 1 - x) }
    }
  }

  /// Returns the logarithm of a gamma variate of scale 1.
  ///
  /// - Source: Marsaglia and Tsang (2000); shapes below 1 by G(a) = G(a + 1)·U^(1/a).
  mutating func logGamma(shape: Double) -> Double {
    if shape < 1 { return logGamma(shape: shape + 1) + log(uniform()) / shape }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let root = 1 + c * x
      guard root > 0 else { continue }
      let v = root * root * root
      if log(uniform()) < 0.5 * x * x + d - d * v + d * log(v) { return log(d) + log(v) }
    }
  }

  /// Returns a standard normal variate (Box and Muller, 1958).
  package mutating func normal() -> Double {
    let radius = (-2 * log(uniform())).squareRoot()
    return radius * cos(2 * .pi * uniform())
  }
}
