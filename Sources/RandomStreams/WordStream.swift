/// The words of one key in order, for variates that need an unknown number of them.
package struct WordStream: RandomNumberGenerator, Sendable {
  private let key: StreamKey
  private var draw = 0

  /// Starts at the first word of a key.
  package init(_ key: StreamKey) {
    self.key = key
  }

  /// Returns the next word; 64 random bits.
  package mutating func next() -> UInt64 {
    defer { draw += 1 }
    return key.word(draw)
  }

  /// Returns a uniform number strictly between 0 and 1, on a grid of 2^-53.
  package mutating func uniform() -> Double {
    (Double(next() >> 12) + 0.5) * 0x1p-52
  }
}
