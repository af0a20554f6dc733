/// A generator of 64 bits a number: SplitMix64 (Steele, Lea and Flood 2014).
package struct SplitMix: RandomNumberGenerator {
  /// Where it stands.
  package var state: UInt64

  /// Begins.
  ///
  /// - Parameter state: Where it stands first; any number.
  package init(state: UInt64) { self.state = state }

  /// The next number; any of 64 bits.
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}
