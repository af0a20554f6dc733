/// Law of a quantity that differs from call to call, as tokens or seconds; never negative.
package enum Spread: Hashable, Sendable {
  /// Always the same; at least 0.
  case fixed(Double)
  /// Anything between two ends alike; at least 0, the first at most the second.
  case uniform(low: Double, high: Double)
  /// Without memory, of a mean; above 0.
  case exponential(mean: Double)
  /// Gamma law of a mean, above 0, and a variation: standard deviation over mean, above 0.
  case gamma(mean: Double, variation: Double)
  /// Lognormal law of a mean, above 0, and a variation: standard deviation over mean, above 0.
  case lognormal(mean: Double, variation: Double)

  /// Expected value; unit of the quantity.
  package var mean: Double {
    switch self {
    case .fixed(let value): value
    case .uniform(let low, let high): low + (high - low) / 2
    case .exponential(let mean): mean
    case .gamma(let mean, _): mean
    case .lognormal(let mean, _): mean
    }
  }

  /// Standard deviation over mean; unit 1, at least 0, 0 for a mean of 0.
  package var variation: Double {
    switch self {
    case .fixed: 0
    case .uniform(let low, let high):
      low + high > 0 ? (high - low) / (low + high) / 3.0.squareRoot() : 0
    case .exponential: 1
    case .gamma(_, let variation): variation
    case .lognormal(_, let variation): variation
    }
  }

  /// Whether it is always the same.
  package var isFixed: Bool { variation == 0 }

  /// The law of so many times the quantity.
  ///
  /// - Parameter factor: Factor; above 0.
  /// - Returns: The law.
  package func scaled(by factor: Double) -> Spread {
    switch self {
    case .fixed(let value): .fixed(value * factor)
    case .uniform(let low, let high): .uniform(low: low * factor, high: high * factor)
    case .exponential(let mean): .exponential(mean: mean * factor)
    case .gamma(let mean, let variation): .gamma(mean: mean * factor, variation: variation)
    case .lognormal(let mean, let variation):
      .lognormal(mean: mean * factor, variation: variation)
    }
  }
}
