/// Finds what the user meant by a misspelt name.
package enum NearestName {
  /// Returns the known name nearest to a misspelt one; nil when none is near.
  ///
  /// Near means at most a third of the letters wrong, but two wrong letters are always allowed in
  /// names of four or more.  Of equally near names the first wins.
  package static func of(_ name: String, among known: [String]) -> String? {
    let allowed = name.count < 4 ? 1 : max(2, name.count / 3)
    let near = known.map { (name: $0, distance: distance(name, $0)) }
      .filter { $0.distance <= allowed && $0.distance < max(name.count, $0.name.count) }
    return near.min { $0.distance < $1.distance }?.name
  }

  /// Returns the edits that turn one name into the other; edits, at least 0.
  ///
  /// An edit inserts, deletes or replaces a letter, or swaps two neighbours (the optimal string
  /// alignment distance).
  ///
  /// - Complexity: O(*m* × *n*) for names of *m* and *n* letters.
  package static func distance(_ left: String, _ right: String) -> Int {
    let left = Array(left)
    let right = Array(right)
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        let replaced = last[column] + (left[row] == right[column] ? 0 : 1)
        var best = min(replaced, last[column + 1] + 1, current[column] + 1)
        let isSwap =
          row > 0 && column > 0 && left[row] == right[column - 1] && left[row - 1] == right[column]
        if isSwap { best = min(best, beforeLast[column - 1] + 1) }
        current.append(best)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}
