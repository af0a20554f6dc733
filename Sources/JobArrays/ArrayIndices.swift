/// Elements of an array as `sbatch --array` names them.
package enum ArrayIndices {
  /// Returns ascending indices as ranges, `0-3,7,9-12`.
  ///
  /// - Parameters:
  ///   - indices: Numbers of elements; at least 0, ascending, none twice.
  ///   - limit: Most elements that run at the same time, at least 1; nil for no limit.
  /// - Returns: The list, with `%limit` where there is one; empty for no indices.
  package static func text(_ indices: [Int], limit: Int? = nil) -> String {
    var ranges: [ClosedRange<Int>] = []
    for index in indices {
      if let last = ranges.last, last.upperBound + 1 == index {
        ranges[ranges.count - 1] = last.lowerBound...index
      } else {
        ranges.append(index...index)
      }
    }
    guard !ranges.isEmpty else { return "" }
    let list = ranges.map {
      $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)"
    }
    return list.joined(separator: ",") + (limit.map { "%\($0)" } ?? "")
  }
}
