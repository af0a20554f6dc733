#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Time from request to reply of a simulated model.
package enum LatencyLaw: Hashable, Sendable {
  /// Always the same; nanoseconds, at least 0.
  case constant(Int)
  /// Exponential with a mean; nanoseconds, at least 0.
  case exponential(mean: Int)

  /// Time of a reply; nanoseconds.
  ///
  /// - Parameter word: 64 random bits.
  /// - Returns: A time, the same for the same word.
  func latency(_ word: UInt64) -> Int {
    switch self {
    case .constant(let time): time
    case .exponential(let mean):
      Int((-log((Double(word >> 12) + 0.5) * 0x1p-52) * Double(mean)).rounded())
    }
  }

  /// Expected time of a reply; nanoseconds.
  package var mean: Double {
    switch self {
    case .constant(let time): Double(time)
    case .exponential(let mean): Double(mean)
    }
  }

  /// Expected time until the last of several replies asked for at once is there; nanoseconds.
  ///
  /// - Parameter draws: Replies; count, at least 1.
  /// - Returns: The exact expectation: for exponential times the mean times the harmonic number.
  package func meanMaximum(of draws: Int) -> Double {
    switch self {
    case .constant(let time): Double(time)
    case .exponential(let mean):
      Double(mean) * (1...draws).reduce(0.0) { $0 + 1 / Double($1) }
    }
  }
}
