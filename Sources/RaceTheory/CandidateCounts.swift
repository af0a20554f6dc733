/// Votes of up to 16 candidates, or how far each trails: a state of a race, and a key of tables.
///
/// A key of its own, because SIMD16's `==` and hash look up each lane through tables of witnesses.
struct CandidateCounts: Hashable, Sendable {
  private var lanes = SIMD16<UInt16>()

  /// The count of a candidate; votes.
  subscript(candidate: Int) -> UInt16 {
    get { lanes[candidate] }
    set { lanes[candidate] = newValue }
  }

  static func == (left: CandidateCounts, right: CandidateCounts) -> Bool {
    left.words == right.words
  }

  func hash(into hasher: inout Hasher) {
    let words = words
    hasher.combine(words.0)
    hasher.combine(words.1)
    hasher.combine(words.2)
    hasher.combine(words.3)
  }

  private var words: (UInt64, UInt64, UInt64, UInt64) {
    // Both are 32 bytes of whole numbers, of which every pattern of bits is one.
    unsafe unsafeBitCast(lanes, to: (UInt64, UInt64, UInt64, UInt64).self)
  }
}
