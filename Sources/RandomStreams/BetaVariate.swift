#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A Beta law with what its draws have in common, so that a draw computes little else.
package struct BetaVariate: Sendable {
  /// First shape; above 0.
  let a: Double
  /// Second shape; above 0.
  let b: Double
  /// Whether a power of a uniform number, thinned, is used.
  private let isThinned: Bool
  private let first: LogGamma
  private let second: LogGamma

  /// Prepares draws.
  ///
  /// - Parameters:
  ///   - a: First shape; above 0.
  ///   - b: Second shape; above 0.
  package init(_ a: Double, _ b: Double) {
    precondition(a > 0 && b > 0, "the shapes of a Beta variate are above 0")
    self.a = a
    self.b = b
    isThinned = a < 1 && (b == 1 || b >= 2) && a * log(b) < 1
    first = LogGamma(shape: a)
    second = LogGamma(shape: b)
  }

  /// Returns a variate and its complement, each with its own digits; unit 1, range [0, 1].
  package func draw(_ stream: inout WordStream) -> (value: Double, complement: Double) {
    if isThinned { return thinnedPower(&stream) }
    let difference = first.draw(&stream) - second.draw(&stream)
    // x/(x + y) is the logistic function of ln x − ln y.
    return (1 / (1 + exp(-difference)), 1 / (1 + exp(difference)))
  }

  /// Returns the complement alone, the same as `draw` gives; unit 1, range [0, 1].
  package func complement(_ stream: inout WordStream) -> Double {
    if isThinned { return thinnedPower(&stream).complement }
    let difference = first.draw(&stream) - second.draw(&stream)
    return 1 / (1 + exp(difference))
  }

  /// Beta by rejection from U^(1/a), for b = 1 or b >= 2; accepts about b^−a of the proposals.
  private func thinnedPower(_ stream: inout WordStream) -> (value: Double, complement: Double) {
    while true {
      let x = exp(log(stream.uniform()) / a)
      // By Bernoulli's inequality, true for exponents of 0 and from 1 on, the first comparison accepts
      // nothing that the second would not.
      let excess = (b - 1) * x
      let height = stream.uniform()
      if height < 1 - excess || log(height) < (b - 1) * log1p(-x) { return (x, 1 - x) }
    }
  }
}

extension WordStream {
  /// Returns a Beta variate and its complement, each with its own digits.
  ///
  /// Two gamma variates in logarithms, so that shapes far below 1 do not underflow.  Where the first
  /// shape is below 1 and the second 1 or at least 2, a power of a uniform number thinned by (1 − x)^(b − 1)
  /// is several times as fast.
  ///
  /// - Parameters:
  ///   - a: First shape; above 0.
  ///   - b: Second shape; above 0.
  /// - Returns: The variate and one less it; unit 1, range [0, 1].
  package mutating func beta(_ a: Double, _ b: Double) -> (value: Double, complement: Double) {
    BetaVariate(a, b).draw(&self)
  }
}
