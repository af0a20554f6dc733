/// A place in the tree of random streams: seed, point, trial, step.
///
/// A word is a pure function of the coordinates, so that results do not depend on who computes them
/// or in which order, and any trial can be replayed alone.  The words of a key are the outputs of
/// SplitMix64 started at the key; a child's key is the finaliser of its parent's state stepped by
/// another odd constant.
///
/// - Source: Steele, Lea, Flood (2014), "Fast splittable pseudorandom number generators"; finaliser
///   constants by Stafford, variant 13.
@frozen
public struct StreamKey: Hashable, Sendable {
  @usableFromInline let state: UInt64

  /// Makes a key of its 64 bits, for known answers; lab code starts at a seed.
  @inlinable @inline(__always)
  public init(state: UInt64) {
    self.state = state
  }

  /// The root of all streams of a seed in an epoch.
  ///
  /// - Parameters:
  ///   - seed: Seed; 0 to `Int.max`.
  ///   - epoch: Sampling order, `SeedEpoch.current` unless a test says otherwise.
  package init(seed: Int, epoch: Int = SeedEpoch.current) {
    let root = StreamKey(state: 0x6D61_6B65_726C_6162)
    self = root.child(UInt64(epoch)).child(UInt64(bitPattern: Int64(seed)))
  }

  /// Returns the key one coordinate deeper.
  @inlinable @inline(__always)
  public func child(_ coordinate: UInt64) -> StreamKey {
    StreamKey(state: StreamKey.finalise(state &+ (coordinate &+ 1) &* 0xD1B5_4A32_D192_ED03))
  }

  /// Returns the key of an index that is not negative.
  @inlinable @inline(__always)
  public func child(_ index: Int) -> StreamKey {
    child(UInt64(truncatingIfNeeded: index))
  }

  /// Returns the word of a draw.
  ///
  /// - Parameter draw: Index of the draw; at least 0.
  /// - Returns: 64 random bits.
  @inlinable @inline(__always)
  public func word(_ draw: Int) -> UInt64 {
    StreamKey.finalise(state &+ UInt64(truncatingIfNeeded: draw &+ 1) &* 0x9E37_79B9_7F4A_7C15)
  }

  @inlinable @inline(__always)
  static func finalise(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z &>> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z &>> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z &>> 31)
  }
}
