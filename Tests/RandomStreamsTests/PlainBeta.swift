import RandomStreams

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The Beta variate as its sources write it, without a squeeze and nothing kept between draws.
struct PlainBeta {
  var stream: WordStream

  mutating func beta(_ a: Double, _ b: Double) -> (value: Double, complement: Double) {
    if a < 1, b == 1 || b >= 2, a * log(b) < 1 { return thinnedPower(a, b) }
    let difference = logGamma(shape: a) - logGamma(shape: b)
    return (1 / (1 + exp(-difference)), 1 / (1 + exp(difference)))
  }

  private mutating func thinnedPower(
    _ a: Double, _ b: Double
  ) -> (value: Double, complement: Double) {
    while true {
      let x = exp(log(stream.uniform()) / a)
      let excess = (b - 1) * x
      let height = stream.uniform()
      if height < 1 - excess || log(height) < (b - 1) * log1p(-x) { return (x, 1 - x) }
    }
  }

  private mutating func logGamma(shape: Double) -> Double {
    if shape < 1 { return logGamma(shape: shape + 1) + log(stream.uniform()) / shape }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = stream.normal()
      let root = 1 + c * x
      guard root > 0 else { continue }
      let v = root * root * root
      if log(stream.uniform()) < 0.5 * x * x + d - d * v + d * log(v) { return log(d) + log(v) }
    }
  }
}
