package import Economics
import Statistics

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension Spread {
  /// Probability that the quantity is at most a value; unit 1, range [0, 1].
  ///
  /// - Parameter value: The value; unit of the quantity.
  /// - Returns: The probability.
  package func probability(atMost value: Double) -> Double {
    if value < 0 { return 0 }
    switch self {
    case .fixed(let only): return value >= only ? 1 : 0
    case .uniform(let low, let high):
      if value >= high { return 1 }
      return value <= low ? 0 : (value - low) / (high - low)
    case .exponential(let mean): return -expm1(-value / mean)
    case .gamma(let mean, let variation):
      let shape = 1 / (variation * variation)
      return SpecialFunctions.gammaLower(a: shape, x: value / mean * shape)
    case .lognormal(let mean, let variation):
      let square = log1p(variation * variation)
      let deviate = (log(value / mean) + square / 2) / square.squareRoot()
      return value > 0 ? SpecialFunctions.normalLower(deviate) : 0
    }
  }

  /// Expected value of the largest of several that are drawn independently of each other.
  ///
  /// - Parameter count: How many; count, at least 1.
  /// - Returns: The expected largest; unit of the quantity.
  /// - Source: `E max = ∫ (1 − F(x)ⁿ) dx`; for a lognormal law in its standard deviate z, as
  ///   `n ∫ x(z) Φ(z)ⁿ⁻¹ φ(z) dz`.
  package func meanOfLargest(of count: Int) -> Double {
    precondition(count >= 1, "the largest of at least one")
    let n = Double(count)
    if count == 1 { return mean }
    switch self {
    case .fixed(let value): return value
    case .uniform(let low, let high): return low + (high - low) * n / (n + 1)
    case .exponential(let mean): return DrawTimes.sideBySide(draws: count, mean: mean).mean
    case .gamma(let mean, let variation):
      let shape = 1 / (variation * variation)
      // What is beyond the upper end is less than 1e-18 of the mean, times the count; below the lower
      // one the largest lies with a probability of less than 1e-18.
      let top = SpecialFunctions.gammaUpperInverse(a: shape, probability: 1e-18)
      let bottom = SpecialFunctions.gammaLowerInverse(a: shape, probability: 1e-18)
      let integral =
        bottom
        + Quadrature.integral(from: bottom, to: top) { x in
          let above = SpecialFunctions.gammaUpper(a: shape, x: x)
          return -expm1(n * log1p(-min(above, 1)))
        }
      return integral * mean / shape
    case .lognormal(let mean, let variation):
      let deviation = log1p(variation * variation).squareRoot()
      // Under a law tilted to its mean a deviate is normal about the deviation.
      let integral = Quadrature.integral(from: -10 - deviation, to: 10) { shifted in
        let below = SpecialFunctions.normalLower(shifted + deviation)
        return exp(-shifted * shifted / 2 + (n - 1) * log(below))
      }
      return mean * n * integral / (2 * Double.pi).squareRoot()
    }
  }
}
