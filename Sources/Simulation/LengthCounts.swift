/// Replies by their length, and how many of each length were wrong; integer counts.
package struct LengthCounts: Equatable, Sendable {
  /// Width of a bin; tokens, at least 1.
  package let binWidth: Int
  /// All replies.
  ///
  /// - Shape: `all[bin]`, replies of `bin·binWidth + 1` to `(bin + 1)·binWidth` tokens; as many bins
  ///   as the longest reply so far needs.
  package private(set) var all: [Int] = []
  /// Replies among them that were wrong or could not be read; counts.
  ///
  /// - Shape: `wrong[bin]`, as `all`.
  package private(set) var wrong: [Int] = []

  /// Starts without replies, with bins of a width; tokens, at least 1.
  package init(binWidth: Int) {
    precondition(binWidth >= 1, "a bin is at least 1 token wide")
    self.binWidth = binWidth
  }

  /// Counts one reply; its tokens are at least 0.
  package mutating func add(tokens: Int, isWrong: Bool) {
    let bin = max(0, tokens - 1) / binWidth
    grow(to: bin + 1)
    all[bin] += 1
    if isWrong { wrong[bin] += 1 }
  }

  /// Adds the counts of other replies in bins of the same width.
  package static func += (sum: inout LengthCounts, other: LengthCounts) {
    precondition(sum.binWidth == other.binWidth, "bins differ in width")
    sum.grow(to: other.all.count)
    for bin in other.all.indices {
      sum.all[bin] += other.all[bin]
      sum.wrong[bin] += other.wrong[bin]
    }
  }

  private mutating func grow(to count: Int) {
    let missing = count - all.count
    guard missing > 0 else { return }
    all += [Int](repeating: 0, count: missing)
    wrong += [Int](repeating: 0, count: missing)
  }
}
