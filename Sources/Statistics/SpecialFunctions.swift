import CBoostMath

/// Special functions of probability: incomplete beta and gamma, the normal distribution.
///
/// Arguments outside the stated range give NaN; nothing traps. All work in double precision with
/// relative errors near 1e-13, except that incomplete beta functions whose shapes sum to `n` may be
/// off by `1e-16 n`.
///
/// - Source: Boost.Math; definitions as in the NIST Digital Library of Mathematical Functions,
///   sections 8.2 (gamma), 8.17 (beta) and 7.2 (error function).
package enum SpecialFunctions {
  /// Returns the regularised incomplete beta function: the chance that a beta variate is at most x.
  ///
  /// - Parameters:
  ///   - a: First shape; unit 1, above 0.
  ///   - b: Second shape; unit 1, above 0.
  ///   - x: Where to evaluate; unit 1, range [0, 1].
  /// - Returns: The probability `I_x(a, b)`; unit 1, range [0, 1].
  package static func betaLower(a: Double, b: Double, x: Double) -> Double {
    makerlab_beta_lower(a, b, x)
  }

  /// Returns the chance that a beta variate exceeds x, without cancellation.
  ///
  /// - Parameters:
  ///   - a: First shape; unit 1, above 0.
  ///   - b: Second shape; unit 1, above 0.
  ///   - x: Where to evaluate; unit 1, range [0, 1].
  /// - Returns: The probability `1 - I_x(a, b)`; unit 1, range [0, 1].
  package static func betaUpper(a: Double, b: Double, x: Double) -> Double {
    makerlab_beta_upper(a, b, x)
  }

  /// Returns the chance that a beta variate is at most x, where x comes with its complement.
  ///
  /// Works from the smaller of the two, so an `x` that rounds to 1 keeps its digits.
  ///
  /// - Parameters:
  ///   - a: First shape; unit 1, above 0.
  ///   - b: Second shape; unit 1, above 0.
  ///   - x: Where to evaluate; unit 1, range [0, 1].
  ///   - complement: `1 - x`, as exactly as it is known; unit 1, range [0, 1].
  /// - Returns: The probability `I_x(a, b)`; unit 1, range [0, 1].
  /// - Source: DLMF 8.17.4, `I_x(a, b) = 1 - I_(1-x)(b, a)`.
  package static func betaLower(a: Double, b: Double, x: Double, complement: Double) -> Double {
    x <= complement ? makerlab_beta_lower(a, b, x) : makerlab_beta_upper(b, a, complement)
  }

  /// Returns the x that a beta variate stays at or below with a given probability.
  ///
  /// - Parameters:
  ///   - a: First shape; unit 1, above 0.
  ///   - b: Second shape; unit 1, above 0.
  ///   - probability: The lower tail; unit 1, range [0, 1].
  /// - Returns: The `x` with `I_x(a, b) = probability`; unit 1, range [0, 1].
  package static func betaLowerInverse(a: Double, b: Double, probability: Double) -> Double {
    makerlab_beta_lower_inverse(a, b, probability)
  }

  /// Returns the x that a beta variate exceeds with a given probability.
  ///
  /// - Parameters:
  ///   - a: First shape; unit 1, above 0.
  ///   - b: Second shape; unit 1, above 0.
  ///   - probability: The upper tail; unit 1, range [0, 1].
  /// - Returns: The `x` with `1 - I_x(a, b) = probability`; unit 1, range [0, 1].
  package static func betaUpperInverse(a: Double, b: Double, probability: Double) -> Double {
    makerlab_beta_upper_inverse(a, b, probability)
  }

  /// Returns the regularised lower incomplete gamma function.
  ///
  /// - Parameters:
  ///   - a: Shape; unit 1, above 0.
  ///   - x: Where to evaluate; unit 1, at least 0, infinity allowed.
  /// - Returns: The probability `P(a, x)`; unit 1, range [0, 1].
  package static func gammaLower(a: Double, x: Double) -> Double {
    makerlab_gamma_lower(a, x)
  }

  /// Returns the regularised upper incomplete gamma function, without cancellation.
  ///
  /// - Parameters:
  ///   - a: Shape; unit 1, above 0.
  ///   - x: Where to evaluate; unit 1, at least 0, infinity allowed.
  /// - Returns: The probability `Q(a, x) = 1 - P(a, x)`; unit 1, range [0, 1].
  package static func gammaUpper(a: Double, x: Double) -> Double {
    makerlab_gamma_upper(a, x)
  }

  /// Returns the x that a gamma variate stays at or below with a given probability.
  ///
  /// - Parameters:
  ///   - a: Shape; unit 1, above 0.
  ///   - probability: The lower tail; unit 1, range [0, 1].
  /// - Returns: The `x` with `P(a, x) = probability`; unit 1, at least 0, infinite at 1.
  package static func gammaLowerInverse(a: Double, probability: Double) -> Double {
    makerlab_gamma_lower_inverse(a, probability)
  }

  /// Returns the x that a gamma variate exceeds with a given probability.
  ///
  /// - Parameters:
  ///   - a: Shape; unit 1, above 0.
  ///   - probability: The upper tail; unit 1, range [0, 1].
  /// - Returns: The `x` with `Q(a, x) = probability`; unit 1, at least 0, infinite at 0.
  package static func gammaUpperInverse(a: Double, probability: Double) -> Double {
    makerlab_gamma_upper_inverse(a, probability)
  }

  /// Returns the chance that a standard normal variate is at most z.
  ///
  /// - Parameter z: Where to evaluate; standard deviations, any.
  /// - Returns: The lower tail; unit 1, range [0, 1].
  package static func normalLower(_ z: Double) -> Double {
    makerlab_normal_lower(z)
  }

  /// Returns the chance that a standard normal variate exceeds z, without cancellation.
  ///
  /// - Parameter z: Where to evaluate; standard deviations, any.
  /// - Returns: The upper tail; unit 1, range [0, 1].
  package static func normalUpper(_ z: Double) -> Double {
    makerlab_normal_upper(z)
  }

  /// Returns the z that a standard normal variate stays at or below with a given probability.
  ///
  /// By symmetry the value for an upper tail is the negative; pass the smaller tail to keep digits.
  ///
  /// - Parameter probability: The lower tail; unit 1, range [0, 1].
  /// - Returns: The quantile; standard deviations, infinite at 0 and 1.
  package static func normalLowerInverse(_ probability: Double) -> Double {
    makerlab_normal_lower_inverse(probability)
  }

  /// Returns the z such that a standard normal variate lies within z of 0 with a given probability.
  ///
  /// - Parameter level: Probability of the central interval; unit 1, range [0, 1].
  /// - Returns: Half the width of the interval; standard deviations, at least 0.
  package static func normalHalfWidth(level: Double) -> Double {
    -makerlab_normal_lower_inverse((1 - level) / 2)
  }

  /// Returns the t such that Student's variate lies within t of 0 with a given probability.
  ///
  /// - Parameters:
  ///   - level: Probability of the central interval; unit 1, range [0, 1].
  ///   - freedom: Degrees of freedom; count, above 0, not bound to be whole.
  /// - Returns: Half the width of the interval; standard errors, at least 0, infinite at 1.
  /// - Source: `P(|T| > t) = I_x(f/2, 1/2)` with `x = f / (f + t²)` (DLMF 8.17).
  package static func studentHalfWidth(level: Double, freedom: Double) -> Double {
    // Of x and 1 - x the one that is asked for keeps its digits: 1 - x is small for many degrees.
    let x = betaLowerInverse(a: freedom / 2, b: 0.5, probability: 1 - level)
    if x < 0.5 { return (freedom * (1 - x) / x).squareRoot() }
    let rest = betaUpperInverse(a: 0.5, b: freedom / 2, probability: 1 - level)
    return (freedom * rest / (1 - rest)).squareRoot()
  }

  /// Returns the natural logarithm of the absolute value of the gamma function.
  ///
  /// - Parameter x: Where to evaluate; unit 1, not zero or a negative integer.
  /// - Returns: `ln |Gamma(x)|`; unit 1.
  package static func logGamma(_ x: Double) -> Double {
    makerlab_log_gamma(x)
  }
}
