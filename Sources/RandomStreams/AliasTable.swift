/// A categorical variate by one word and one look-up, whatever the number of categories.
///
/// - Source: Walker (1977), Vose (1991), with a power of two of columns, so that the top bits of the
///   word choose the column and the rest decide between its two categories.
@frozen
public struct AliasTable: Sendable {
  /// Words whose lower bits are below this keep their column's category.
  @usableFromInline let keep: [UInt64]
  /// Category of each column beyond its limit, then below it.
  ///
  /// - Shape: `categories[2 * column + isBelow]`.
  @usableFromInline let categories: [Int]
  @usableFromInline let bits: UInt64

  /// Makes a table.
  ///
  /// - Parameter shares: Probability of each category; unit 1, at least 0, positive sum, not empty.
  public init(_ shares: [Double]) {
    precondition(!shares.isEmpty, "a table has at least one category")
    var bits = 1
    while 1 << bits < shares.count { bits += 1 }
    let size = 1 << bits
    let total = shares.reduce(0, +)
    var mass = shares.map { $0 / total * Double(size) }
    mass += [Double](repeating: 0, count: size - shares.count)
    var keep = [UInt64](repeating: .max, count: size)
    var categories = (0..<2 * size).map { $0 / 2 }
    var small = mass.indices.filter { mass[$0] < 1 }
    var large = mass.indices.filter { mass[$0] >= 1 }
    while let poor = small.popLast(), let rich = large.last {
      keep[poor] = Bernoulli.limit(mass[poor])
      categories[2 * poor] = rich
      mass[rich] -= 1 - mass[poor]
      if mass[rich] < 1 {
        large.removeLast()
        small.append(rich)
      }
    }
    self.keep = keep
    self.categories = categories
    self.bits = UInt64(bits)
  }

  /// Returns the category of a word.
  @inlinable @inline(__always)
  public func category(_ word: UInt64) -> Int {
    let column = Int(truncatingIfNeeded: word &>> (64 &- bits))
    // Looked up, not branched on: which way it goes is random.
    return categories[2 &* column &+ (word &<< bits < keep[column] ? 1 : 0)]
  }
}
