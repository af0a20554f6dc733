#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The law of a weighted sum of independent gamma variates of scale 1.
///
/// Its sign decides where a mean with Dirichlet weights lies, since such weights are gamma variates
/// over their sum.
package enum GammaSum {
  /// Returns the probability that the sum is above 0.
  ///
  /// Two variates are compared by a beta law.  More have their characteristic function inverted by the
  /// trapezoidal rule in s, at `u = sinh(s)/σ`: linear where the sum is nearly normal, logarithmic
  /// where weights differ in size, and analytic, so that the error falls exponentially.
  ///
  /// - Parameters:
  ///   - weights: Weight of each variate; any finite number.
  ///   - shapes: Shape of each variate; 0 for one that is left out, else at least 1/2.
  /// - Shape: `weights[variate]`, `shapes[variate]`.
  /// - Returns: The probability; unit 1, range [0, 1], right to 1e-8; 0 where all weights are 0.
  /// - Source: Gil-Pelaez 1951, Biometrika 38: `P(Q > 0) = 1/2 + 1/π ∫ Im φ(u)/u du` over u > 0, for
  ///   gamma variates `φ(u) = Π (1 − i w u)^(−c)`, as in Imhof 1961, Biometrika 48.
  package static func probabilityAboveZero(weights: [Double], shapes: [Double]) -> Double {
    precondition(weights.count == shapes.count, "a weight and a shape for each variate")
    var terms: [(weight: Double, shape: Double)] = []
    for (weight, shape) in zip(weights, shapes) where shape > 0 && weight != 0 {
      if let same = terms.firstIndex(where: { $0.weight == weight }) {
        terms[same].shape += shape
      } else {
        terms.append((weight, shape))
      }
    }
    guard let above = terms.first(where: { $0.weight > 0 }) else { return 0 }
    guard let below = terms.first(where: { $0.weight < 0 }) else { return 1 }
    if terms.count == 2 {
      // A share of the sum of both that is above w₂/(w₁ + w₂).
      return SpecialFunctions.betaUpper(
        a: above.shape, b: below.shape, x: -below.weight / (above.weight - below.weight))
    }
    return inverted(terms)
  }

  private static func inverted(_ terms: [(weight: Double, shape: Double)]) -> Double {
    let mean = terms.reduce(0) { $0 + $1.weight * $1.shape }
    let deviation = terms.reduce(0) { $0 + $1.weight * $1.weight * $1.shape }.squareRoot()
    let greatest = terms.reduce(0) { max($0, abs($1.weight)) }
    // Bernstein's inequality for gamma variates: so far from its mean is the sum with 1e-9 at most.
    if abs(mean) > 6.5 * deviation + 21 * greatest { return mean > 0 ? 1 : 0 }
    // A variate of great shape and small weight turns the phase by about the root of its shape.
    let spacing = min(0.1, 0.8 / terms.reduce(0) { max($0, $1.shape) }.squareRoot())
    var sum = mean / deviation / 2
    for index in 1..<1_000_000 {
      let s = Double(index) * spacing
      let u = sinh(s) / deviation
      var angle = 0.0
      var decay = 0.0
      for term in terms {
        let x = term.weight * u
        angle += term.shape * atan(x)
        decay += term.shape * log1p(x * x)
      }
      let size = exp(-decay / 2)
      sum += size * sin(angle) / tanh(s)
      if size < 1e-10 { break }
    }
    return min(1, max(0, 0.5 + sum * spacing / .pi))
  }
}
