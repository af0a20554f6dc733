#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A Beta law as a sum over few points, exact for polynomials.
///
/// Given its error rate, how a race with a cap ends is a polynomial in that rate, of the degree of its
/// votes.  So with more points than half the votes of all races together, sums over the points are
/// integrals over the law, but for rounding.
///
/// - Source: Gauss quadrature with Jacobi's weight; Golub and Welsch, Math. Comp. 23 (1969) 221.
package enum BetaQuadrature {
  /// Points and weights of a Beta law.
  ///
  /// - Parameters:
  ///   - alpha: First shape, of x; above 0.
  ///   - beta: Second shape, of 1 − x; above 0.
  ///   - points: Number of points; at least 1.  Exact up to degree `2·points − 1`.
  /// - Returns: Points x in (0, 1), rising, and their weights, which sum to 1.
  package static func points(
    alpha: Double, beta: Double, points: Int
  ) -> [(x: Double, weight: Double)] {
    precondition(alpha > 0 && beta > 0 && points >= 1, "a Beta law has shapes above 0")
    let (diagonal, between) = recurrence(alpha, beta, points)
    return eigenvalues(diagonal, between).sorted().map { x in
      (min(max(x, 0), 1), christoffel(x, diagonal, between))
    }
  }

  /// Coefficients of the orthonormal polynomials on [0, 1]: x·p_n = b_(n+1)·p_(n+1) + a_n·p_n + b_n·p_(n−1).
  private static func recurrence(
    _ alpha: Double, _ beta: Double, _ points: Int
  ) -> (diagonal: [Double], between: [Double]) {
    // In sums of what is positive, so that neither small nor great shapes lose digits.
    let sum = alpha + beta
    let diagonal = (0..<points).map { n -> Double in
      if n == 0 { return alpha / sum }
      let i = Double(n)
      let before = Double(n - 1)
      let twice = 2 * before + sum
      return (i + alpha) * (before + sum) / ((twice + 1) * (twice + 2))
        + i * (before + beta) / (twice * (twice + 1))
    }
    let between = (1..<max(2, points)).map { n -> Double in
      let before = Double(n - 1)
      let twice = 2 * before + sum
      // For n = 1 a factor of numerator and denominator cancels that may be 0.
      let ratio = n == 1 ? 1 / (twice + 1) : (before - 1 + sum) / ((twice + 1) * (twice - 1))
      return (Double(n) * (before + beta) * (before + alpha) * ratio).squareRoot() / twice
    }
    return (diagonal, Array(between.prefix(points - 1)))
  }

  /// Eigenvalues of a symmetric tridiagonal matrix by the implicit QL method.
  private static func eigenvalues(_ diagonal: [Double], _ between: [Double]) -> [Double] {
    var d = diagonal
    var e = between + [0]
    for low in d.indices {
      while true {
        var m = low
        while m < d.count - 1, abs(e[m]) > 1e-16 * (abs(d[m]) + abs(d[m + 1])) { m += 1 }
        if m == low { break }
        var g = (d[low + 1] - d[low]) / (2 * e[low])
        var r = hypot(g, 1)
        g = d[m] - d[low] + e[low] / (g + (g < 0 ? -r : r))
        var (s, c, p) = (1.0, 1.0, 0.0)
        var isSplit = false
        for i in stride(from: m - 1, through: low, by: -1) {
          let f = s * e[i]
          let b = c * e[i]
          r = hypot(f, g)
          e[i + 1] = r
          if r == 0 {
            d[i + 1] -= p
            e[m] = 0
            isSplit = true
            break
          }
          s = f / r
          c = g / r
          g = d[i + 1] - p
          r = (d[i] - g) * s + 2 * c * b
          p = s * r
          d[i + 1] = g + p
          g = c * r - b
        }
        if isSplit { continue }
        d[low] -= p
        e[low] = g
        e[m] = 0
      }
    }
    return d
  }

  /// Weight of a point: one over the sum of the squares of the orthonormal polynomials there, so that
  /// small weights keep their digits.
  ///
  /// - Parameters:
  ///   - x: The point, an eigenvalue of the Jacobi matrix.
  ///   - diagonal: Diagonal of that matrix.
  ///   - between: What stands beside it, one number fewer.
  /// - Returns: The weight; unit 1.
  static func christoffel(
    _ x: Double, _ diagonal: [Double], _ between: [Double]
  ) -> Double {
    var (before, here, sum) = (0.0, 1.0, 1.0)
    for n in between.indices {
      let next = ((x - diagonal[n]) * here - (n == 0 ? 0 : between[n - 1]) * before) / between[n]
      (before, here) = (here, next)
      sum += next * next
    }
    return 1 / sum
  }
}
