/// A yes with a fixed probability, decided by one word.
///
/// Probabilities are resolved to 2^-64; certainty is 1 − 2^-64.
@frozen
public struct Bernoulli: Sendable {
  /// Words of 64 bits below this are a yes.
  public let limit: UInt64

  /// Makes a yes with a probability; unit 1, range [0, 1].
  public init(_ probability: Double) {
    precondition(probability >= 0 && probability <= 1, "a probability is 0 to 1")
    limit = Bernoulli.limit(probability)
  }

  /// Whether the word is a yes.
  @inlinable @inline(__always)
  public func isYes(_ word: UInt64) -> Bool { word < limit }

  /// A probability as a share of 2^64, rounded, at most 2^64 − 1.
  @inlinable
  public static func limit(_ probability: Double) -> UInt64 {
    let scaled = probability * 0x1p64
    // From 2^52 on every double is whole.
    let whole = scaled >= 0x1p52 ? scaled : scaled.rounded()
    return whole >= 0x1p64 ? .max : UInt64(whole)
  }
}
