/// Counts of integer values by bucket.
struct Histogram: Sendable {
  /// Upper bounds of the buckets, each included, ascending, in the values' unit.
  let bounds: [Int]
  /// Values up to each bound and above the one before; the last above all.
  private(set) var counts: [Int]
  /// Sum of the values.
  private(set) var sum = 0

  init(bounds: [Int]) {
    self.bounds = bounds
    counts = Array(repeating: 0, count: bounds.count + 1)
  }

  /// Values in all; count.
  var total: Int { counts.reduce(0, +) }

  /// Counts one value.
  mutating func add(_ value: Int) {
    let bucket = bounds.firstIndex { value <= $0 } ?? bounds.count
    counts[bucket] += 1
    // A sum past the greatest number stays there.
    let (more, isTooLarge) = sum.addingReportingOverflow(value)
    sum = isTooLarge ? .max : more
  }

  /// Votes of a step.
  static let votes = Histogram(bounds: [1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 50, 100, 200, 500])

  /// Durations, in nanoseconds, from a millisecond to ten minutes.
  static let durations = Histogram(
    bounds: [
      1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 120_000,
      300_000, 600_000,
    ].map { $0 * 1_000_000 })
}
