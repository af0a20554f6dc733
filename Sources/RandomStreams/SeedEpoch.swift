/// Version of the sampling order.
///
/// Part of every stream and of every design point's id: it must change whenever the same coordinates
/// would give other draws, so that old references fail loudly instead of drifting.  What a seed
/// gives within one epoch is fixed; nothing is promised across epochs.
package enum SeedEpoch {
  /// The epoch of this engine; count from 1.
  package static let current = 1
}
