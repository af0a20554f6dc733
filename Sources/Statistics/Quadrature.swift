import CBoostMath

/// Integrals of smooth functions over an interval, to nearly every digit of a double.
package enum Quadrature {
  /// Intervals are halved that often, at most, where the rule does not converge.
  private static let greatestHalvings = 200

  /// Returns the integral of a function by the tanh-sinh rule.
  ///
  /// Made for analytic functions; what they do near an end of the interval, on however small a scale,
  /// costs no digits, so a peak or a bend belongs at an end.  Where the rule does not converge the
  /// interval is halved.
  ///
  /// - Parameters:
  ///   - lower: Lower end; finite.
  ///   - upper: Upper end; finite, at least the lower one.
  ///   - tolerance: Greatest difference between the last two levels, as a share of the integral of the
  ///     absolute value; unit 1.  The error is about its square.
  ///   - function: What to integrate; finite between the ends.
  /// - Returns: The integral; NaN where it does not converge.
  /// - Source: H. Takahasi and M. Mori, "Double exponential formulas for numerical integration" (1974).
  package static func integral(
    from lower: Double, to upper: Double, tolerance: Double = 1e-11,
    of function: (Double) -> Double
  ) -> Double {
    let whole = estimate(from: lower, to: upper, tolerance: tolerance, of: function)
    let allowed = 10 * tolerance * whole.size
    var halvings = 0
    func refined(_ part: makerlab_integral_result, _ low: Double, _ high: Double) -> Double {
      if part.error <= allowed { return part.value }
      halvings += 1
      let middle = low + (high - low) / 2
      guard halvings <= greatestHalvings, part.size.isFinite else { return .nan }
      let halves = [(low, middle), (middle, high)].map { low, high in
        let half = estimate(from: low, to: high, tolerance: tolerance, of: function)
        return refined(half, low, high)
      }
      return halves[0] + halves[1]
    }
    return refined(whole, lower, upper)
  }

  private static func estimate(
    from lower: Double, to upper: Double, tolerance: Double, of function: (Double) -> Double
  ) -> makerlab_integral_result {
    withoutActuallyEscaping(function) { function in
      var function = function
      return unsafe withUnsafeMutablePointer(to: &function) { pointer in
        unsafe makerlab_integral(
          { x, context in
            guard let context = unsafe context else { return .nan }
            return unsafe context.assumingMemoryBound(to: ((Double) -> Double).self).pointee(x)
          }, pointer, lower, upper, tolerance)
      }
    }
  }
}
