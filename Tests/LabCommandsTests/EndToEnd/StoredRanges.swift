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

  /// Whether every range here is in another store.
  func isKept(in later: StoredRanges) -> Bool {
    ranges.allSatisfy { point, held in
      let kept = later.ranges[point] ?? []
      return held.allSatisfy { range in kept.contains { $0 == range } }
    }
  }

  /// Whether ranges that both hold are equal, and neither holds a point that the other lacks.
  func agrees(with other: StoredRanges) -> Bool {
    guard Set(ranges.keys) == Set(other.ranges.keys) else { return false }
    return ranges.allSatisfy { point, held in
      let others = other.ranges[point] ?? []
      return held.allSatisfy { range in
        others.allSatisfy { $0.trials != range.trials || $0.tally == range.tally }
      }
    }
  }

  static func == (left: StoredRanges, right: StoredRanges) -> Bool {
    left.count == right.count && left.isKept(in: right) && right.isKept(in: left)
  }
}
