#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The law of the logarithm of a gamma variate of scale 1, with what its draws have in common.
///
/// - Source: Marsaglia and Tsang (2000); shapes below 1 by G(a) = G(a + 1)·U^(1/a).
struct LogGamma: Sendable {
  private let shape: Double
  private let d: Double
  private let c: Double
  private let logarithmOfD: Double
  /// What rounding may change in a comparison of logarithms, many times over; unit 1.
  private let slack: Double

  /// Takes the shape; above 0.
  init(shape: Double) {
    self.shape = shape
    d = (shape < 1 ? shape + 1 : shape) - 1.0 / 3
    c = 1 / (9 * d).squareRoot()
    logarithmOfD = log(d)
    slack = 1e-12 * (1 + d)
  }

  /// Returns a draw; natural logarithm.
  @inline(__always)
  func draw(_ stream: inout WordStream) -> Double {
    let large = drawLarge(&stream)
    return shape < 1 ? large + log(stream.uniform()) / shape : large
  }

  /// A draw of a shape that is at least 1.
  @inline(__always)
  private func drawLarge(_ stream: inout WordStream) -> Double {
    while true {
      let x = stream.normal()
      let root = 1 + c * x
      guard root > 0 else { continue }
      let v = root * root * root
      let height = stream.uniform()
      let square = x * x
      // Whatever is below the squeeze passes the comparison of logarithms too, which is so spared.
      if height < 1 - 0.0331 * square * square - slack { return logarithmOfD + log(v) }
      let logarithmOfV = log(v)
      if log(height) < 0.5 * x * x + d - d * v + d * logarithmOfV {
        return logarithmOfD + logarithmOfV
      }
    }
  }
}

extension WordStream {
  /// Returns the logarithm of a gamma variate of scale 1 and a shape above 0.
  package mutating func logGamma(shape: Double) -> Double { LogGamma(shape: shape).draw(&self) }

  /// Returns a standard normal variate (Box and Muller, 1958).
  package mutating func normal() -> Double {
    let radius = (-2 * log(uniform())).squareRoot()
    return radius * cos(2 * .pi * uniform())
  }
}
