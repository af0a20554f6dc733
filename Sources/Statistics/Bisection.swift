/// Where a condition that holds at one place ceases to hold on the way to another.
package enum Bisection {
  /// Returns the far end of the stretch on which the condition holds.
  ///
  /// - Parameters:
  ///   - start: Where it holds.
  ///   - end: Where the way ends.
  ///   - tolerance: Greatest distance from the boundary, as a share of the way; unit 1.
  ///   - holds: The condition; holds up to some place and not beyond.
  /// - Returns: `end` where it holds there, else a place within the tolerance beyond the boundary.
  package static func boundary(
    from start: Double, to end: Double, tolerance: Double = 1e-9, where holds: (Double) -> Bool
  ) -> Double {
    if start == end || holds(end) { return end }
    var inside = start
    var outside = end
    while abs(outside - inside) > tolerance * abs(end - start) {
      let middle = inside + (outside - inside) / 2
      if middle == inside || middle == outside { break }
      if holds(middle) { inside = middle } else { outside = middle }
    }
    return outside
  }
}
