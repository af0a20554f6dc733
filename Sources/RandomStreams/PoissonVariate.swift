#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension WordStream {
  /// Returns a Poisson count, in a time that does not grow with its mean.
  ///
  /// - Parameter mean: Mean; at least 0, at most 1e15.
  /// - Returns: Count.
  /// - Source: Hörmann (1993), algorithm PTRS; below a mean of ten, exponential gaps.
  package mutating func poisson(_ mean: Double) -> Int {
    precondition(mean >= 0 && mean <= 1e15, "a Poisson mean is 0 to 1e15")
    if mean < 10 { return poissonByGaps(mean) }
    let root = mean.squareRoot()
    let b = 0.931 + 2.53 * root
    let a = -0.059 + 0.02483 * b
    let alpha = 1.1239 + 1.1328 / (b - 3.4)
    let squeeze = 0.9277 - 3.6224 / (b - 2)
    while true {
      let u = uniform() - 0.5
      let v = uniform()
      let us = 0.5 - abs(u)
      let k = ((2 * a / us + b) * u + mean + 0.43).rounded(.down)
      if us >= 0.07 && v <= squeeze { return Int(k) }
      guard k >= 0, us >= 0.013 || v <= us else { continue }
      if log(v * alpha / (a / (us * us) + b)) <= logPoisson(k, mean) { return Int(k) }
    }
  }

  /// Returns the failures before the last of that many successes of independent trials.
  ///
  /// - Parameters:
  ///   - successes: Successes; count, at least 0.
  ///   - probability: Success probability; unit 1, range (0, 1].
  /// - Returns: Failures; a Poisson count whose mean is a gamma variate.
  package mutating func negativeBinomial(successes: Int, _ probability: Double) -> Int {
    precondition(probability > 0 && probability <= 1, "a success must be possible")
    if successes == 0 || probability == 1 { return 0 }
    let gamma = exp(logGamma(shape: Double(successes)))
    return poisson(gamma * (1 - probability) / probability)
  }

  private mutating func poissonByGaps(_ mean: Double) -> Int {
    var count = 0
    var place = -log(uniform())
    while place < mean {
      count += 1
      place -= log(uniform())
    }
    return count
  }
}

/// ln(mean^k e^−mean / k!), by Stirling's series where the large terms would cancel.
private func logPoisson(_ k: Double, _ mean: Double) -> Double {
  if k < 20 { return k * log(mean) - mean - lgamma(k + 1) }
  let away = (mean - k) / k
  let correction = (1.0 / 12 - 1.0 / 360 / (k * k)) / k
  return k * (log1p(away) - away) - 0.5 * log(2 * .pi * k) - correction
}
