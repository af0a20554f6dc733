import ExperimentDesign
import Storage

/// Every finished range of a store, by point.
struct StoredRanges: Equatable {
  let ranges: [String: [(trials: Range<Int>, tally: Tally)]]

  init(_ folder: String) throws {
    let store = try LabStore(readingOnly: folder + "/lab.sqlite")
    defer { store.close() }
    var ranges: [String: [(trials: Range<Int>, tally: Tally)]] = [:]
    for point in try store.points() {
      ranges[point.description] = try store.tallies(point: point, seed: 1)
    }
    self.ranges = ranges
  }

  var count: Int { ranges.values.reduce(0) { $0 + $1.count } }

  /// Whether every range here is in another store, but for those that a stop rule cut since.
  func isKept(in later: StoredRanges) -> Bool {
    ranges.allSatisfy { point, held in
      let kept = later.ranges[point] ?? []
      let end = kept.last?.trials.upperBound ?? 0
      return held.allSatisfy { range in
        range.trials.upperBound > end || kept.contains { $0 == range }
      }
    }
  }

  static func == (left: StoredRanges, right: StoredRanges) -> Bool {
    left.count == right.count && left.isKept(in: right) && right.isKept(in: left)
  }
}
