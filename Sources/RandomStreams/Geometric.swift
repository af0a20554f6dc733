#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension WordStream {
  /// Returns the failures before the first success of independent trials.
  ///
  /// - Parameter probability: Success probability; unit 1, range [0, 1].
  /// - Returns: Failures; count, `Int.max` when the success is impossible or beyond count.
  package mutating func geometric(_ probability: Double) -> Int {
    precondition(probability >= 0 && probability <= 1, "a probability is 0 to 1")
    if probability == 1 { return 0 }
    let failures = (log(uniform()) / log1p(-probability)).rounded(.down)
    return failures < 0x1p62 ? Int(failures) : .max
  }
}
