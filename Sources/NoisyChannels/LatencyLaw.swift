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
}
