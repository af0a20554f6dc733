/// Counts of events that found no room, by level.
package struct LostEvents: Hashable, Sendable {
  private var counts = SIMD4<Int>(repeating: 0)

  /// Starts without a loss.
  package init() {}

  /// Lost events of a level; count.
  package subscript(level: EventLevel) -> Int {
    get { counts[level.index] }
    set { counts[level.index] = newValue }
  }

  /// Lost events of a level and all above; count.
  package func total(from level: EventLevel) -> Int {
    EventLevel.allCases.filter { $0 >= level }.map { self[$0] }.reduce(0, +)
  }

  /// Lost events of all levels; count.
  package var total: Int { counts.wrappedSum() }
}
