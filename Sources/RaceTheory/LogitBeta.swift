import Statistics

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The density of the log-odds x = ln(p/(1 − p)) of a Beta variate p, p^a·(1 − p)^b/B(a, b).
///
/// It is log-concave with its peak at ln(a/b), and is worked out from there, so that shapes of a thousand
/// million cost no more digits than shapes of one.
struct LogitBeta {
  /// Shape of the successes; above 0.
  let a: Double
  /// Shape of the failures; above 0.
  let b: Double
  /// Where the density is greatest, ln(a/b).
  let peak: Double
  /// Logarithm of the greatest density; natural.
  private let logGreatest: Double
  private let meanSuccess: Double
  private let meanFailure: Double

  init(a: Double, b: Double) {
    self.a = a
    self.b = b
    peak = log(a / b)
    meanSuccess = a / (a + b)
    meanFailure = b / (a + b)
    // Powers and gamma functions at the peak cancel but for Stirling's correction.
    logGreatest =
      (log(a) + log(meanFailure) - log(2 * Double.pi)) / 2 + LogitBeta.stirling(a + b)
      - LogitBeta.stirling(a) - LogitBeta.stirling(b)
  }

  /// Logarithm of the density; natural.
  ///
  /// - Parameter distance: Log-odds above the peak.
  /// - Returns: The logarithm.
  func logDensity(_ distance: Double) -> Double {
    logGreatest - a * logMixture(meanFailure, meanSuccess, -distance)
      - b * logMixture(meanSuccess, meanFailure, distance)
  }

  /// Slope of that logarithm, a − (a + b)·p; per unit of x.
  ///
  /// - Parameter distance: Log-odds above the peak.
  /// - Returns: The slope.
  func slope(_ distance: Double) -> Double {
    a * b
      * (1 / (b + a * exp(distance)) - 1 / (a + b * exp(-distance)))
  }

  /// Where a density that is nearly flat on one side of its peak begins to fall steeply, as distances from
  /// the peak.
  ///
  /// With b below 1 the slope a·(1 − p) − b·p is about −b above ln a, with a below 1 about a below −ln b.
  var knees: [Double] {
    (b < 1 ? [log(max(a, 1)) - peak] : []) + (a < 1 ? [-log(max(b, 1)) - peak] : [])
  }

  /// ln(1 − w + w·e^d), right for small and for great d and w, given both w and 1 − w.
  private func logMixture(_ weight: Double, _ rest: Double, _ d: Double) -> Double {
    if d > 600 { return d + log(weight + rest * exp(-d)) }
    let change = weight * expm1(d)
    return change > -0.5 ? log1p(change) : log(rest + weight * exp(d))
  }

  /// ln Γ(z) less Stirling's (z − 1/2)·ln z − z + ln(2π)/2.
  ///
  /// - Source: NIST Digital Library of Mathematical Functions, 5.11.1.
  private static func stirling(_ z: Double) -> Double {
    if z < 16 {
      return SpecialFunctions.logGamma(z) - (z - 0.5) * log(z) + z - log(2 * Double.pi) / 2
    }
    let square = 1 / (z * z)
    return (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188))))
      / z
  }
}
