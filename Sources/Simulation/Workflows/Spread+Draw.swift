package import Economics
package import RandomStreams

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension Spread {
  /// Draws a quantity.
  ///
  /// - Parameter stream: Where the random words come from.
  /// - Returns: The quantity; at least 0.
  package func draw(_ stream: inout WordStream) -> Double {
    switch self {
    case .fixed(let value): return value
    case .uniform(let low, let high): return low + (high - low) * stream.uniform()
    case .exponential(let mean): return -mean * log(stream.uniform())
    case .gamma(let mean, let variation):
      let shape = 1 / (variation * variation)
      return exp(stream.logGamma(shape: shape)) * mean / shape
    case .lognormal(let mean, let variation):
      let square = log1p(variation * variation)
      return mean * exp(square.squareRoot() * stream.normal() - square / 2)
    }
  }
}
