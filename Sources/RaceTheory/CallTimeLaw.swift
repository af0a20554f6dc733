import Statistics

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// How long a call takes, as a share of its mean time: a law of mean 1.
///
/// - Source: Expected maxima of k independent times: 2k/(k + 1) of uniform ones, the harmonic number H_k of
///   exponential ones, `∫ e^(σz − σ²/2) dΦ(z)^k` of lognormal ones (David and Nagaraja 2003, Order
///   Statistics).
package enum CallTimeLaw: Equatable, Sendable {
  /// All calls take the same time.
  case constant
  /// Anything from no time to twice the mean, alike.
  case uniform
  /// Exponential.
  case exponential
  /// Lognormal with this ratio of standard deviation to mean; unit 1, above 0.
  case lognormal(variation: Double)

  /// Standard deviation over mean; unit 1, at least 0.
  package var variation: Double {
    switch self {
    case .constant: 0
    case .uniform: 1 / 3.0.squareRoot()
    case .exponential: 1
    case .lognormal(let variation): variation
    }
  }

  /// Expected time until the last of several calls is there that were asked for at once.
  ///
  /// - Parameter calls: Calls k; count, at least 1.
  /// - Returns: The expectation over the mean time of one call; unit 1, from 1 to k.
  package func slowest(of calls: Int) -> Double {
    precondition(calls >= 1, "somebody waits for at least 1 call")
    let k = Double(calls)
    switch self {
    case .constant: return 1
    case .uniform: return 2 * k / (k + 1)
    case .exponential: return DrawTimes.sideBySide(draws: calls, mean: 1).mean
    case .lognormal(let variation):
      if calls == 1 || variation == 0 { return 1 }
      // E max = ∫ e^(σz − σ²/2)·k·Φ(z)^(k−1)·φ(z) dz, and the first factor shifts the density by σ.
      let sigma = log1p(variation * variation).squareRoot()
      func density(_ z: Double) -> Double {
        k * pow(SpecialFunctions.normalLower(z + sigma), k - 1) * exp(-z * z / 2)
          / (2 * Double.pi).squareRoot()
      }
      // Short pieces, so that no peak is lost between two points; beyond 12 the density is below 1e-31.
      let ends = [-12.0, -6, -3, -1, 0, 1, 3, 6, 12]
      return zip(ends, ends.dropFirst()).reduce(0) {
        $0 + Quadrature.integral(from: $1.0, to: $1.1, of: density)
      }
    }
  }

  /// How much sooner all of several calls are there that are asked for at once, not one after another.
  ///
  /// - Parameter calls: Calls k; count, at least 1.
  /// - Returns: Time one after another over time side by side, each expected; unit 1, from 1 to k.
  package func speedup(of calls: Int) -> Double { Double(calls) / slowest(of: calls) }

  /// The variation of lognormal times up to which several calls take less than some calls' time.
  ///
  /// - Parameters:
  ///   - calls: Calls k; count, at least 2.
  ///   - ratio: Time allowed over the mean time of one call; unit 1, above 1, below k.
  /// - Returns: The variation; unit 1, within 1e-9.
  package static func lognormalVariation(of calls: Int, within ratio: Double) -> Double {
    var most = 1.0
    while CallTimeLaw.lognormal(variation: most).slowest(of: calls) <= ratio { most *= 2 }
    return Bisection.boundary(from: 0, to: most, tolerance: 1e-10) {
      CallTimeLaw.lognormal(variation: $0).slowest(of: calls) <= ratio
    }
  }
}
